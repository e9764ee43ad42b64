/**
 * Proves the clients that `npm run generate:client` makes: generates them for every API, compiles them, and
 * takes the one of Instant Payments 3.0 in its own language through the life of payments on the simulator.
 *
 * `tsx test/clients/run.ts [python] [java] [go]`
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clientFolder, generateClient } from "../../scripts/spec/generate-client.js";
import { ensureGenerator } from "../../scripts/spec/generator.js";
import { ROOT, SPECS } from "../../scripts/specs.js";
import { startSimulator } from "../../src/simulator/index.js";
import { type Language, PROVED } from "./builds.js";
import { LIFECYCLE } from "./lifecycle.js";
import { step } from "./step.js";
import { startDriver } from "./talk.js";

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
  await drive(language);
}

/** Takes the client through what every client must manage, with one process for all of it. */
async function drive({ name, program }: Language): Promise<void> {
  const simulator = await startSimulator();
  const { url, apiKey } = simulator;
  const driver = startDriver(program(), { KHIPU_URL: url, KHIPU_API_KEY: apiKey });
  const bench = { ask: driver.ask, simulator, notification: NOTIFICATION };
  for (const [what, act] of Object.entries(LIFECYCLE)) {
    await step(`${name}: ${what}`, () => act(bench));
  }
  await step(`${name}: gives the simulator no reason to complain`, () => {
    const [warning] = simulator.warnings();
    if (warning) throw new Error(warning.message);
  });
  await driver.close();
  await simulator.close();
}
