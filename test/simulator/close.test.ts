import { describe, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { bundleOfCode } from "../support/bundle.js";
import { clientOf, createPayment, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

/** Runs a script in a process of its own; tells its exit code and what it printed. */
async function run(script: string): Promise<[code: number, printed: string]> {
  const child = spawn(process.execPath, [await bundleOfCode(script)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text: string) => (printed += text));
  const [code] = (await once(child, "close")) as [number];
  return [code, printed];
}

describe("a listener that throws", () => {
  test("fails its own process, not what the simulator was doing", async () => {
    expect(await run(FAILING_LISTENER)).toEqual([0, "payment created\nuncaught: no\n"]);
  });
});

describe("close", () => {
  test("leaves nothing that keeps the process alive, whatever was under way", async () => {
    expect(await run(BUSY_THEN_CLOSE)).toEqual([0, "closed\n"]);
  });

  test("ends the attempt that pay waits for", async () => {
    const merchant = await openMerchant(() => undefined);
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator), { notify_url: merchant.url });
    const paying = simulator.pay(id);
    await merchant.waitFor(1);

    await simulator.close();

    expect(await paying).toMatchObject({ status: "done" });
  });

  test("ends connections in the middle of a request", async () => {
    const simulator = await simulate({ faults: [{ kind: "latency", delayMs: 60_000 }] });
    const request = clientOf(simulator)("GET", "/v3/banks").catch(() => "ended");
    await new Promise((resolve) => simulator.on("request", resolve));

    await simulator.close();

    expect(await request).toBe("ended");
    await expect(fetch(simulator.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });

  test("can be called twice", async () => {
    const simulator = await simulate();

    await Promise.all([simulator.close(), simulator.close()]);

    await expect(simulator.close()).resolves.toBeUndefined();
  });
});

const FAILING_LISTENER = `
import { startSimulator } from "./src/simulator/index.ts";
const simulator = await startSimulator();
const uncaught = [];
process.on("uncaughtException", (error) => uncaught.push(error.message));
simulator.on("payment", () => { throw new Error("no"); });
const answer = await fetch(simulator.url + "/v3/payments", {
  method: "POST",
  headers: { "x-api-key": simulator.apiKey, "content-type": "application/json" },
  body: JSON.stringify({ amount: 1000, currency: "CLP", subject: "Té" }),
});
if (answer.status === 200) console.log("payment created");
console.log("uncaught: " + uncaught.join());
await simulator.close();
`;

/** A pending retry, a silent merchant, a slow answer, an attempt at the bank, an open connection. */
const BUSY_THEN_CLOSE = `
import { createServer } from "node:net";
import { startSimulator } from "./src/simulator/index.ts";
const silent = createServer().listen(0, "127.0.0.1");
await new Promise((resolve) => silent.once("listening", resolve));
const connections = [];
silent.on("connection", (socket) => connections.push(socket));
const simulator = await startSimulator({ verificationMs: 3_600_000 });
const create = async (fields) => {
  const answer = await fetch(simulator.url + "/v3/payments", {
    method: "POST",
    headers: { "x-api-key": simulator.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ amount: 1000, currency: "CLP", subject: "Té", ...fields }),
  });
  return (await answer.json()).payment_id;
};
await simulator.pay(await create({ notify_url: "http://127.0.0.1:9/" }));
void simulator.pay(await create({ notify_url: "http://127.0.0.1:" + silent.address().port + "/" }));
const id = await create({});
await fetch(simulator.url + "/payment/" + id + "/attempts", {
  method: "POST",
  redirect: "manual",
  body: new URLSearchParams({ bank_id: "Bawdf", method: "simplified_transfer" }),
});
simulator.fault({ kind: "latency", delayMs: 3_600_000 });
fetch(simulator.url + "/v3/banks", { headers: { "x-api-key": simulator.apiKey } }).catch(() => {});
await new Promise((resolve) => simulator.on("request", resolve));
silent.close();
await simulator.close();
for (const socket of connections) socket.destroy();
console.log("closed");
`;
