/**
 * Proves the clients that `npm run generate:client` makes: generates them for every API, compiles them, and
 * drives the one of Instant Payments 3.0 in its own language against the simulator.
 *
 * `tsx test/clients/run.ts [python] [java] [go]`
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clientFolder, generateClient } from "../../scripts/spec/generate-client.js";
import { ensureGenerator } from "../../scripts/spec/generator.js";
import { ROOT, SPECS } from "../../scripts/specs.js";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { type Language, type Program, PROVED } from "./builds.js";

const NOTIFICATION = readFileSync(
  join(ROOT, "test/fixtures/instant-payments.v3/notification.real.json"),
  "utf8",
);

const wanted = process.argv.slice(2);
ensureGenerator();
for (const language of PROVED) {
  if (wanted.length === 0 || wanted.includes(language.name)) await prove(language);
}

async function prove(language: Language): Promise<void> {
  const { name } = language;
  await step(`${name}: a client of each API is generated`, () => {
    for (const spec of SPECS) generateClient(name, spec, join(ROOT, clientFolder(name, spec)));
  });
  await step(`${name}: all of them compile`, () => language.compile());
  await step(`${name}: a payment is created, read and deleted`, () => drive(language));
}

async function step(what: string, act: () => void | Promise<void>): Promise<void> {
  const started = performance.now();
  const problem = await Promise.resolve()
    .then(act)
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  const took = `${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`;
  if (problem === undefined) {
    console.log(`clients: ok      ${took}`);
    return;
  }
  console.error(`clients: FAILED  ${took}\n${problem}`);
  process.exitCode = 1;
}

async function drive({ program, amount }: Language): Promise<void> {
  const simulator = await startSimulator();
  try {
    const said = await outputOf(program(), simulator);
    const [payment] = simulator.payments();
    const id = payment?.payment_id ?? "no payment";
    expectSame("what the client printed", said.trim().split("\n"), [
      `created ${id}`,
      `read Order 1042 pending ${amount}`,
      `deleted ${id}`,
      "refused 400",
      notified(),
    ]);
    expectSame("what the simulator has of it", payment?.status, "deleted");
    expectSame("what the simulator complains of", simulator.warnings(), []);
  } finally {
    await simulator.close();
  }
}

function notified(): string {
  const { payment_id, amount } = JSON.parse(NOTIFICATION) as { payment_id: string; amount: string };
  return `notified ${payment_id} ${amount}`;
}

function outputOf({ command, args, cwd }: Program, simulator: Simulator): Promise<string> {
  const { url, apiKey } = simulator;
  const env = { KHIPU_URL: url, KHIPU_API_KEY: apiKey, KHIPU_NOTIFICATION: NOTIFICATION };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, timeout: 120_000 });
    const [out, err] = [[] as Buffer[], [] as Buffer[]];
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => err.push(data));
    child.once("error", reject);
    child.once("close", (code) => {
      const said = Buffer.concat(out).toString();
      if (code === 0) resolve(said);
      else
        reject(
          new Error(`${said}${Buffer.concat(err).toString()}\nended with ${code ?? "a signal"}`),
        );
    });
  });
}

function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value, null, 2));
  if (is !== should) throw new Error(`${what} is ${is}, and should be ${should}`);
}
