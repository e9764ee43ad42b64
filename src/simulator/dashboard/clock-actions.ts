import { Refusal } from "../http/refusal.js";
import type { Route } from "../http/reply.js";
import type { Desk } from "./desk.js";
import { Form } from "./form.js";
import { UNITS_MS } from "./side-boxes.js";

const FARTHEST = 100_000;

/** What the clock's buttons lead to. */
export function clockActions(desk: Desk): Route[] {
  const { texts, controls } = desk;
  return [
    desk.post(
      "/dashboard/clock",
      ({ form }) => pageOf(form.get("to") ?? ""),
      async ({ form }) => {
        const fields = new Form(form, texts);
        const amount = fields.number("amount", texts.forwardBy, { min: 0, max: FARTHEST });
        const unit = Object.entries(UNITS_MS).find(([name]) => name === fields.text("unit"));
        if (amount === undefined || unit === undefined) {
          throw new Refusal(400, texts.badNumber(texts.forwardBy));
        }
        // Tells a number when it has ended, unlike one who has lost patience.
        const moved = await desk.soon(controls.advance(amount * unit[1]).then(() => amount));
        return moved === undefined ? texts.moving : texts.moved;
      },
    ),
  ];
}

/** A page of the dashboard, and nothing else. */
function pageOf(to: string): string {
  return /^\/dashboard\/payments\/\w+$/.test(to) ? to : "/";
}
