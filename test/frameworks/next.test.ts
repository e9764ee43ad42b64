import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../../scripts/specs.js";
import { answerOf, type Posted, signed } from "../webhooks/handlers/setup.js";
import { SECRET } from "../webhooks/vectors.js";
import { announceLarge, WAYS } from "./contract.js";

/** A real app: a route handler, a page that leaves the body alone, and a page that does not. */
const APP = join(ROOT, "test/frameworks/next");
const NEXT = join(APP, "node_modules/next/dist/bin/next");
const env = { ...process.env, KHIPU_WEBHOOK_SECRET: SECRET, NEXT_TELEMETRY_DISABLED: "1" };

let server: ChildProcess;
let port: number;
/** A payment of its own for each test: the app runs on. */
let payments = 0;

beforeAll(async () => {
  installPackage();
  execFileSync(process.execPath, [NEXT, "build"], { cwd: APP, env, stdio: "pipe" });
  port = await freePort();
  const options = ["start", "--port", String(port), "--hostname", "127.0.0.1"];
  server = spawn(process.execPath, [NEXT, ...options], { cwd: APP, env, stdio: "pipe" });
  await ready();
});

afterAll(async () => {
  if (server.exitCode !== null) return;
  server.kill("SIGTERM");
  await once(server, "exit");
});

describe.each([
  { page: "a route handler", path: "/khipu" },
  { page: "a page with bodyParser: false", path: "/api/khipu" },
])("Next.js, $page", ({ path }) => {
  test.each(Object.entries(WAYS))("settles a body that comes %s", async (_, send) => {
    const posted = await notification();

    expect(await send(port, posted, path)).toBe("200 settled");
    expect(await send(port, posted, path)).toBe("200 already settled");
  });

  test("refuses what is forged, compressed, too large, or no POST", async () => {
    const { body, headers } = await notification();
    const zipped = { ...headers, "content-encoding": "gzip" };

    expect(await post(path, body.replace("5900", "5901"), headers)).toMatch(/^400 /);
    expect(await post(path, Uint8Array.from(gzipSync(body)), zipped)).toMatch(/^415 /);
    expect(await announceLarge(port, path)).toMatch(/^413 /);
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(405);
  });
});

describe("Next.js, a page whose body was parsed", () => {
  test.each(Object.entries(WAYS))("names the line to add when it comes %s", async (_, send) => {
    const answer = await send(port, await notification(), "/api/parsed");

    expect(answer).toMatch(/^500 /);
    expect(answer).toContain("export const config = { api: { bodyParser: false } }");
  });
});

/** The package as it is built, where an app has it. */
function installPackage(): void {
  const target = join(APP, "node_modules/khipu-sdk");
  rmSync(target, { recursive: true, force: true });
  cpSync(join(ROOT, "dist"), join(target, "dist"), { recursive: true });
  cpSync(join(ROOT, "package.json"), join(target, "package.json"));
}

function notification(): Promise<Posted> {
  return signed({ payment_id: `payment-${++payments}`, custom: "Región de Ñuble" });
}

function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Posted["headers"],
): Promise<string> {
  return answerOf(fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body, headers }));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function ready(): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const answered = await fetch(`http://127.0.0.1:${port}/khipu`).catch(() => undefined);
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the app did not start");
}
