import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { callHeaders, credential } from "../../src/http/headers.js";
import { API_KEY, failureOf, ORIGIN, testKhipu } from "../support/client.js";
import { untyped } from "../support/untyped.js";

describe("a call's headers", () => {
  test("get lower-case names and keep their values", () => {
    expect(callHeaders({ "X-Trace": "a b\tc", "x-latin": "ñ", "X-Empty": "" })).toEqual({
      "x-trace": "a b\tc",
      "x-latin": "ñ",
      "x-empty": "",
    });
    expect(callHeaders(undefined)).toEqual({});
  });

  test.each<[string, unknown]>([
    ["a Headers", new Headers({ "x-trace": "1" })],
    ["a Map", new Map([["x-trace", "1"]])],
    ["a list of pairs", [["x-trace", "1"]]],
    ["a text", "x-trace: 1"],
    ["a number", 5],
  ])("may not be %s, whose names would be lost", async (_, headers) => {
    const error = await failureOf(testKhipu().banks.list({ headers: untyped(headers) }));

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("headers must be a plain object");
  });

  test.each(["", " ", "a b", "a:b", "a\n", "ñ", "a\0", "(a)", '"a"'])(
    "may not be named %j",
    async (name) => {
      const error = await failureOf(testKhipu().banks.list({ headers: { [name]: "x" } }));

      expect(error).toBeInstanceOf(TypeError);
    },
  );

  test.each([
    "a\nb",
    "a\r\nx-api-key: b",
    "a\0",
    "\u007f",
    "😀",
    "ł",
    5,
    null,
    undefined,
    ["a"],
    {},
  ])("may not hold %j, which is not quoted", async (value) => {
    const headers = { "x-token": untyped<string>(value) };

    const error = await failureOf(testKhipu().banks.list({ headers }));

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toBe("TypeError: headers: x-token or its value cannot be sent");
  });

  test.each([
    "content-length",
    "Transfer-Encoding",
    "connection",
    "Expect",
    "keep-alive",
    "upgrade",
  ])("may not say how the message is carried: %s", async (name) => {
    const error = await failureOf(testKhipu().banks.list({ headers: { [name]: "5" } }));

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(name.toLowerCase());
  });

  test("cannot replace what the client sends, whatever the case of their names", async () => {
    nock(ORIGIN, {
      reqheaders: {
        "x-api-key": API_KEY,
        "user-agent": /^khipu-sdk\//,
        accept: "application/json",
        "content-type": "application/json",
      },
    })
      .post("/v3/payments")
      .reply(200, "{}");

    const headers = {
      "X-API-Key": "another",
      "x-api-key": "another",
      "USER-AGENT": "another",
      Accept: "text/html",
      "Content-Type": "text/plain",
    };
    const params = { amount: 1, currency: "CLP", subject: "x" } as const;

    await expect(testKhipu().payments.create(params, { headers })).resolves.toEqual({});
  });

  test("called __proto__ changes nothing else", () => {
    const headers = JSON.parse('{"__proto__":"x","x-a":"1"}') as Record<string, string>;

    expect(Object.entries(callHeaders(headers))).toContainEqual(["x-a", "1"]);
    expect(({} as Record<string, unknown>)["x-a"]).toBeUndefined();
  });
});

describe("a credential", () => {
  test.each(["a", "d6ec59c7-e299-4704-840d-300442546982", "!~{}|\"'\\"])("may be %j", (value) => {
    expect(credential("apiKey", value)).toBe(value);
  });

  test.each([
    "key-7d31\n",
    "key-7d31\r\n",
    " key-7d31",
    "key 7d31",
    "key-7d31\t",
    "key-7d31\0",
    "key-7d31😀",
    "key-7d31ñ",
    "“key-7d31”",
    "key-7d31\u00a0",
    "\ufeffkey-7d31",
    "key-7d31\u007f",
  ])("may not be %j, and is not shown", (value) => {
    let error: unknown;
    try {
      credential("apiKey", value);
    } catch (thrown) {
      error = thrown;
    }

    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("apiKey must be a non-empty string without white space");
    expect((error as Error).stack).not.toContain("7d31");
  });

  test.each([undefined, null, "", 5, {}, ["key"], true, Symbol("key"), () => "key"])(
    "may not be %p",
    (value) => {
      expect(() => credential("apiKey", value)).toThrow(
        new TypeError("apiKey must be a non-empty string without white space"),
      );
    },
  );
});
