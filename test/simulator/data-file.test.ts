import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "../../src/simulator/index.js";
import { bundleOfCode } from "../support/bundle.js";
import { payOnPages } from "./support/browser.js";
import { clientOf, createPayment, RECEIVER, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

let folder = "";
let dataFile = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-"));
  dataFile = join(folder, "data.jsonl");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("a data file", () => {
  test("brings everything back: credentials, payments, receivers, wallet, clock", async () => {
    const first = await simulate({ dataFile });
    const client = clientOf(first);
    const paid = await createPayment(client);
    const pending = await createPayment(client);
    await first.pay(paid);
    await client("POST", "/v3/refunds", { type: "partial", payment_id: paid, amount: "100" });
    const { body: child } = await client("POST", "/v3/receivers", RECEIVER);
    await first.advance(3_600_000);
    const payments = await Promise.all([paid, pending].map((id) => read(client, id)));
    await first.close();

    const second = await simulate({ dataFile });

    const { apiKey, webhookSecret, receiverId } = second;
    expect({ apiKey, webhookSecret, receiverId }).toEqual({
      apiKey: first.apiKey,
      webhookSecret: first.webhookSecret,
      receiverId: first.receiverId,
    });
    const again = await Promise.all([paid, pending].map((id) => read(clientOf(second), id)));
    const moved = (payment: unknown) =>
      JSON.parse(JSON.stringify(payment).replaceAll(first.url, second.url)) as unknown;
    expect(again).toEqual(payments.map(moved));
    expect(second.now() - Date.now()).toBeGreaterThan(3_590_000);
    const { body } = await clientOf(second)("GET", "/v3/refund-wallet/balance");
    expect(body["balance"]).toBe("999900.0000");
    const childClient = clientOf({ url: second.url, apiKey: String(child["api_key"]) });
    expect((await childClient("GET", "/v3/banks")).status).toBe(200);
    expect(await createPayment(clientOf(second))).not.toBe(pending);
  });

  test("goes on with ids as if it had never stopped", async () => {
    const whole = await simulate({ seed: 3 });
    const ids = [await createPayment(clientOf(whole)), await createPayment(clientOf(whole))];
    const tokens = whole.payments().map((payment) => payment.notification_token);

    const first = await simulate({ seed: 3, dataFile });
    await createPayment(clientOf(first));
    await first.close();
    const second = await simulate({ seed: 3, dataFile });
    await createPayment(clientOf(second));

    expect(second.payments().map((payment) => payment.payment_id)).toEqual(ids);
    expect(second.payments().map((payment) => payment.notification_token)).toEqual(tokens);
  });

  test("makes a refund that waits for money once, also after a restart", async () => {
    const options = { dataFile, receiver: { refundWallet: 0 } };
    const first = await simulate(options);
    const id = await createPayment(clientOf(first));
    await first.pay(id);
    const partly = { type: "partial", payment_id: id };
    await clientOf(first)("POST", "/v3/refunds", { ...partly, amount: "100" });
    await clientOf(first)("POST", "/v3/refunds", { ...partly, amount: "500" });
    first.addFunds(100);
    await first.close();

    const second = await simulate(options);
    second.addFunds(600);

    const { body } = await clientOf(second)("GET", "/v3/refund-wallet/balance");
    expect(body["balance"]).toBe("100.0000");
  });

  test("keeps nothing of a request in whose middle everything was reset", async () => {
    const simulator = await simulate({ dataFile });
    simulator.on("payment", () => simulator.reset());

    await createPayment(clientOf(simulator));
    await simulator.advance(1);

    expect((await lines()).filter((line) => line.includes("payments"))).toEqual([]);
  });

  test("takes up a verification where it was left", async () => {
    const options = { dataFile, verificationMs: 3_600_000 };
    const first = await simulate(options);
    const id = await createPayment(clientOf(first));
    await payOnPages(`${first.url}/payment/info/${id}`, "11 22 33");
    await first.advance(1_800_000);
    await first.close();

    const second = await simulate(options);
    await second.advance(1_700_000);
    expect(second.payments()).toMatchObject([{ payment_id: id, status: "verifying" }]);
    await second.advance(100_000);

    expect(second.payments()).toMatchObject([{ status: "done", status_detail: "normal" }]);
  });

  test("takes up the retries of a notification where they were left", async () => {
    const merchant = await openMerchant(500, 200);
    const first = await simulate({ dataFile, retryDelaysMs: [60_000] });
    const client = clientOf(first);
    const id = await createPayment(client, { notify_url: merchant.url });
    await first.pay(id);
    await first.close();

    const second = await simulate({ dataFile, retryDelaysMs: [60_000] });
    await second.advance(60_000);

    expect(merchant.received).toHaveLength(2);
    expect(second.notifications()).toMatchObject([
      { about: id, state: "delivered", attempts: [{ status: 500 }, { status: 200 }] },
    ]);
  });

  test("keeps who the receiver is, while its settings are those of the new start", async () => {
    const first = await simulate({ dataFile, receiver: { refundWallet: 700 } });
    await first.close();

    const second = await simulate({
      dataFile,
      receiver: { refundWallet: 900, privileges: { integrator: false } },
    });

    const client = clientOf(second);
    expect(second.apiKey).toBe(first.apiKey);
    expect((await client("GET", "/v3/receivers/children")).status).toBe(403);
    expect((await client("GET", "/v3/refund-wallet/balance")).body["balance"]).toBe("700.0000");
  });

  test("loses nothing that was answered when the process is killed", async () => {
    const child = spawn(process.execPath, [await bundleOfCode(CREATE_FOR_EVER)], {
      env: { ...process.env, DATA_FILE: dataFile },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let told = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => (told += text));
    while (told.split("\n").length < 50) await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "close");
    // A line cut short at the end is what a kill in the middle of a write leaves.
    await appendFile(dataFile, '["payments",{"id":"half');

    const simulator = await simulate({ dataFile });

    const ids = told.split("\n").slice(0, -1);
    const kept = new Set(simulator.payments().map((payment) => payment.payment_id));
    expect(ids.length).toBeGreaterThanOrEqual(49);
    expect(ids.filter((id) => !kept.has(id))).toEqual([]);
    await expect(createPayment(clientOf(simulator))).resolves.toHaveLength(12);
  });

  test("holds one line per row again after a restart, and nothing but credentials after a reset", async () => {
    const first = await simulate({ dataFile });
    const id = await createPayment(clientOf(first));
    await first.pay(id);
    await first.close();

    const second = await simulate({ dataFile });
    const compact = await lines();
    second.reset();

    expect(compact.filter((line) => line.includes(`"id":"${id}"`))).toHaveLength(1);
    expect((await lines()).map((line) => (JSON.parse(line) as [string])[0])).toEqual([
      "receivers",
      "engine",
      "openpay-merchants",
    ]);
  });

  test.each([
    { what: "something else", text: "my notes\n", line: 1 },
    { what: "a broken line", text: '{"khipu-simulator":1}\nnonsense\n[]\n', line: 2 },
    { what: "a line of another form", text: '{"khipu-simulator":1}\n["payments",7]\n', line: 2 },
  ])("with $what in it is refused, and left alone", async ({ text, line }) => {
    await writeFile(dataFile, text);

    await expect(startSimulator({ dataFile })).rejects.toMatchObject({
      name: "SimulatorError",
      message: expect.stringContaining(`is no data file of this simulator (line ${String(line)})`),
    });

    expect(await readFile(dataFile, "utf8")).toBe(text);
  });
});

async function read(client: ReturnType<typeof clientOf>, id: string) {
  return (await client("GET", `/v3/payments/${id}`)).body;
}

async function lines(): Promise<string[]> {
  return (await readFile(dataFile, "utf8")).split("\n").slice(1, -1);
}

const CREATE_FOR_EVER = `
import { startSimulator } from "./src/simulator/index.ts";
const { url, apiKey } = await startSimulator({ dataFile: process.env.DATA_FILE });
const headers = { "x-api-key": apiKey, "content-type": "application/json" };
const body = JSON.stringify({ amount: 1000, currency: "CLP", subject: "Té" });
for (;;) {
  const answer = await fetch(url + "/v3/payments", { method: "POST", headers, body });
  console.log((await answer.json()).payment_id);
}
`;
