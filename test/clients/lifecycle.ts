import { sameAmount } from "../../src/index.js";
import type { Simulator } from "../../src/simulator/index.js";
import type { Gate } from "./gate.js";
import { same } from "./step.js";

/**
 * A client of Instant Payments 3.0, in whatever language, that is told what to do in words and answers in
 * words:
 *
 * | told | answers |
 * | --- | --- |
 * | `banks` | `banks`, ids joined with commas |
 * | `create`, amount, subject, transaction_id | `created`, payment_id |
 * | `read`, id | `payment`, status, status_detail, amount, subject, transaction_id |
 * | `refund`, id, amount or `all` | `done` |
 * | `void`, id | `done` |
 * | `delete`, id | `done` |
 * | `notification`, its body | `notification`, payment_id, amount |
 *
 * What Khipu refuses is answered with `refused`, HTTP status.
 */
export type Ask = (...words: string[]) => Promise<string[]>;

/** What there is to check with. */
export interface Bench {
  readonly ask: Ask;
  readonly simulator: Simulator;
  /** What the client takes for Khipu. */
  readonly gate: Gate;
  /** The body of a notification of version 3.0. */
  readonly notification: string;
}

/** What every client must manage with Khipu, from the first call to the last refund. */
export const LIFECYCLE: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  async "lists the banks"({ ask }) {
    const [, ids = ""] = await ask("banks");
    same("whether DemoBank is there", ids.split(",").includes("Bawdf"), true);
  },

  async "sees a payment from pending to paid"({ ask, simulator }) {
    const id = await create(ask);
    await expectPayment(ask, id, "pending", "pending");
    await simulator.verify(id);
    await expectPayment(ask, id, "verifying", "pending");
    await simulator.pay(id);
    await expectPayment(ask, id, "done", "normal");
  },

  async "refunds a part, then the rest, and no more"({ ask, simulator }) {
    const id = await create(ask);
    same("before it is paid", await ask("refund", id, "all"), ["refused", "400"]);
    await simulator.pay(id);
    same("a part", await ask("refund", id, "900"), ["done"]);
    await expectPayment(ask, id, "done", "partially-refunded");
    same("more than is left", await ask("refund", id, "5001"), ["refused", "400"]);
    same("the rest", await ask("refund", id, "5000"), ["done"]);
    same("once more", await ask("refund", id, "all"), ["refused", "400"]);
  },

  async "voids a payment, whole and once"({ ask, simulator }) {
    const id = await create(ask);
    same("before it is paid", await ask("void", id), ["refused", "400"]);
    await simulator.pay(id);
    same("once it is paid", await ask("void", id), ["done"]);
    await expectPayment(ask, id, "done", "reversed");
    same("once more", await ask("void", id), ["refused", "400"]);
  },

  async "sees that the payer rejected, or reported abuse"({ ask, simulator }) {
    const [rejected, reported] = [await create(ask), await create(ask)];
    await simulator.reject(rejected);
    await simulator.markAsAbuse(reported);
    await expectPayment(ask, rejected, "done", "rejected-by-payer");
    await expectPayment(ask, reported, "done", "marked-as-abuse");
  },

  async "deletes a payment once"({ ask, simulator }) {
    const id = await create(ask);
    same("the first time", await ask("delete", id), ["done"]);
    same("the second time", await ask("delete", id), ["refused", "400"]);
    const status = simulator.payments().find((payment) => payment.payment_id === id)?.status;
    same("what the simulator has of it", status, "deleted");
  },

  async "is told of its mistakes"({ ask }) {
    same("half a peso", await ask("create", "0.5", "Order", "1042"), ["refused", "400"]);
    same("no such payment", await ask("read", "zzzzzzzzzzzz"), ["refused", "404"]);
  },

  async "keeps every letter of a text"({ ask }) {
    const subject = "Té <b>& café</b> «ñandú» 'a' \\\" 🫖";
    const id = await create(ask, subject);
    await expectPayment(ask, id, "pending", "pending", subject);
  },

  async "reads an amount that is a number, as Khipu publishes it"({ ask, gate }) {
    const id = await create(ask);
    gate.writesNumbers = true;
    await expectPayment(ask, id, "pending", "pending");
    gate.writesNumbers = false;
  },

  async "reads a notification"({ ask, notification }) {
    const [, id, amount = ""] = await ask("notification", notification);
    const sent = JSON.parse(notification) as { payment_id: string; amount: string };
    same("its payment_id", id, sent.payment_id);
    same("its amount", sameAmount(amount, sent.amount), true);
  },
};

async function create(ask: Ask, subject = "Order 1042"): Promise<string> {
  const [what, id = ""] = await ask("create", "5900", subject, "1042");
  same("what creating is answered with", what, "created");
  return id;
}

async function expectPayment(
  ask: Ask,
  id: string,
  status: string,
  detail: string,
  subject = "Order 1042",
): Promise<void> {
  const [what, isStatus, isDetail, amount = "", isSubject, reference] = await ask("read", id);
  same("what is read", [what, isStatus, isDetail], ["payment", status, detail]);
  same("its texts", [isSubject, reference], [subject, "1042"]);
  // Some languages write `5900.0000`, some `5900.0`.
  same(`whether its amount, ${amount}, is 5900`, sameAmount(amount, 5900), true);
}
