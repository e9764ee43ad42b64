import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { closeLab, type Lab, openLab } from "./package/lab.js";
import { installTools, programOf, type Runtime, RUNTIMES } from "./package/runtimes.js";
import { freePort, startSmokeServer } from "./package/smoke-server.js";
import { ROOT } from "./specs.js";

const TIME_LIMIT_MS = 60_000;
const ALL_WELL = "all as it must be";

installTools();
const lab = openLab();
const folder = join(lab.folder, "runtimes");
cpSync(join(ROOT, "test/runtimes"), folder, { recursive: true });
const { server, url } = await startSmokeServer();
try {
  await tryRuntime(`node ${process.versions.node}`, () => runProgram(process.execPath, []));
  for (const runtime of RUNTIMES) {
    await tryRuntime(runtime.name, () =>
      runtime.args ? runProgram(programOf(runtime), runtime.args) : serveWorker(lab, runtime),
    );
  }
} finally {
  server.closeAllConnections();
  server.close();
  closeLab(lab);
}

async function tryRuntime(name: string, act: () => Promise<string>): Promise<void> {
  const said = await act().catch((error: unknown) => String(error));
  if (said.trim() === ALL_WELL) {
    console.log(`runtimes: ok      ${name}`);
    return;
  }
  console.error(`runtimes: FAILED  ${name}`);
  console.error(said);
  process.exitCode = 1;
}

/** What a program prints, to its end. */
async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, [...args, "run.mjs", url], { cwd: folder, timeout: TIME_LIMIT_MS });
  return outputOf(child);
}

/** A worker is bundled, served, and asked. */
async function serveWorker({ folder: labFolder }: Lab, runtime: Runtime): Promise<string> {
  await build({
    absWorkingDir: folder,
    entryPoints: ["worker.mjs"],
    outfile: "worker.bundled.mjs",
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    nodePaths: [join(labFolder, "node_modules")],
    logLevel: "silent",
  });
  const port = await freePort();
  const template = readFileSync(join(folder, "worker.capnp"), "utf8");
  const config = template.replace("WORKER_PORT", String(port)).replace("SERVER_URL", url);
  writeFileSync(join(folder, "worker.capnp"), config);
  const child = spawn(programOf(runtime), ["serve", "worker.capnp"], { cwd: folder });
  const output = outputOf(child);
  try {
    return await Promise.race([ask(`http://127.0.0.1:${port}`), output]);
  } finally {
    child.kill();
  }
}

async function ask(address: string): Promise<string> {
  const ends = Date.now() + TIME_LIMIT_MS;
  while (Date.now() < ends) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer) return answer.text();
    await sleep(100);
  }
  return "the worker never answered";
}

function outputOf(child: ChildProcess): Promise<string> {
  let output = "";
  child.stdout?.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(String(error)));
    child.once("close", (code, signal) =>
      resolve(code === 0 ? output : `${output}\nended with ${code ?? signal}`),
    );
  });
}
