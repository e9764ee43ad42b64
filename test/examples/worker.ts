import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Settings } from "../support/settings.js";
import type { Running } from "./running.js";

/** As much of the example's `miniflare` as is used here: workerd, with D1 as `wrangler dev` has it. */
interface MiniflareModule {
  readonly Miniflare: new (options: object) => {
    ready: Promise<URL>;
    getD1Database(binding: string): Promise<{
      prepare(sql: string): { run(): Promise<unknown> };
    }>;
    dispose(): Promise<void>;
  };
}

/** Bundles the Workers example as wrangler does, and serves it with workerd, its D1 on disk. Without nodejs_compat. */
export async function serveWorker(example: string, settings: Settings): Promise<Running> {
  const { PORT = "", PUBLIC_URL: url = "", ...others } = settings;
  const folder = mkdtempSync(join(tmpdir(), "khipu-worker-"));
  const script = await bundle(example);
  let output = "";
  const note = (data: Buffer): unknown => (output += data.toString());
  const { Miniflare } = createRequire(join(example, "package.json"))(
    "miniflare",
  ) as MiniflareModule;
  const server = new Miniflare({
    modules: true,
    script,
    compatibilityDate: "2026-01-01",
    host: "127.0.0.1",
    port: Number(PORT),
    bindings: { PUBLIC_URL: url, ...others },
    d1Databases: ["DB"],
    d1Persist: folder,
    handleRuntimeStdio: (...streams: NodeJS.ReadableStream[]) =>
      streams.forEach((stream) => stream.on("data", note)),
  });
  await server.ready;
  const database = await server.getD1Database("DB");
  for (const sql of statementsOf(join(example, "migrations/0001_shop.sql"))) {
    await database.prepare(sql).run();
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { url, output: () => output, close: () => server.dispose().finally(remove) };
}

async function bundle(example: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(example, "src/worker.ts")],
    // The package is a link into this repository, whose own tsconfig.json sends it to Node's crypto.
    tsconfig: join(example, "tsconfig.json"),
    write: false,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** `wrangler d1 migrations apply` takes the file whole; the binding takes one statement at a time. */
function statementsOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split(/;\n/)
    .filter((statement) => statement.trim() !== "");
}
