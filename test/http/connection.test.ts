import { describe, expect, test } from "@jest/globals";
import { createContext, runInContext } from "node:vm";
import { certainlyNotSent, failureCode, safeCause } from "../../src/http/connection.js";
import { everythingShownBy } from "../support/secrets.js";

const SECRET = "the-key-itself";

function failing(code: string, more: object = {}): Error {
  return Object.assign(new Error("it failed"), { code, ...more });
}

/** As the platform's `fetch` rejects. */
function fetchFailed(cause: unknown): Error {
  return new TypeError("fetch failed", { cause });
}

describe("certainlyNotSent", () => {
  test.each([
    "ECONNREFUSED",
    "ConnectionRefused",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "HOSTNAME_MISMATCH",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_TLS_HANDSHAKE_TIMEOUT",
    "ERR_TLS_DH_PARAM_SIZE",
    "ERR_TLS_INVALID_PROTOCOL_VERSION",
    "ERR_TLS_CERT_ALTNAME_FORMAT",
    "ERR_TLS_PROTOCOL_VERSION_CONFLICT",
    "ERR_SSL_UNSUPPORTED_PROTOCOL",
    "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
    "ERR_SSL_NO_CIPHERS_AVAILABLE",
    "CERT_REVOKED",
    "CERT_CHAIN_TOO_LONG",
    "CRL_HAS_EXPIRED",
    "ERROR_IN_CERT_NOT_AFTER_FIELD",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "UNKNOWN_CERTIFICATE_VERIFICATION_ERROR",
  ])("is true of %s", (code) => {
    expect(certainlyNotSent(fetchFailed(failing(code)))).toBe(true);
  });

  test.each([
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT",
    "HPE_INVALID_CONSTANT",
    "ERR_NOCK_NO_MATCH",
    "EPROTO",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_WRONG_SSL_VERSION",
    "ERR_SSL_UNSUPPORTED_SSL_VERSION",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    // As OpenSSL 3.2 and later spell it.
    "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
    "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED",
    "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
    "ERR_SSL_WRONG_CIPHER_RETURNED",
    "ERR_SSL_HANDSHAKE_FAILURE_ON_CLIENT_HELLO",
    "ERR_SSL_DH_KEY_TOO_SMALL",
    "UND_ERR_CONNECTED",
    "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
    "ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC",
    "ERR_SSL_UNEXPECTED_EOF_WHILE_READING",
    "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR",
    "ERR_SSL_BAD_RECORD_TYPE",
    "ERR_SSL_PROTOCOL_IS_SHUTDOWN",
    "ERR_TLS_RENEGOTIATION_DISABLED",
    "ERR_TLS_SESSION_ATTACK",
    "XECONNREFUSED",
    "ECONNREFUSED ",
    "",
  ])("is false of %j, which can come after the request", (code) => {
    expect(certainlyNotSent(fetchFailed(failing(code)))).toBe(false);
  });

  test.each(["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"])(
    "is true of %s while connecting, and false of it later",
    (code) => {
      expect(certainlyNotSent(fetchFailed(failing(code, { syscall: "connect" })))).toBe(true);
      expect(certainlyNotSent(fetchFailed(failing(code, { syscall: "read" })))).toBe(false);
      expect(certainlyNotSent(fetchFailed(failing(code, { syscall: "write" })))).toBe(false);
      expect(certainlyNotSent(fetchFailed(failing(code)))).toBe(false);
    },
  );

  test("is true of a port that `fetch` blocks, which has no code", () => {
    expect(certainlyNotSent(fetchFailed(new Error("bad port")))).toBe(true);
    expect(certainlyNotSent(fetchFailed(new Error("a bad port")))).toBe(false);
  });

  test("wants every member of an AggregateError to agree", () => {
    const refused = failing("ECONNREFUSED", { syscall: "connect" });
    const timedOut = failing("ETIMEDOUT", { syscall: "connect" });
    const reset = failing("ECONNRESET", { syscall: "read" });
    const of = (...errors: unknown[]) =>
      fetchFailed(Object.assign(new AggregateError(errors, ""), { code: "ECONNREFUSED" }));

    expect(certainlyNotSent(of(refused, refused))).toBe(true);
    expect(certainlyNotSent(of(refused, timedOut))).toBe(true);
    expect(certainlyNotSent(of(refused, reset))).toBe(false);
    expect(certainlyNotSent(of(reset, refused))).toBe(false);
    expect(certainlyNotSent(of(refused, new Error("no code")))).toBe(false);
    expect(certainlyNotSent(of(refused, undefined))).toBe(false);
  });

  test("believes the outermost code: what is below it may be another, earlier failure", () => {
    const refused = failing("ECONNREFUSED", { syscall: "connect" });

    expect(certainlyNotSent(failing("ECONNRESET", { cause: refused }))).toBe(false);
    expect(certainlyNotSent(failing("ECONNREFUSED", { cause: failing("ECONNRESET") }))).toBe(true);
  });

  test.each([undefined, null, "ECONNREFUSED", 5, {}, [], { code: 7 }, { cause: "ECONNREFUSED" }])(
    "is false of %j",
    (failure) => {
      expect(certainlyNotSent(failure)).toBe(false);
    },
  );

  test("ends on causes that go round in a circle", () => {
    const failure: { cause?: unknown } = {};
    failure.cause = failure;
    const members: unknown[] = [];
    const round = Object.assign(new AggregateError([]), { errors: members });
    members.push(round);

    expect(certainlyNotSent(failure)).toBe(false);
    expect(certainlyNotSent(round)).toBe(false);
    expect(failureCode(failure)).toBeUndefined();
  });

  test("knows another realm's errors", () => {
    const foreign: unknown = runInContext(
      "new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })",
      createContext({}),
    );

    expect(foreign).not.toBeInstanceOf(Error);
    expect(certainlyNotSent(foreign)).toBe(true);
    expect(failureCode(foreign)).toBe("ECONNREFUSED");
  });
});

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

describe("failureCode", () => {
  test.each<[string, unknown, string | undefined]>([
    ["a cause", fetchFailed(failing("ECONNRESET")), "ECONNRESET"],
    ["the outermost", failing("OUTER", { cause: failing("INNER") }), "OUTER"],
    ["the first member", new AggregateError([failing("ONE"), failing("TWO")]), "ONE"],
    ["none", new Error("plain"), undefined],
    ["a number", { code: 20 }, undefined],
    ["nothing", null, undefined],
  ])("finds the code of %s", (_, failure, code) => {
    expect(failureCode(failure)).toBe(code);
  });
});
