import { fieldsOf, itemsOf } from "../fields.js";
/**
 * Codes of failures that cannot follow a request: whoever gives one has sent nothing, and may send it again.
 *
 * Of TLS only what this side finds before it writes. What the other side says or breaks can come at any time: an
 * alert, or a record of another version (`ERR_SSL_WRONG_VERSION_NUMBER`), also after it has read the request.
 */
const NOT_SENT = [
  // Nobody listens there: Node's word, and Bun's.
  /^(ECONNREFUSED|ConnectionRefused)$/,
  // The name has no address.
  /^(ENOTFOUND|EAI_[A-Z]+)$/,
  // No connection within undici's time.
  /^UND_ERR_CONNECT_TIMEOUT$/,
  // The certificate: OpenSSL's words for why, and Node's and Bun's own.
  /^(CERT|CRL|UNABLE_TO|ERROR_IN)_[A-Z_]+$/,
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH)$/,
  /^(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|UNKNOWN_CERTIFICATE_VERIFICATION_ERROR)$/,
  /^ERR_TLS_CERT_ALTNAME_[A-Z]+$/,
  // Settings with which no handshake begins, and a server's greeting that none of them allows.
  /^ERR_TLS_(INVALID_PROTOCOL_VERSION|PROTOCOL_VERSION_CONFLICT|DH_PARAM_SIZE|HANDSHAKE_TIMEOUT)$/,
  /^ERR_SSL_(UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|NO_CIPHERS_AVAILABLE)$/,
];

/** System calls that come before a request: what fails in one of them, with whatever code, was not sent. */
const BEFORE: readonly unknown[] = ["connect", "getaddrinfo"];

/** The links of a chain of causes that are worth following. */
const MAX_DEPTH = 5;

interface Failure {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  syscall?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Whether a failed `fetch` certainly never sent its request. In doubt, no. */
export function certainlyNotSent(failure: unknown, depth = 0): boolean {
  const { code, cause, errors, message, syscall } = fieldsOf<Failure>(failure);
  if (depth > MAX_DEPTH) return false;
  // Of an AggregateError (one member an address tried) every member must agree.
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((error) => certainlyNotSent(error, depth + 1));
  }
  // The outermost code decides: a cause below it may be of an earlier connection.
  if (typeof code === "string") {
    return NOT_SENT.some((known) => known.test(code)) || BEFORE.includes(syscall);
  }
  // Ports that the Fetch standard blocks: refused before anything is opened, without a code.
  return message === "bad port" || certainlyNotSent(cause, depth + 1);
}

/** The first code in a chain of causes: what a person searches for. */
export function failureCode(failure: unknown, depth = 0): string | undefined {
  const { code, cause, errors } = fieldsOf<Failure>(failure);
  if (typeof code === "string") return code;
  if (depth > MAX_DEPTH) return undefined;
  return failureCode(cause ?? itemsOf(errors)[0], depth + 1);
}

/**
 * Hands a cause on, unless it tells a secret, or could (test tools and some transports quote whole
 * requests): then only its name, code and message, redacted.
 */
export function safeCause(failure: unknown, secrets: readonly string[]): unknown {
  try {
    if (!tells(failure, secrets, new Set())) return failure;
    const { name = "Error", message = failure, code } = fieldsOf<Failure>(failure);
    const clean = (value: unknown) => redact(String(value), secrets);
    const copy = Object.assign(new Error(clean(message)), { name: clean(name) });
    return code === undefined ? copy : Object.assign(copy, { code: clean(code) });
  } catch {
    // What cannot even be read is not shown.
    return new Error("the transport failed");
  }
}

/** Takes every secret out of a text. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
}

/** How much of a cause is read before it is taken for telling: some hold whole sockets. */
const MAX_PARTS = 300;

/** Shown by their properties alone; a `Headers` or a `Request` shows what it keeps elsewhere. */
const PLAIN = /^\[object (Object|Array|Error)\]$/;

function tells(value: unknown, secrets: readonly string[], seen: Set<unknown>): boolean {
  if (typeof value === "string") return secrets.some((secret) => value.includes(secret));
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null) return false;
  if (ArrayBuffer.isView(value) || seen.has(value)) return false;
  return (
    seen.add(value).size > MAX_PARTS ||
    "toJSON" in value ||
    !PLAIN.test(Object.prototype.toString.call(value)) ||
    Reflect.ownKeys(value).some(
      (key) => tells(key, secrets, seen) || tells(Reflect.get(value, key), secrets, seen),
    )
  );
}
