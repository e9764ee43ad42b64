import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import { openpayHandler } from "../../src/openpay/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { nodeHandler } from "../../src/webhooks/handlers/node.js";
import { simulate } from "./support/client.js";
import { cardCharge, openpayOf } from "./support/openpay.js";

const CREDENTIALS = { user: "openpay", password: "hook-password" };

test("a shop delivers what was paid, once, and hears of the refund", async () => {
  const simulator = await simulate({ verificationMs: 3_600_000, retryDelaysMs: [1_000, 1_000] });
  const openpay = openpayOf(simulator, { webhookCredentials: CREDENTIALS });
  const story: string[] = [];
  const handle = openpayHandler({
    ...{ openpay, store: memoryStore() },
    expect: ({ id }) => ({ id, amount: 60, currency: "USD" }),
    onPaid: () => void story.push("delivered"),
    onChange: ({ event, state }) => void story.push(`${event.type}: ${state}`),
    onError: (error) => void story.push(String(error)),
  });
  const answer = nodeHandler(handle);
  const shop = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((shop.address() as AddressInfo).port)}/openpay`;
  simulator.fault({ kind: "duplicate-notification", copies: 3 });

  await simulator.openpay.setWebhook({ url, ...CREDENTIALS });
  const charge = await openpay.charges.create(await cardCharge(openpay, "5555555555554444"));
  await simulator.openpay.complete(charge.id);
  await openpay.charges.refund(charge.id);
  await simulator.openpay.completeRefund(charge.id);
  // What was answered 503, because another copy was being settled, is told again.
  await simulator.advance(2_000);
  shop.close();

  const code = expect.stringMatching(
    /Openpay verifies this webhook: its panel asks for the code \w{8}$/,
  );
  expect(story).toEqual([code, code, code, "delivered", "charge.refunded: fullyRefunded"]);
  expect(simulator.notifications().map(({ state }) => state)).toEqual([
    "delivered",
    "delivered",
    "delivered",
  ]);
});
