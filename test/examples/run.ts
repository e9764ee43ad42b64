/**
 * Starts every example as its README says, with a simulated Khipu, and holds it to one contract:
 * `npx tsx test/examples/run.ts [name ...]`. `embedding` and `medusa` are no shops and bring tests of their own.
 */
import { existsSync } from "node:fs";
import { startSimulator } from "../../src/simulator/index.js";
import { freePort } from "../../scripts/package/smoke-server.js";
import { CONTRACT } from "./contract.js";
import { EXAMPLES, folderOf, runTests, TESTED } from "./examples.js";
import { settingsFor } from "../support/settings.js";
import type { Running } from "./running.js";
import { Visitor } from "./visitor.js";

const LIMIT_MS = 300_000;

const known = [...Object.keys(EXAMPLES), ...Object.keys(TESTED)];
const asked = process.argv.length > 2 ? process.argv.slice(2) : known;
for (const name of asked) {
  if (!known.includes(name)) throw new Error(`no example ${name}; there are ${known.join(", ")}`);
  await check(`${name} can be tried`, () => hold(name));
}

async function hold(name: string): Promise<void> {
  if (!existsSync(`${folderOf(name)}/node_modules`)) {
    throw new Error(`not installed: npm ci --prefix examples/${name}`);
  }
  const start = EXAMPLES[name];
  if (!start) return runTests(name);
  const simulator = await startSimulator({ seed: 1, retryDelaysMs: [50, 50] });
  try {
    const running = await start(settingsFor(simulator, await freePort()));
    try {
      await holdToContract(name, running, { simulator, visitor: new Visitor(running.url) });
    } finally {
      await running.close();
    }
  } finally {
    await simulator.close();
  }
}

type Parts = Omit<Parameters<NonNullable<(typeof CONTRACT)[string]>>[0], "url">;

async function holdToContract(name: string, { url, output }: Running, parts: Parts): Promise<void> {
  for (const [what, holds] of Object.entries(CONTRACT)) {
    const before = output().length;
    const held = await check(`${name}: ${what}`, () => holds({ url, ...parts }));
    if (!held) console.error(output().slice(before));
  }
}

async function check(what: string, act: () => Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it takes too long")), LIMIT_MS);
  });
  try {
    await Promise.race([act(), limit]);
    console.log(`examples: ok      ${what}`);
    return true;
  } catch (error) {
    console.error(`examples: FAILED  ${what}`);
    console.error(error);
    process.exitCode = 1;
    return false;
  } finally {
    clearTimeout(timer);
  }
}
