import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { installTools, programOf, RUNTIMES } from "../../scripts/package/runtimes.js";
import type { Settings } from "../support/settings.js";
import { type Running, serve } from "./running.js";

/** Bundles the Workers example as wrangler does, and serves it with workerd, its Durable Object on disk. */
export async function serveWorker(
  example: string,
  settings: Settings,
  entry = join(example, "src/worker.ts"),
): Promise<Running> {
  installTools();
  const workerd = RUNTIMES.find(({ name }) => name === "workerd");
  if (!workerd) throw new Error("workerd is not among the runtimes");
  const folder = mkdtempSync(join(tmpdir(), "khipu-worker-"));
  await bundle(example, entry, join(folder, "worker.mjs"));
  mkdirSync(join(folder, "objects"));
  writeFileSync(join(folder, "worker.capnp"), configOf(settings, folder));
  const program = { command: programOf(workerd), args: ["serve", "worker.capnp"], cwd: folder };
  const running = await serve(program, settings);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { ...running, close: () => running.close().finally(remove) };
}

async function bundle(example: string, entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    nodePaths: [join(example, "node_modules")],
    // The package is a link into this repository, whose own tsconfig.json sends it to Node's crypto.
    tsconfig: join(example, "tsconfig.json"),
    outfile,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    logLevel: "silent",
  });
}

/** What wrangler.jsonc says, in the words of workerd. Without nodejs_compat. */
function configOf({ PORT = "", ...bindings }: Settings, folder: string): string {
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "net", network = (allow = ["private", "local", "public"])),
    (name = "disk", disk = (path = ${JSON.stringify(join(folder, "objects"))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${PORT}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-01-01",
  globalOutbound = "net",
  durableObjectNamespaces = [(className = "Shop", uniqueKey = "shop", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [(name = "SHOP", durableObjectNamespace = "Shop"), ${texts.join(", ")}],
);
`;
}
