/**
 * `npm run demo`: one payment, from creation to settled, on the embedded simulator.
 *
 * `npm run demo -- --browser` leaves the page open for a person to pay.
 */
import { formatAmount, Khipu, paymentState } from "../src/index.js";
import { type Simulator, startSimulator } from "../src/simulator/index.js";
import { openShop, type Order, type Shop } from "./demo/shop.js";

/** How long a person has to pay the page. */
const PATIENCE_MS = 15 * 60_000;

const isByHand = process.argv.includes("--browser");
const khipuSays = voice("Khipu");
const shopSays = voice("shop ");

await main();

async function main(): Promise<void> {
  const simulator = await startSimulator({ receiver: { name: "Librería de ejemplo" } });
  const order: Order = { id: "1042", total: 5900, timesSettled: 0 };
  const account = { secret: simulator.webhookSecret, receiverId: simulator.receiverId };
  const shop = await openShop(order, account, shopSays);
  try {
    await sellTo(simulator, shop, order);
  } finally {
    await shop.close();
    await simulator.close();
  }
  if (order.timesSettled !== 1) {
    throw new Error(`order ${order.id} was settled ${order.timesSettled} times`);
  }
  console.log("\nThe payment was settled once, for two notifications.");
}

async function sellTo(simulator: Simulator, shop: Shop, order: Order): Promise<void> {
  const khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });
  khipuSays(`is simulated at ${simulator.url}: no account, no network`);

  const { payment_id, payment_url } = await khipu.payments.create({
    amount: order.total,
    currency: "CLP",
    subject: `Order ${order.id}: a book`,
    transaction_id: order.id,
    notify_url: shop.notifyUrl,
    return_url: shop.returnUrl,
  });
  shopSays(`created payment ${payment_id} of ${pesos(order.total)} for order ${order.id}`);
  shopSays(`sends the payer to ${payment_url}`);
  shopSays(`the payment is ${paymentState(await khipu.payments.get(payment_id))}`);

  if (isByHand) {
    khipuSays("waits for you: open that page, choose DemoBank and follow it (Ctrl+C gives up)");
    await khipu.payments.waitFor(payment_id, { timeoutMs: PATIENCE_MS, intervalMs: 500 });
    await settled(order);
  } else {
    khipuSays("the payer chooses DemoBank and approves the transfer");
    await simulator.pay(payment_id);
  }
  shopSays(`the payment is ${paymentState(await khipu.payments.get(payment_id))}`);

  khipuSays("sends the notification once more, as it does when an answer is lost");
  await simulator.resend(payment_id);

  const part = { type: "partial", payment_id, amount: 1900 } as const;
  const refund = await khipu.refunds.create(part);
  shopSays(`gave back ${pesos(refund.refunded_amount)}, ${pesos(refund.remaining)} could still be`);
  shopSays(`the payment is ${paymentState(await khipu.payments.get(payment_id))}`);
}

/** The page of `--browser` is paid a moment before its notification arrives. */
async function settled(order: Order): Promise<void> {
  for (let tries = 0; order.timesSettled === 0 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function pesos(amount: number | string): string {
  return formatAmount(amount, "CLP", { locale: "es-CL" });
}

function voice(name: string): (line: string) => void {
  return (line) => {
    console.log(`${name} │ ${line}`);
  };
}
