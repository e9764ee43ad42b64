/**
 * Verifying a notification beside the least that could do it by hand, on node:crypto and on WebCrypto.
 * Measured is the minified bundle, not the source.
 */
import { createHmac, timingSafeEqual, webcrypto } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type * as webhooks from "../src/webhooks/index.js";

type Webhooks = typeof webhooks;
type Case = readonly [name: string, run: () => unknown];

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROUNDS = 12;
const ROUND_MS = 60;

const secret = "1a4cbbbeb8bdb7e1d73572b9cc43ce4ce18f79d9";
const body = oneKilobyte();
const bytes = Buffer.from(body);

async function bundle(crypto: "node" | "web"): Promise<string> {
  const result = await build({
    stdin: { contents: 'export * from "./src/webhooks/index.ts"', resolveDir: ROOT },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    external: ["node:crypto"],
    alias: { "#crypto": join(ROOT, `src/crypto/${crypto}.ts`) },
    tsconfigRaw: { compilerOptions: { target: "es2022" } },
  });
  return result.outputFiles[0]?.text ?? "";
}

async function load(crypto: "node" | "web", directory: string): Promise<Webhooks> {
  const file = join(directory, `${crypto}.mjs`);
  await writeFile(file, await bundle(crypto));
  return (await import(pathToFileURL(file).href)) as Webhooks;
}

function oneKilobyte(): string {
  const notification = {
    payment_id: "zfxnocsow6mz",
    amount: "1000.0000",
    currency: "CLP",
    body: "",
  };
  notification.body = "x".repeat(1024 - JSON.stringify(notification).length);
  return JSON.stringify(notification);
}

/** What is left when everything but the three calls themselves is taken away. */
function bareNode(raw: string | Uint8Array, t: string, s: string): unknown {
  const digest = createHmac("sha256", secret).update(`${t}.`).update(raw).digest();
  if (!timingSafeEqual(digest, Buffer.from(s, "base64"))) throw new Error("mismatch");
  return JSON.parse(raw.toString());
}

async function bareWeb(t: string, s: string): Promise<() => Promise<unknown>> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const raw = encoder.encode(secret);
  const key = await webcrypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  return async () => {
    const signature = Uint8Array.from(atob(s), (char) => char.charCodeAt(0));
    const message = encoder.encode(`${t}.${body}`);
    if (!(await webcrypto.subtle.verify("HMAC", key, signature, message)))
      throw new Error("mismatch");
    return JSON.parse(body) as unknown;
  };
}

/** Nanoseconds a call, the best of all rounds; cases take turns, so that a busy machine hits all alike. */
async function measure(cases: readonly Case[]): Promise<Map<string, number>> {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of cases) {
      const start = process.hrtime.bigint();
      let calls = 0;
      let spent = 0;
      for (; spent < ROUND_MS * 1e6; spent = Number(process.hrtime.bigint() - start)) {
        for (let call = 0; call < 200; call++) await run();
        calls += 200;
      }
      best.set(name, Math.min(best.get(name) ?? Infinity, spent / calls));
    }
  }
  return best;
}

function print(title: string, best: Map<string, number>): void {
  const [bare = NaN] = best.values();
  console.log(
    `\n${title.padEnd(44)}${"us/op".padStart(8)}${"op/s".padStart(10)}${"x bare".padStart(8)}`,
  );
  for (const [name, ns] of best) {
    const columns = [
      (ns / 1e3).toFixed(2).padStart(8),
      Math.round(1e9 / ns)
        .toString()
        .padStart(10),
    ];
    console.log(`${name.padEnd(44)}${columns.join("")}${(bare / ns).toFixed(2).padStart(8)}`);
  }
}

async function benchNode({ signNotification, verifyNotification }: Webhooks): Promise<void> {
  const header = await signNotification(body, { secret });
  const [t = "", s = ""] = header.slice(2).split(",s=");
  const headers = {
    host: "shop.example.com",
    "user-agent": "bench",
    "content-type": "application/json",
    "content-length": "1024",
    "x-khipu-signature": header,
  };
  const options = { secret };
  const cases: Case[] = [
    ["bare createHmac + timingSafeEqual + JSON.parse", () => bareNode(body, t, s)],
    ["the same, of a Buffer", () => bareNode(bytes, t, s)],
    ["verifyNotification, text and header", () => verifyNotification(body, header, options)],
    [
      "verifyNotification, Buffer and Node's headers",
      () => verifyNotification(bytes, headers, options),
    ],
    [
      "refusal of a forged body",
      () => verifyNotification(`${body} `, header, options).catch(() => 0),
    ],
  ];
  print("node:crypto, body of 1 KB", await measure(cases));
}

async function benchWeb({ signNotification, verifyNotification }: Webhooks): Promise<void> {
  const header = await signNotification(body, { secret });
  const [t = "", s = ""] = header.slice(2).split(",s=");
  const headers = new Headers({ "x-khipu-signature": header });
  const options = { secret };
  const cases: Case[] = [
    ["bare WebCrypto, cached key, + JSON.parse", await bareWeb(t, s)],
    ["verifyNotification, text and header", () => verifyNotification(body, header, options)],
    ["verifyNotification, bytes and Headers", () => verifyNotification(bytes, headers, options)],
    [
      "refusal of a forged body",
      () => verifyNotification(`${body} `, header, options).catch(() => 0),
    ],
  ];
  print("WebCrypto, body of 1 KB", await measure(cases));
}

const directory = await mkdtemp(join(tmpdir(), "khipu-bench-"));
try {
  await benchNode(await load("node", directory));
  await benchWeb(await load("web", directory));
} finally {
  await rm(directory, { recursive: true });
}
