/**
 * Codes of failures that happen before a request can leave: no name, no route, no handshake. Of TLS's
 * reasons only those that end a handshake: others (a bad record, a refused renegotiation) can follow a request.
 */
const NOT_SENT =
  /^(E?CONN(ECTION)?REFUSED|ENOTFOUND|EPROTO|HOSTNAME_MISMATCH)$|^(EAI|UND_ERR_CONNECT|UNABLE_TO)_|(^|_)CERT|^ERR_TLS_(DH|HANDSHAKE|INVALID_PROTOCOL|PROTOCOL)_|^ERR_SSL[\w/]*(VERSION|PROTOCOL$|HANDSHAKE_F|UNKNOWN_CA|UNRECOGNIZED|INSUFFICIENT|KEY_TOO|CIPHER)/i;

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
  const { code, cause, errors, message, syscall } = Object(failure) as Failure;
  if (depth > MAX_DEPTH) return false;
  // Of an AggregateError (one member an address tried) every member must agree.
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((error) => certainlyNotSent(error, depth + 1));
  }
  // The outermost code decides: a cause below it may be of an earlier connection.
  if (typeof code === "string") {
    return NOT_SENT.test(code) || BEFORE.includes(syscall);
  }
  // Ports that the Fetch standard blocks: refused before anything is opened, without a code.
  return message === "bad port" || certainlyNotSent(cause, depth + 1);
}

/** The first code in a chain of causes: what a person searches for. */
export function failureCode(failure: unknown, depth = 0): string | undefined {
  const { code, cause, errors } = Object(failure) as Failure;
  if (typeof code === "string") return code;
  if (depth > MAX_DEPTH) return undefined;
  return failureCode(cause ?? (errors as unknown[] | undefined)?.[0], depth + 1);
}

/**
 * Hands a cause on, unless it tells a secret, or could (test tools and some transports quote whole
 * requests): then only its name, code and message, redacted.
 */
export function safeCause(failure: unknown, secrets: readonly string[]): unknown {
  try {
    if (!tells(failure, secrets, new Set())) return failure;
    const { name = "Error", message = failure, code } = Object(failure) as Failure;
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
