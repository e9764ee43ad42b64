import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../scripts/package/run.js";
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
  nextjs: (settings) =>
    withDatabase(settings, (all) => {
      run(folderOf("nextjs"), "npm", "run", "build", "--silent");
      const next = node("nextjs", "node_modules/next/dist/bin/next", "start");
      return serve({ ...next, args: [...next.args, "--hostname", "127.0.0.1"] }, all);
    }),
  "hono-workers": (settings) => serveWorker(folderOf("hono-workers"), settings),
};

/** Runs the tests of the example that is no shop; what they print is counted. */
export function testEmbedding(): Promise<void> {
  const reporter = ["--test-reporter=../../scripts/test-reporter.mjs"];
  const flags = ["--import", "tsx", "--test", ...reporter, "test/embedding.test.ts"];
  const report = run(
    folderOf("embedding"),
    "env",
    "REPORT_AS=examples",
    process.execPath,
    ...flags,
  );
  process.stdout.write(report);
  return Promise.resolve();
}

/** The program of `npm start` without npm: what is told to stop must be what serves. */
function node(name: string, ...args: readonly string[]): Program {
  return { command: process.execPath, args, cwd: folderOf(name) };
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
