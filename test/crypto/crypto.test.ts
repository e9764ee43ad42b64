import { describe, expect, jest, test } from "@jest/globals";
import * as node from "../../src/crypto/node.js";
import * as web from "../../src/crypto/web.js";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** RFC 4231, as far as its keys are text. */
const VECTORS = [
  {
    key: "Jefe",
    data: "what do ya want for nothing?",
    digest: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  },
  {
    key: "\v".repeat(20),
    data: "Hi There",
    digest: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  },
];

describe.each([
  ["node:crypto", node],
  ["WebCrypto", web],
])("with %s", (_, crypto) => {
  test.each(VECTORS)("hmacSha256 gives the digest of RFC 4231 for key $key", async (vector) => {
    expect(hex(await crypto.hmacSha256(vector.key, [vector.data]))).toBe(vector.digest);
  });

  test("hmacSha256 signs the concatenation of text and bytes", async () => {
    const parts = ["what do ya ", Buffer.from("want for "), "", new Uint8Array(), "nothing?"];

    expect(hex(await crypto.hmacSha256("Jefe", parts))).toBe(VECTORS[0]?.digest);
  });

  test("hmacSha256 signs nothing, too", async () => {
    expect(hex(await crypto.hmacSha256("Jefe", []))).toBe(
      "923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30",
    );
  });

  test("hmacSha256 takes text and keys as UTF-8", async () => {
    expect(hex(await crypto.hmacSha256("clave ñandú", ["Peña 🪙"]))).toBe(
      "011aabdc2fa87970f07aac98d97129174fc07cc84984c1d39ff40ead0ef19fed",
    );
  });

  test("hmacSha256 signs what the buffer held when it was called", async () => {
    const buffer = Buffer.from("what do ya want for nothing?");

    const digest = crypto.hmacSha256("Jefe", [buffer]);
    buffer.fill(0);

    expect(hex(await digest)).toBe(VECTORS[0]?.digest);
  });

  test("hmacSha256 is right for more keys than are remembered, twice over", async () => {
    const first = await digests(crypto);

    expect(new Set(first).size).toBe(200);
    expect(await digests(crypto)).toEqual(first);
    expect(first[0]).toBe("46b3103a2e5532f65349a4f468efc61400a331d8d55bf5773c8997d99f231a63");
    expect(first[199]).toBe("d7a6fbe8298053cfddb49862ed603955224deb6571fb731e03a3c3f7d379c2bb");
  });

  const base64 = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";

  test.each([
    ["the one secret", ["Jefe"], true],
    ["one of the secrets", ["other", "Jefe"], true],
    ["none of the secrets", ["other", "another"], false],
    ["no secret at all", [], false],
  ])("verifyHmac tells of %s", async (_name, secrets, expected) => {
    const parts = ["what do ya want ", Buffer.from("for nothing?")];

    expect(await crypto.verifyHmac(secrets, parts, base64)).toBe(expected);
  });

  test("verifyHmac refuses a signature of another length", async () => {
    const data = ["what do ya want for nothing?"];

    expect(await crypto.verifyHmac(["Jefe"], data, "W9zBRg==")).toBe(false);
    expect(await crypto.verifyHmac(["Jefe"], data, "")).toBe(false);
    expect(await crypto.verifyHmac(["Jefe"], data, `${base64.slice(0, -1)}AAA`)).toBe(false);
  });

  test.each([
    [[], [], true],
    [[1, 2, 3], [1, 2, 3], true],
    [[1, 2, 3], [1, 2, 4], false],
    [[0, 2, 3], [1, 2, 3], false],
    [[255], [127], false],
    [[1, 2], [1, 2, 0], false],
    [[1, 2, 0], [1, 2], false],
    [[], [0], false],
  ])("equalBytes compares %j with %j: %j", (a, b, expected) => {
    expect(crypto.equalBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(expected);
  });
});

async function digests(crypto: typeof node | typeof web): Promise<string[]> {
  const keys = Array.from({ length: 200 }, (_, index) => `key ${String(index)}`);
  return Promise.all(keys.map(async (key) => hex(await crypto.hmacSha256(key, ["data"]))));
}

describe("the keys that WebCrypto imported", () => {
  test("are remembered, but only so many of them", async () => {
    const imported = jest.spyOn(globalThis.crypto.subtle, "importKey");
    const sign = (key: string) => web.hmacSha256(key, ["data"]);
    await sign("a key of this test's own");
    await sign("a key of this test's own");
    expect(imported).toHaveBeenCalledTimes(1);

    for (let index = 0; index < 64; index++) await sign(`one of many: ${String(index)}`);
    await sign("a key of this test's own");

    expect(imported).toHaveBeenCalledTimes(66);
    imported.mockRestore();
  });
});
