/** A process of a shop: settles what its parent tells it to, and says what became of it. */
import { setTimeout as sleep } from "node:timers/promises";
import { settleOnce } from "../../../src/stores/settle-once.js";
import type { Order, Tally } from "./processes.js";
import { openShop, type ShopName } from "./shops.js";

const shop = await openShop(process.argv[2] as ShopName);

async function settle({ key, leaseMs, pauseMs }: Order): Promise<string> {
  const settlement = await settleOnce(
    shop.store,
    key,
    async ({ tx }) => {
      await shop.deliver(tx, key);
      process.send?.({ delivering: key });
      await sleep(pauseMs);
    },
    { leaseMs },
  );
  return settlement.outcome;
}

process.on("message", (order: Order) => {
  const settling = Array.from({ length: order.times }, () =>
    settle(order).catch((error: unknown) => String(error)),
  );
  void Promise.all(settling).then((outcomes) => {
    const tally: Tally = {};
    for (const outcome of outcomes) tally[outcome] = (tally[outcome] ?? 0) + 1;
    process.send?.({ tally });
  });
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
