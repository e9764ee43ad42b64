/**
 * Drives a client of Khipu that others made, and made from Khipu's own documents of September 2026:
 * `khipu-python-sdk`, through all its operations and its facade, against the simulator. Nothing of ours is
 * between the two, so that it tells where we read the revision otherwise than they do.
 *
 * `tsx test/clients/stranger.ts`
 */
import { join } from "node:path";
import { PYTHON_SDK, pythonWithSdk } from "../../scripts/package/python.js";
import { ROOT } from "../../scripts/specs.js";
import { startSimulator } from "../../src/simulator/index.js";
import { step } from "./step.js";
import { CHECKS, type Stranger } from "./stranger/checks.js";
import { startDriver } from "./talk.js";

let python = "";
await step(`${PYTHON_SDK} is installed`, () => {
  python = pythonWithSdk();
});
const simulator = await startSimulator({ receiver: { refundWallet: 100_000 } });
const folder = join(ROOT, "test/clients/stranger");
const env = { KHIPU_URL: simulator.url, KHIPU_API_KEY: simulator.apiKey };
const driver = startDriver({ command: python, args: ["main.py"], cwd: folder }, env);
const stranger = strangerOf();
for (const [what, check] of Object.entries(CHECKS)) {
  await step(`${PYTHON_SDK}: ${what}`, () => check(stranger, simulator));
}
await driver.close();
await simulator.close();

function strangerOf(): Stranger {
  const asked = new Set<string>();
  const ask = async (kind: string, name: string, given: object) => {
    asked.add(name);
    const [said = "", told = ""] = await driver.ask(kind, name, JSON.stringify(given));
    if (said === "unreadable") return { said, why: told, body: {} };
    return { said, why: "", body: JSON.parse(told) as Record<string, unknown> };
  };
  return {
    operation: (name, given = {}) => ask("operation", name, given),
    facade: (name, given) => ask("facade", name, given),
    names: () => driver.ask("names"),
    asked,
  };
}
