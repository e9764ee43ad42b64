import { describe, expect, test } from "@jest/globals";
import { createContext, runInContext } from "node:vm";
import { certainlyNotSent, failureCode } from "../../src/http/connection.js";
import { failing, fetchFailed } from "../support/failures.js";

const NOT_SENT = [
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
];

describe("certainlyNotSent", () => {
  test.each(NOT_SENT)("is true of %s", (code) => {
    expect(certainlyNotSent(fetchFailed(failing(code)))).toBe(true);
  });

  test.each(NOT_SENT)("is false of what only begins or ends like %s", (code) => {
    expect(certainlyNotSent(fetchFailed(failing(`X${code}`)))).toBe(false);
    expect(certainlyNotSent(fetchFailed(failing(`${code} `)))).toBe(false);
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

  test("is false of an AggregateError without members, which nobody refused", () => {
    expect(certainlyNotSent(new AggregateError([]))).toBe(false);
    expect(certainlyNotSent(Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }))).toBe(
      true,
    );
  });

  test.each([
    { causes: 5, isNotSent: true },
    { causes: 6, isNotSent: false },
  ])("follows $causes causes: $isNotSent", ({ causes, isNotSent }) => {
    expect(certainlyNotSent(causedBy(causes, "ECONNREFUSED"))).toBe(isNotSent);
  });

  test("follows members of members as far as causes, in doubt for none", () => {
    let failure: unknown = failing("ECONNREFUSED");
    for (let depth = 0; depth < 5; depth++) failure = new AggregateError([failure]);

    expect(certainlyNotSent(failure)).toBe(true);
    expect(certainlyNotSent(new AggregateError([failure]))).toBe(false);
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

describe("failureCode", () => {
  test.each<[string, unknown, string | undefined]>([
    ["a cause", fetchFailed(failing("ECONNRESET")), "ECONNRESET"],
    ["the outermost", failing("OUTER", { cause: failing("INNER") }), "OUTER"],
    ["the first member", new AggregateError([failing("ONE"), failing("TWO")]), "ONE"],
    ["none", new Error("plain"), undefined],
    ["a number", { code: 20 }, undefined],
    ["nothing", null, undefined],
    ["the sixth cause", causedBy(6), "ECONNRESET"],
    ["the seventh cause", causedBy(7), undefined],
  ])("finds the code of %s", (_, failure, code) => {
    expect(failureCode(failure)).toBe(code);
  });
});

/** A code, with so many failures around it. */
function causedBy(causes: number, code = "ECONNRESET"): unknown {
  let failure: unknown = failing(code);
  for (let depth = 0; depth < causes; depth++) failure = fetchFailed(failure);
  return failure;
}
