import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/package/run.js";
import { startPostgres } from "../../scripts/services.js";
import { ROOT } from "../../scripts/specs.js";
import type { Settings } from "../support/settings.js";
import { type Program, type Running, serve } from "./running.js";
import { serveWorker } from "./worker.js";

/** Starts an example. */
export type Start = (settings: Settings) => Promise<Running>;

/** The folder of an example. */
export const folderOf = (name: string) => join(ROOT, "examples", name);

/** The examples that are shops, and how each is started. */
export const EXAMPLES: Readonly<Record<string, Start>> = {
  fastify: (settings) =>
    withDatabase(settings, (all) =>
      serve(node("fastify", "--import", "tsx", "src/server.ts"), all),
    ),
  hono: (settings) =>
    withPostgres(settings, "hono/migrations/0001_shop.sql", (all) =>
      serve(node("hono", "--import", "tsx", "src/server.ts"), all),
    ),
  nextjs: (settings) =>
    withPostgres(settings, "nextjs/prisma/migrations/0001_shop/migration.sql", (all) => {
      // Prisma would download the engine of its migrations, which building does not use: any program passes for it.
      const withoutEngine = `PRISMA_SCHEMA_ENGINE_BINARY=${process.execPath}`;
      run(folderOf("nextjs"), "env", withoutEngine, "npm", "run", "build", "--silent");
      const next = node("nextjs", "node_modules/next/dist/bin/next", "start");
      return serve({ ...next, args: [...next.args, "--hostname", "127.0.0.1"] }, all);
    }),
  "hono-workers": (settings) => serveWorker(folderOf("hono-workers"), settings),
};

/** The examples that are no shops, and their own tests. */
export const TESTED: Readonly<Record<string, readonly string[]>> = {
  embedding: ["test/embedding.test.ts"],
  medusa: ["test/provider.test.ts", "test/refunds.test.ts"],
};

/** Runs the tests of an example that is no shop; what they print is counted. */
export function runTests(name: string): Promise<void> {
  const reporter = ["--test-reporter=../../scripts/test-reporter.mjs"];
  const flags = ["--import", "tsx", "--test", ...reporter, ...(TESTED[name] ?? [])];
  const report = run(folderOf(name), "env", "REPORT_AS=examples", process.execPath, ...flags);
  process.stdout.write(report);
  return Promise.resolve();
}

/** The program of `npm start` without npm: what is told to stop must be what serves. */
function node(name: string, ...args: readonly string[]): Program {
  return { command: process.execPath, args, cwd: folderOf(name) };
}

/** The migration is the example's own. */
async function withPostgres(settings: Settings, migration: string, start: Start): Promise<Running> {
  const { url, stop } = await startPostgres();
  try {
    run(ROOT, "psql", "--quiet", "--set=ON_ERROR_STOP=1", `--file=${folderOf(migration)}`, url);
    const running = await start({ ...settings, DATABASE_URL: url });
    return { ...running, close: () => running.close().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function withDatabase(settings: Settings, start: Start): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-example-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const running = await start({ ...settings, DATABASE_FILE: join(folder, "shop.db") });
    return { ...running, close: () => running.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
