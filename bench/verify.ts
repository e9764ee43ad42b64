/**
 * Verifying a notification of 1 KB, out of the packed package, beside the least that could do it by hand and beside
 * the peers' own messages of the same size. Everybody's message is parsed as well.
 */
import { createHmac, timingSafeEqual, webcrypto } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as webhooks from "../src/webhooks/index.js";
import { installedPath, type Lab } from "../scripts/package/lab.js";
import { loadFrom } from "./load.js";
import { verifiersOf } from "./verifiers.js";

type Webhooks = typeof webhooks;

/** One way to verify; `isAsync` when its result is awaited, as its users must. */
export interface Case {
  readonly name: string;
  readonly run: () => unknown;
  readonly isAsync: boolean;
}

const ROUND_MS = 60;
const SECRET = "1a4cbbbeb8bdb7e1d73572b9cc43ce4ce18f79d9";
const BODY = oneKilobyte();
const BYTES = Buffer.from(BODY);

/** Microseconds that one takes, by name, the middle of all rounds; they take turns. */
export async function measureNode(
  { folder }: Lab,
  peersFolder: string,
  rounds: number,
): Promise<Map<string, number>> {
  const ours = (await loadFrom(folder, "khipu-sdk/webhooks")) as Webhooks;
  const { header, t, s } = await signed(ours);
  const bare = (name: string, body: string | Buffer): Case => ({
    ...{ name, isAsync: false },
    run: () => bareNode(body, t, s),
  });
  return measure(
    [
      bare("bare node:crypto and JSON.parse, text", BODY),
      bare("bare node:crypto and JSON.parse, Buffer", BYTES),
      ...oursOn(ours, header, nodeHeaders(header)),
      ...(await verifiersOf(peersFolder, BODY)),
    ],
    rounds,
  );
}

/** The same with WebCrypto, as on Workers: the package's other file is put into its place. */
export async function measureWeb({ folder }: Lab, rounds: number): Promise<Map<string, number>> {
  const home = join(folder, "web");
  const copy = installedPath(home);
  cpSync(installedPath(folder), copy, { recursive: true });
  const file = join(copy, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as {
    imports: Record<string, { default: object }>;
  };
  const { default: web } = manifest.imports["#crypto"] ?? { default: {} };
  writeFileSync(file, JSON.stringify({ ...manifest, imports: { "#crypto": web } }));
  const ours = (await loadFrom(home, "khipu-sdk/webhooks")) as Webhooks;
  const { header, t, s } = await signed(ours);
  const bare: Case = {
    ...{ name: "bare WebCrypto with a cached key, and JSON.parse", isAsync: true },
    run: await bareWeb(t, s),
  };
  const headers = new Headers({ "x-khipu-signature": header });
  return measure([bare, ...oursOn(ours, header, headers)], rounds);
}

function oursOn(
  { verifyNotification }: Webhooks,
  header: string,
  headers: Parameters<Webhooks["verifyNotification"]>[1],
): Case[] {
  const options = { secret: SECRET };
  const one = (name: string, run: () => unknown): Case => ({ name, run, isAsync: true });
  return [
    one("khipu-sdk, text", () => verifyNotification(BODY, headers, options)),
    one("khipu-sdk, Buffer", () => verifyNotification(BYTES, headers, options)),
    one("khipu-sdk, a forged body refused", () =>
      verifyNotification(`${BODY} `, header, options).catch(() => 0),
    ),
  ];
}

function nodeHeaders(header: string): Record<string, string> {
  return {
    host: "shop.example.com",
    "user-agent": "bench",
    "content-type": "application/json",
    "content-length": "1024",
    "x-khipu-signature": header,
  };
}

async function signed({ signNotification }: Webhooks) {
  const header = await signNotification(BODY, { secret: SECRET });
  const [t = "", s = ""] = header.slice(2).split(",s=");
  return { header, t, s };
}

function oneKilobyte(): string {
  const fields = { payment_id: "zfxnocsow6mz", amount: "1000.0000", currency: "CLP" };
  const padding = 1024 - JSON.stringify({ ...fields, body: "" }).length;
  return JSON.stringify({ ...fields, body: "x".repeat(padding) });
}

/** What is left when everything but the three calls themselves is taken away. */
function bareNode(raw: string | Uint8Array, t: string, s: string): unknown {
  const digest = createHmac("sha256", SECRET).update(`${t}.`).update(raw).digest();
  if (!timingSafeEqual(digest, Buffer.from(s, "base64"))) throw new Error("mismatch");
  return JSON.parse(raw.toString());
}

async function bareWeb(t: string, s: string): Promise<() => Promise<unknown>> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const raw = encoder.encode(SECRET);
  const key = await webcrypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  return async () => {
    const signature = Uint8Array.from(atob(s), (char) => char.charCodeAt(0));
    const message = encoder.encode(`${t}.${BODY}`);
    if (!(await webcrypto.subtle.verify("HMAC", key, signature, message))) {
      throw new Error("mismatch");
    }
    return JSON.parse(BODY) as unknown;
  };
}

async function measure(cases: readonly Case[], rounds: number): Promise<Map<string, number>> {
  const taken = new Map<string, number[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const one of cases) taken.get(one.name)?.push(await microseconds(one));
  }
  return new Map([...taken].map(([name, times]) => [name, middle(times)]));
}

/** Whoever returns a value is not awaited: to await it would cost it what it does not cost its users. */
async function microseconds({ run, isAsync }: Case): Promise<number> {
  const start = performance.now();
  let calls = 0;
  for (; performance.now() - start < ROUND_MS; calls += 200) {
    if (isAsync) for (let call = 0; call < 200; call++) await run();
    else for (let call = 0; call < 200; call++) run();
  }
  return ((performance.now() - start) * 1000) / calls;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
