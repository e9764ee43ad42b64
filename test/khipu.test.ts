import { afterEach, describe, expect, test } from "@jest/globals";
import nock from "./support/nock.js";
import { Khipu, type KhipuOptions } from "../src/index.js";
import { API_KEY, ORIGIN } from "./support/client.js";
import { everythingShownBy } from "./support/secrets.js";
import { untyped } from "./support/untyped.js";

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

/** Makes a client in this environment. */
function fromEnv(env: Record<string, string>, options?: Omit<KhipuOptions, "apiKey">): Khipu {
  delete process.env["KHIPU_API_KEY"];
  delete process.env["KHIPU_BASE_URL"];
  Object.assign(process.env, env);
  return options ? Khipu.fromEnv(options) : Khipu.fromEnv();
}

/** Expects one request to this origin with this key. */
function expectOneTo(origin: string, apiKey: string): void {
  nock(origin, { reqheaders: { "x-api-key": apiKey } })
    .get("/v3/banks")
    .reply(200, "{}");
}

describe("new Khipu", () => {
  const bad = ["key\n", "a key", "key😀", "", undefined, 7, null, {}, ["key"], new Date(0)];

  test.each(bad)("refuses the key %p with a TypeError that does not show it", (apiKey) => {
    let error: unknown;
    try {
      new Khipu({ apiKey: untyped(apiKey) });
    } catch (thrown) {
      error = thrown;
    }

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(/^TypeError: apiKey (must be|holds)/);
    if (typeof apiKey === "string" && apiKey) {
      expect(String(error)).not.toContain(apiKey.trim());
    }
  });

  test.each([undefined, null, {}, "key"])("refuses %j for options", (options) => {
    expect(() => new Khipu(untyped(options))).toThrow(TypeError);
  });

  test("asks nothing of the network, and nothing of the environment", () => {
    const asked: unknown[] = [];
    process.env = new Proxy(process.env, {
      get: (env, name) => {
        if (String(name).startsWith("KHIPU")) asked.push(name);
        return Reflect.get(env, name) as unknown;
      },
    });

    new Khipu({ apiKey: API_KEY, fetch: () => Promise.reject(new Error("called")) });

    expect(asked).toEqual([]);
  });

  test("has the operations that its documents have, and nothing else", () => {
    expect(Object.keys(new Khipu({ apiKey: API_KEY })).sort()).toEqual([
      "banks",
      "chargeIntents",
      "payments",
      "receivers",
      "refundWallet",
      "refunds",
      "subscriptions",
    ]);
  });
});

describe("Khipu.fromEnv", () => {
  test("takes the key from KHIPU_API_KEY", async () => {
    expectOneTo(ORIGIN, "key-of-the-environment");

    await expect(
      fromEnv({ KHIPU_API_KEY: "key-of-the-environment" }).banks.list(),
    ).resolves.toEqual({});
  });

  test("takes the address from KHIPU_BASE_URL where it is set", async () => {
    expectOneTo("https://khipu.example.com", "key");
    expectOneTo(ORIGIN, "key");

    const baseUrl = "https://khipu.example.com/";
    await fromEnv({ KHIPU_API_KEY: "key", KHIPU_BASE_URL: baseUrl }).banks.list();
    await fromEnv({ KHIPU_API_KEY: "key", KHIPU_BASE_URL: "" }).banks.list();
  });

  test("prefers what it is told, but not what it is told as undefined", async () => {
    expectOneTo("https://told.example.com", "key");
    expectOneTo("https://khipu.example.com", "key");

    const env = { KHIPU_API_KEY: "key", KHIPU_BASE_URL: "https://khipu.example.com" };
    await fromEnv(env, { baseUrl: "https://told.example.com" }).banks.list();
    await fromEnv(env, untyped({ baseUrl: undefined })).banks.list();
  });

  test.each<[string, Record<string, string>]>([
    ["is not set", {}],
    ["is empty", { KHIPU_API_KEY: "" }],
  ])("says so when KHIPU_API_KEY %s", (_, env) => {
    expect(() => fromEnv(env)).toThrow(new TypeError("KHIPU_API_KEY is not set"));
  });

  test("does not show a key that cannot be sent", () => {
    let error: unknown;
    try {
      fromEnv({ KHIPU_API_KEY: `${API_KEY}\n` });
    } catch (thrown) {
      error = thrown;
    }

    expect(error).toBeInstanceOf(TypeError);
    expect(everythingShownBy(error)).not.toContain(API_KEY);
  });

  test("says so where there is no environment at all", () => {
    const { process } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, "process");
      expect(() => Khipu.fromEnv()).toThrow(TypeError);
    } finally {
      globalThis.process = process;
    }
  });
});
