import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paymentState } from "../../src/index.js";
import { type PreparedData, startSimulator } from "../../src/simulator/index.js";
import { khipu } from "../cli/support/cli.js";
import { start } from "../cli/support/running.js";
import { useRealSockets } from "../support/raw-server.js";
import { simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

useRealSockets();

const TEA = { amount: 5900, currency: "CLP", subject: "Tea" } as const;
const STATES = ["pending", "verifying", "paid", "rejected", "expired"] as const;
const folder = mkdtempSync(join(tmpdir(), "khipu-prepared-"));

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("prepared data", () => {
  test("is there from the start, each payment in its state", async () => {
    const payments = STATES.map((state) => ({ ...TEA, transaction_id: state, state }));
    const simulator = await simulate({ prepared: { payments } });
    const now = () => simulator.now() + 1;

    const found = simulator.payments();

    expect(found.map(({ transaction_id }) => transaction_id)).toEqual(STATES);
    expect(found.map((payment) => paymentState(payment, { now }))).toEqual(STATES);
  });

  test("has the same ids with the same seed, and none of it after a reset", async () => {
    const options = { seed: 3, prepared: { payments: [TEA, TEA] } };
    const [one, two] = [await simulate(options), await simulate(options)];
    const ids = one.payments().map(({ payment_id }) => payment_id);

    expect(two.payments().map(({ payment_id }) => payment_id)).toEqual(ids);
    one.reset();
    expect(one.payments()).toEqual([]);
  });

  test("notifies of what is paid", async () => {
    const merchant = await openMerchant(200);
    const paid = { ...TEA, notify_url: merchant.url, notify_api_version: "3.0" } as const;
    await simulate({ prepared: { payments: [{ ...paid, state: "paid" }] } });

    await merchant.waitFor(1);

    expect(merchant.received[0]?.headers).toHaveProperty("x-khipu-signature");
  });

  test("is not put in again where a data file goes on", async () => {
    const dataFile = join(folder, "kept.jsonl");
    const options = { dataFile, prepared: { payments: [TEA] } };
    const first = await startSimulator(options);
    await first.close();
    const second = await simulate(options);

    expect(second.payments()).toHaveLength(1);
  });

  test.each<[unknown, RegExp]>([
    [{ payments: [TEA, { ...TEA, amount: -1 }] }, /prepared\.payments\[1\]\.amount: /],
    [{ payments: [{ currency: "CLP", subject: "Tea" }] }, /prepared\.payments\[0\]\.amount: /],
    [
      { payments: [{ ...TEA, state: "done" }] },
      /payments\[0\]\.state must be one of pending, .*"done"/,
    ],
    [{ payments: {} }, /prepared\.payments must be a list/],
    [{ payments: [null] }, /prepared\.payments\[0\]/],
    [{ orders: [] }, /prepared\.orders: there is no such part/],
    [null, /prepared must be an object/],
  ])("%j is refused, and says where", async (prepared, told) => {
    await expect(startSimulator({ prepared: prepared as PreparedData })).rejects.toThrow(told);
  });
});

describe("khipu simulator --prepare", () => {
  test("reads it from a file", async () => {
    const file = fileOf("payments.json", JSON.stringify({ payments: [{ ...TEA, state: "paid" }] }));
    const program = start(["simulator", "--port", "0", "--prepare", file, "--json"]);
    await program.waitFor(/\n/);
    const { url } = program.lines()[0] as { url: string };

    expect(await (await fetch(url)).text()).toContain("Tea");
  });

  test.each([
    ["none.json", undefined, "cannot read"],
    ["text.json", "payments:", "is no JSON"],
    ["wrong.json", '{"payments":[{}]}', "prepared.payments[0]."],
  ])("refuses %s in words", async (name, text, told) => {
    const file = text === undefined ? join(folder, name) : fileOf(name, text);

    const { code, stderr } = await khipu(["simulator", "--port", "0", "--prepare", file]);

    expect(code).not.toBe(0);
    expect(stderr).toContain(told);
  });
});
