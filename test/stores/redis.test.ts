import { describe, expect, test } from "@jest/globals";
import { type RedisClient, redisStore } from "../../src/stores/redis.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const LEAST_MS = 259_500_000;

/** Keeps what was sent, and answers as Redis answers a claim. */
function keep(sent: unknown[], rest: unknown[]): Promise<string> {
  sent.push(rest);
  return Promise.resolve("claimed");
}

/** Clients of each kind that keep what they are sent, and what every one is sent for the same claim. */
const kinds: { kind: string; client: (sent: unknown[]) => RedisClient; sends: unknown[] }[] = [
  {
    kind: "ioredis",
    client: (sent) => ({
      defineCommand: () => undefined,
      eval: (_script: string, ...rest: unknown[]) => keep(sent, rest),
    }),
    sends: [1, "khipu:payment:1", expect.stringMatching(/^c:[\da-f-]{36}$/), "500"],
  },
  {
    kind: "node-redis",
    client: (sent) => ({
      eval: (_script: string, ...rest: unknown[]) => keep(sent, rest),
    }),
    sends: [
      {
        keys: ["khipu:payment:1"],
        arguments: [expect.stringMatching(/^c:[\da-f-]{36}$/), "500"],
      },
    ],
  },
  {
    kind: "a function",
    client:
      (sent) =>
      (_script, ...rest) =>
        keep(sent, rest),
    sends: [["khipu:payment:1"], [expect.stringMatching(/^c:[\da-f-]{36}$/), "500"]],
  },
];

describe("redisStore", () => {
  test.each(kinds)("sends a claim as $kind wants it", async ({ client, sends }) => {
    const sent: unknown[] = [];

    const result = await redisStore(client(sent)).claim("payment:1", { leaseMs: 500 });

    expect(sent).toEqual([sends]);
    expect(result).toMatchObject({ status: "claimed", claim: { key: "payment:1", tx: undefined } });
  });

  test.each([
    { answer: "claimed", status: "claimed" },
    { answer: Buffer.from("claimed"), status: "claimed" },
    { answer: "d", status: "done" },
    { answer: "c", status: "busy" },
  ])("takes the answer $answer to a claim for $status", async ({ answer, status }) => {
    const store = redisStore(() => Promise.resolve(answer));

    expect((await store.claim("payment:1", { leaseMs: 500 })).status).toBe(status);
  });

  test.each([
    { answer: 1, recorded: true },
    { answer: "1", recorded: true },
    { answer: 0, recorded: false },
    { answer: 1n, recorded: true },
  ])("takes the answer $answer to a completion for $recorded", async ({ answer, recorded }) => {
    const store = redisStore(() => Promise.resolve(answer));

    expect(await store.complete({ key: "payment:1", token: "t", tx: undefined })).toBe(recorded);
  });

  test.each([
    { held: null, known: { status: "free" } },
    { held: "c:token", known: { status: "busy" } },
    { held: "d:1700000000000:token", known: { status: "done", doneAtMs: 1_700_000_000_000 } },
  ])("looks up $held as $known.status", async ({ held, known }) => {
    const store = redisStore(() => Promise.resolve(held));

    expect(await store.lookUp("payment:1")).toEqual(known);
  });

  // Told as busy, the first would be so for ever; told as done, the payment would be lost.
  test.each([
    { answer: undefined, kind: "undefined" },
    { answer: null, kind: "null" },
    { answer: "", kind: "a text of 0 characters" },
    { answer: "QUEUED", kind: "a text of 6 characters" },
    { answer: "foreign", kind: "a text of 7 characters" },
    { answer: ["claimed"], kind: "a list" },
    { answer: { result: "d" }, kind: "an object" },
    { answer: true, kind: "a boolean" },
    { answer: 2, kind: "a number" },
  ])("rejects what it cannot read: $answer", async ({ answer, kind }) => {
    const store = redisStore(() => Promise.resolve(answer), { prefix: "shop:" });
    const remedy = `${kind}, which cannot be read: look for a client that changes or queues answers, and for others that write keys of "shop:"`;

    await expect(store.claim("payment:1", { leaseMs: 500 })).rejects.toThrow(
      new TypeError(`EVAL for a claim was answered ${remedy}`),
    );
    const claim = { key: "payment:1", token: "t", tx: undefined };
    await expect(store.complete(claim)).rejects.toThrow(
      new TypeError(`EVAL for a completion was answered ${remedy}`),
    );
  });

  test.each([undefined, "", "d:soon:token", "d:1700000000000", "d", "QUEUED", 1, ["c:token"]])(
    "rejects %j for what a key holds",
    async (held) => {
      const store = redisStore(() => Promise.resolve(held));

      await expect(store.lookUp("payment:1")).rejects.toThrow(/EVAL for a key.*cannot be read/);
    },
  );

  test.each([undefined, null, {}, "redis://localhost"])("refuses %j for a client", (client) => {
    // Callers without types pass what they like.
    expect(() => redisStore(client as RedisClient)).toThrow(/ioredis or redis client/);
  });

  test.each([
    { retentionMs: undefined, rememberedMs: 90 * DAY_MS },
    { retentionMs: LEAST_MS, rememberedMs: LEAST_MS },
    { retentionMs: Infinity, rememberedMs: Infinity },
  ])("says that it remembers for $rememberedMs ms", ({ retentionMs, rememberedMs }) => {
    const store = redisStore(() => Promise.resolve(1), { retentionMs });

    expect(store.retentionMs).toBe(rememberedMs);
  });

  test.each([0, 2 * DAY_MS, 3 * DAY_MS, LEAST_MS - 1, 1e300, Number.NaN])(
    "refuses to forget after %d ms",
    (retentionMs) => {
      expect(() => redisStore(() => Promise.resolve(1), { retentionMs })).toThrow(RangeError);
    },
  );

  test("refuses keys and leases before anything is sent", async () => {
    const sent: string[] = [];
    const store = redisStore((script) => Promise.resolve(sent.push(script)));

    await expect(store.claim("", { leaseMs: 500 })).rejects.toThrow(TypeError);
    await expect(store.claim("payment:1", { leaseMs: 0 })).rejects.toThrow(RangeError);
    await expect(store.lookUp("")).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });
});
