import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { openpayErrorOf } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import { cardCharge, khipuCharge, leaves, openpayOf } from "./support/openpay.js";

const folder = mkdtempSync(join(tmpdir(), "simulator-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("Openpay goes on where an earlier run ended", async () => {
  const dataFile = join(folder, "go-on.jsonl");
  const merchant = await openMerchant();
  const first = await simulate({ dataFile, verificationMs: 60_000 });
  await first.openpay.setWebhook({ url: merchant.url, user: "openpay", password: "hook" });
  const before = openpayOf(first);
  const order_id = "order-1";
  const paid = await before.charges.create(
    await cardCharge(before, "4111111111111111", { order_id }),
  );
  const confirming = await before.charges.create(await cardCharge(before, "5555555555554444"));
  const byKhipu = await before.charges.create(khipuCharge());
  await first.close();

  const second = await simulate({ dataFile });
  const after = openpayOf(second);

  expect(second.openpay).toMatchObject({
    merchantId: first.openpay.merchantId,
    privateKey: first.openpay.privateKey,
  });
  expect(await after.charges.get(paid.id)).toEqual(paid);
  const again = await cardCharge(after, "4111111111111111", { order_id });
  expect(openpayErrorOf(await failureOf(after.charges.create(again)))?.error_code).toBe(1006);
  // What waited goes on waiting, and ends by itself.
  await second.advance(60_000);
  expect((await leaves(after, confirming, "pending_confirmation")).status).toBe("completed");
  await second.pay(String(byKhipu.payment_method?.khipu_data?.payment_id));
  expect((await after.charges.get(byKhipu.id)).status).toBe("completed");
  expect(merchant.received).toHaveLength(3);
  expect(merchant.received.map(({ headers }) => headers.authorization)).toEqual(
    Array(3).fill("Basic b3BlbnBheTpob29r"),
  );
});

test("no card number is ever written down", async () => {
  const dataFile = join(folder, "cards.jsonl");
  const simulator = await simulate({ dataFile });
  const openpay = openpayOf(simulator);

  await openpay.charges.create(await cardCharge(openpay));
  simulator.openpay.saveCard({ card_number: "5555555555554444" });
  await simulator.close();

  const text = readFileSync(dataFile, "utf8");
  expect(text).toContain("411111XXXXXX1111");
  for (const secret of ["4111111111111111", "5555555555554444", "cvv2"]) {
    expect(text).not.toContain(secret);
  }
});

test("the same seed gives the same merchant and the same ids", async () => {
  const runs = [await simulate({ seed: 7 }), await simulate({ seed: 7 })];

  const charges = await Promise.all(
    runs.map((run) => openpayOf(run).charges.create(khipuCharge())),
  );

  expect(runs[0]?.openpay.privateKey).toBe(runs[1]?.openpay.privateKey);
  expect(charges[0]?.id).toBe(charges[1]?.id);
  expect(charges[0]?.id).toMatch(/^tr[a-z0-9]{18}$/);
});
