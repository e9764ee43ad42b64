import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultOf } from "../../src/cli/simulator/faults.js";
import { durationsOf } from "../../src/cli/simulator/durations.js";
import { Khipu } from "../../src/index.js";
import { Openpay } from "../../src/openpay/index.js";
import { payOnPages } from "../simulator/support/browser.js";
import { openMerchant } from "../simulator/support/merchant.js";
import { listen, useRealSockets } from "../support/raw-server.js";
import { khipu } from "./support/cli.js";
import { start } from "./support/running.js";

useRealSockets();

interface Started {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
}

async function startJson(...argv: string[]) {
  const program = start(["simulator", "--json", "--port", "0", ...argv]);
  await program.waitFor(/\n/);
  const started = program.lines()[0] as unknown as Started;
  return { program, started };
}

describe("khipu simulator", () => {
  test("says what it is, where it is and with what credentials, and ends well on Ctrl-C", async () => {
    const program = start(["simulator", "--port", "0", "--seed", "1"], { isTerminal: true });
    const [, url = ""] = await program.waitFor(/KHIPU_BASE_URL=(http:\S+)\n/);
    const [, key = ""] = await program.waitFor(/KHIPU_API_KEY=(\S+)\n/);
    await program.waitFor(/KHIPU_WEBHOOK_SECRET=[\da-f]{40}\nKHIPU_RECEIVER_ID=\d+\n/);

    const [, baseUrl = "", merchantId = "", privateKey = ""] = await program.waitFor(
      /OPENPAY_BASE_URL=(\S+)\nOPENPAY_MERCHANT_ID=(\S+)\nOPENPAY_PRIVATE_KEY=(\S+)\n/,
    );

    expect(program.stdout()).toContain("It is not Khipu: no money moves");
    const openpay = new Openpay({ baseUrl, merchantId, privateKey });
    const { id } = await openpay.charges.create({
      ...{ method: "card", amount: 1000, currency: "CLP", description: "Té" },
      customer: { name: "Ana", email: "ana@example.com" },
      provider: { name: "transbank", data: { url_success: "http://127.0.0.1/back" } },
    });
    expect(await openpay.charges.get(id)).toMatchObject({ status: "charge_pending" });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { banks } = await new Khipu({ apiKey: key, baseUrl: url }).banks.list();
    expect(banks.length).toBeGreaterThan(0);
    expect(await program.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("prints its address first with --json, then a line for each event", async () => {
    const merchant = await openMerchant(500, 200);
    const { program, started } = await startJson(
      ...["--notify-url", merchant.url, "--retry-delays", "10ms", "--name", "Tienda"],
    );
    const client = new Khipu({ apiKey: started.apiKey, baseUrl: started.url });
    const { payment_id } = await client.payments.create({
      ...{ amount: 5900, currency: "CLP", subject: "Té" },
    });
    await client.payments.delete(payment_id);
    await program.waitFor(/"change":"deleted"/);

    const [first, ...events] = program.lines();
    expect(first).toMatchObject({ event: "started", isExposed: false });
    expect(events.map(({ event, change }) => `${String(event)} ${String(change)}`)).toEqual([
      "payment created",
      "warning undefined",
      "payment deleted",
    ]);
    expect(await program.stop()).toBe(0);
  });

  test("tells a person of payments and of each attempt to notify", async () => {
    const merchant = await openMerchant(500, 200);
    const argv = ["simulator", "--port", "0", "--lang", "es", "--retry-delays", "10ms"];
    const program = start([...argv, "--notify-url", merchant.url]);
    const [, url = ""] = await program.waitFor(/KHIPU_BASE_URL=(\S+)\n/);
    const [, apiKey = ""] = await program.waitFor(/KHIPU_API_KEY=(\S+)\n/);
    const client = new Khipu({ apiKey, baseUrl: url });
    const subject = "Té \u001b[31m";
    const payment = await client.payments.create({ amount: 5900, currency: "CLP", subject });
    await payOnPages(payment.payment_url, "11 22 33");
    await merchant.waitFor(2);
    await program.waitFor(/notificación #1 de \w+ → \S+ 200/);

    expect(program.stdout()).toMatch(/cobro \w+ creado 5900\.0000 CLP Té/);
    expect(program.stdout()).toMatch(/notificación #1 de \w+ → \S+ 500 \d+ ms \(intento 1\)/);
    expect(program.stdout()).not.toContain("\u001b");
    expect(merchant.received[0]?.headers["x-khipu-signature"]).toMatch(/^t=\d+,s=/);
  });

  test("makes faults, and is quiet when it is asked to be", async () => {
    const program = start(
      [
        "simulator",
        "--port",
        "0",
        "--seed",
        "1",
        "--quiet",
        "--fault",
        "rate-limit:operation=getBanks",
      ],
      {},
    );
    const [url] = await program.waitFor(/http\S+(?=\n)/);
    const { started } = await startJson("--seed", "1");
    const client = new Khipu({ apiKey: started.apiKey, baseUrl: url, maxRetries: 0 });

    await expect(client.banks.list()).rejects.toMatchObject({ status: 429 });
    expect(program.stdout()).toBe(`${url}\n`);
  });

  test("keeps everything in a file from one run to the next", async () => {
    const data = join(mkdtempSync(join(tmpdir(), "khipu-cli-")), "data.jsonl");
    const first = await startJson("--data", data);
    expect(await first.program.stop()).toBe(0);

    const second = await startJson("--data", data);

    expect(second.started.apiKey).toBe(first.started.apiKey);
    writeFileSync(data, "no data");
    await second.program.stop();
    expect(await khipu(["simulator", "--port", "0", "--data", data])).toMatchObject({ code: 2 });
  });

  test("warns loudly when other machines can reach it", async () => {
    const program = start(["simulator", "--port", "0", "--host", "0.0.0.0"]);
    await program.waitFor(/KHIPU_BASE_URL=/);

    expect(program.stderr()).toContain("WARNING: listening on 0.0.0.0");
  });

  test("says when the port is taken", async () => {
    const { port, close } = await listen(createServer());
    const { code, stderr } = await khipu(["simulator", "--port", String(port)]);
    await close();

    expect(code).toBe(1);
    expect(stderr).toContain(`port ${port} is taken`);
    expect(stderr).toContain("--port 0 takes a free one");
  });

  test.each([
    [["--port", "http"]],
    [["--port", "65536"]],
    [["--retry-delays", "1"]],
    [["--fault", "flood"]],
    [["--notify-url", "localhost:3000/x"]],
    [["--public-url", "https://user:password@example.com"]],
  ])("refuses %j before it starts", async (argv) => {
    const { code, stdout, stderr } = await khipu(["simulator", ...argv]);

    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toContain("password@");
  });
});

describe("a fault on the command line", () => {
  test.each([
    ["cut-body", { kind: "cut-body" }],
    [
      "server-error:tookEffect,operation=postPayment,times=2",
      { kind: "server-error", tookEffect: true, operation: "postPayment", times: 2 },
    ],
    ["latency:delayMs=250,chance=0.5", { kind: "latency", delayMs: 250, chance: 0.5 }],
    [
      '{"kind":"html","status":503,"tookEffect":false}',
      { kind: "html", status: 503, tookEffect: false },
    ],
    ["failed-charge:message=Sin: fondos", { kind: "failed-charge", message: "Sin: fondos" }],
  ])("reads %s", (text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  test.each([
    "",
    "toString",
    "latency",
    "latency:delayMs=soon",
    "cut-body:tookEffect",
    "reset:constructor=1",
    "{",
    "latency:delayMs=-1",
    "rate-limit:operation=noSuchOperation",
    '{"kind":"html","status":"503x"}',
  ])("refuses %j", (text) => {
    expect(() => faultOf(text)).toThrow(expect.objectContaining({ name: "UsageError" }));
  });

  test("says in both languages which operations there are", () => {
    const read = () => faultOf("rate-limit:operation=noSuchOperation,api=openpay.v1");

    expect(read).toThrow("operation must be one of createToken, getToken,");
    expect(read).toThrow(
      expect.objectContaining({
        said: expect.objectContaining({
          es: expect.stringContaining("operation debe ser una de createToken, getToken,"),
        }),
      }),
    );
  });

  test("times are read with their units only", () => {
    expect(durationsOf("--retry-delays", "500ms, 1s,1.5m,2h,1d")).toEqual([
      500, 1000, 90_000, 7_200_000, 86_400_000,
    ]);
    expect(durationsOf("--retry-delays", "")).toEqual([]);
    expect(() => durationsOf("--retry-delays", "1s,,2s")).toThrow("--retry-delays");
  });
});
