import { describe, expect, test } from "@jest/globals";
import { safeCause } from "../../src/http/connection.js";
import { failing, fetchFailed } from "../support/failures.js";
import { everythingShownBy } from "../support/secrets.js";

const SECRET = "the-key-itself";

describe("safeCause", () => {
  test("hands on what tells nothing, as it is", () => {
    const certificate: { issuer?: unknown; raw: Uint8Array } = { raw: new Uint8Array(3) };
    certificate.issuer = certificate;
    const cause = fetchFailed(failing("ECONNRESET", { socket: { bytesWritten: 5 }, certificate }));

    expect(safeCause(cause, [SECRET])).toBe(cause);
    expect(safeCause(undefined, [SECRET])).toBeUndefined();
    expect(safeCause("gone", [SECRET])).toBe("gone");
  });

  test.each([
    { parts: 300, isHandedOn: true },
    { parts: 301, isHandedOn: false },
  ])("hands on what has $parts parts: $isHandedOn", ({ parts, isHandedOn }) => {
    const cause = Array.from({ length: parts - 1 }, () => ({}));

    expect(safeCause(cause, [SECRET]) === cause).toBe(isHandedOn);
  });

  const request = () => new Request("http://127.0.0.1/", { headers: { "x-api-key": SECRET } });
  const told = new Error(`no match for ${SECRET}`);
  const circular: { self?: unknown; key: string } = { key: SECRET };
  circular.self = circular;
  test.each<[string, unknown]>([
    ["in its message", told],
    ["as a string", `x-api-key: ${SECRET}`],
    ["in the message of its cause", fetchFailed(told)],
    ["in a member", new AggregateError([new Error("fine"), told])],
    [
      "in a request's configuration",
      failing("E", { config: { headers: { "x-api-key": SECRET } } }),
    ],
    ["in raw headers", failing("E", { rawHeaders: ["x-api-key", SECRET] })],
    ["in a Headers", failing("E", { headers: new Headers({ "x-api-key": SECRET }) })],
    ["in a Request", failing("E", { request: request() })],
    ["in a Map", failing("E", { headers: new Map([["x-api-key", SECRET]]) })],
    ["as a key", failing("E", { seen: { [SECRET]: true } })],
    ["in a function's property", failing("E", { fetch: Object.assign(() => 1, { key: SECRET }) })],
    ["where only showHidden looks", Object.defineProperty(failing("E"), "config", { value: told })],
    ["under a symbol", failing("E", { [Symbol("request")]: { key: SECRET } })],
    ["in a circle", failing("E", { circular })],
    ["in its stack", Object.assign(new Error("fine"), { stack: `at ${SECRET}` })],
    ["in a plain object", { headers: { "x-api-key": SECRET } }],
    ["in an object without a prototype", Object.assign(Object.create(null), { key: SECRET })],
    [
      "through toJSON",
      failing("E", {
        config: new (class {
          toJSON = () => SECRET;
        })(),
      }),
    ],
    [
      "through a method toJSON",
      failing("E", {
        config: new (class {
          toJSON() {
            return SECRET;
          }
        })(),
      }),
    ],
    ["in its name", Object.assign(new Error("fine"), { name: SECRET })],
    ["in its code", failing(SECRET)],
  ])("does not hand on a secret %s", (_, failure) => {
    const cause = safeCause(failure, ["another", SECRET]);

    expect(everythingShownBy(failure)).toContain(SECRET);
    expect(everythingShownBy(cause)).not.toContain(SECRET);
  });

  test("keeps the name, the code and the rest of the message", () => {
    const failure = Object.assign(new RangeError(`cannot send ${SECRET} there`), {
      code: "EHEADER",
    });

    expect(safeCause(failure, [SECRET])).toMatchObject({
      name: "RangeError",
      code: "EHEADER",
      message: "cannot send [redacted] there",
    });
  });

  test.each<[string, unknown, object]>([
    ["a text", `no ${SECRET}`, { name: "Error", message: "no [redacted]" }],
    ["an object", { key: SECRET }, { name: "Error", message: "[object Object]" }],
    ["two secrets", new Error(`another, ${SECRET}`), { message: "[redacted], [redacted]" }],
  ])("makes an error of %s, without a code where there was none", (_, failure, told) => {
    const cause = safeCause(failure, ["another", SECRET]);

    expect(cause).toBeInstanceOf(Error);
    expect(cause).toMatchObject(told);
    expect(cause).not.toHaveProperty("code");
  });

  test("says no more than that it failed of what cannot be read", () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();

    expect(safeCause(revoked.proxy, [SECRET])).toEqual(new Error("the transport failed"));
  });

  test("survives what throws when it is looked at", () => {
    const trap = new Proxy(new Error("trap"), {
      get: () => {
        throw new Error(`no ${SECRET}`);
      },
    });
    const noText = Object.assign(Object.create(null) as object, {
      message: Object.create(null) as unknown,
      key: SECRET,
    });

    expect(everythingShownBy(safeCause({ trap }, [SECRET]))).not.toContain(SECRET);
    expect(everythingShownBy(safeCause(trap, [SECRET]))).not.toContain(SECRET);
    expect(everythingShownBy(safeCause(noText, [SECRET]))).not.toContain(SECRET);
  });
});
