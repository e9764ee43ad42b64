/**
 * The shop with a simulated Khipu, on this machine alone: `npm run dev -- --port 3000`.
 *
 * Everything is made up at the start and forgotten at the end.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Simulator, startSimulator } from "khipu-simulator";
import { type Config, DEFAULTS } from "./config.js";
import { openShop } from "./shop.js";

const { values } = parseArgs({ options: { port: { type: "string", default: "3000" } } });

/** What has to be ended, the last first. */
const open: (() => unknown)[] = [];
let ending: Promise<void> | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // A terminal and the program that started this one may both pass the same Ctrl+C on.
  process.on(signal, () => {
    ending ??= end();
  });
}

try {
  await start(Number(values.port));
} catch (error) {
  console.error(`The shop cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
  await end();
}

async function start(port: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-shop-"));
  open.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const simulator = await startSimulator({ receiver: { name: "Casa Boldo" } });
  open.push(() => simulator.close());
  const config = madeUp(port, folder, simulator);
  const shop = await openShop(config);
  open.push(() => shop.close());
  console.log(`
  Open  ${shop.url}

  Administration    ${shop.url}/admin   password ${config.adminPassword}
  Simulated Khipu   ${simulator.url}

  Ctrl+C ends it, and forgets everything.
`);
}

/** A configuration in which Khipu is the simulator, and every secret is of this run only. */
function madeUp(port: number, folder: string, simulator: Simulator): Config {
  const { apiKey, receiverId, url, webhookSecret } = simulator;
  return {
    ...DEFAULTS,
    port,
    databaseFile: join(folder, "shop.db"),
    khipu: {
      apiKey,
      receiverId,
      secret: webhookSecret,
      baseUrl: url,
      scriptUrl: `${url}/v1/kws.js`,
      pageOrigins: [url],
    },
    sessionSecret: randomBytes(32).toString("hex"),
    adminPassword: randomBytes(9).toString("base64url"),
  };
}

async function end(): Promise<void> {
  for (const close of open.reverse()) await close();
}
