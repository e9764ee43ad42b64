/**
 * The handlers take a signature for three days, and one from a clock that is up to five minutes ahead. Such a one
 * is settled five minutes before its own time, so this is the first age at which it no longer counts.
 */
export const MIN_RETENTION_MS = 3 * 24 * 60 * 60 * 1000 + 5 * 60 * 1000;

// What timers and PostgreSQL's settings can hold: 24 days.
const MAX_LEASE_MS = 2_147_483_647;
const MAX_KEY_LENGTH = 255;

/** Returns the key if every store can hold it. */
export function checkKey(key: string): string {
  const fits = typeof key === "string" && key !== "" && key.length <= MAX_KEY_LENGTH;
  if (fits && !key.includes("\0")) return key;
  throw new TypeError(`key must be text of 1 to ${MAX_KEY_LENGTH} characters without a NUL`);
}

/** The methods that a store must have: two, if it commits in one batch. */
export function storeMethods(store: unknown): readonly string[] {
  const isBatch = "commit" in Object(store);
  return isBatch ? ["commit", "lookUp"] : ["claim", "complete", "release", "lookUp"];
}

/** Refuses a client that lacks a method which will be called. */
export function checkClient(client: unknown, methods: readonly string[], remedy: string): void {
  const found: unknown = Object(client);
  const missing = methods.find((method) => typeof columnOf(found, method) !== "function");
  if (missing !== undefined) throw new TypeError(`the client has no ${missing}: ${remedy}`);
}

/** Returns the lease if every store can keep it. */
export function checkLeaseMs(leaseMs: number): number {
  if (Number.isInteger(leaseMs) && leaseMs >= 1 && leaseMs <= MAX_LEASE_MS) return leaseMs;
  throw new RangeError(`leaseMs must be a whole number from 1 to ${MAX_LEASE_MS}, not ${leaseMs}`);
}

/** Returns how long a store is to remember, if that is long enough: a whole number, or `Infinity` for ever. */
export function checkRetentionMs(retentionMs: number): number {
  return retentionMs === Infinity ? Infinity : checkAgeMs("retentionMs", retentionMs);
}

/** Returns an age at which nothing that a handler could still take is forgotten. */
export function checkAgeMs(name: string, ageMs: number): number {
  const fits = typeof ageMs === "number" && ageMs <= Number.MAX_SAFE_INTEGER;
  if (fits && ageMs >= MIN_RETENTION_MS) return Math.ceil(ageMs);
  throw new RangeError(
    `${name} must be at least ${MIN_RETENTION_MS} (three days and five minutes), not ${ageMs}: ` +
      "a notification counts for so long, and what is forgotten would be settled again",
  );
}

/** Reads the clock of a store, refusing what is no time: kept as it is, it would be no mark at all. */
export function readClock(now: () => number): number {
  const ms = now();
  if (Number.isFinite(ms)) return Math.floor(ms);
  throw new TypeError("now must return Unix milliseconds, a number");
}

/** What a row, or any other object, has by this name; nothing when it is none. */
export function columnOf(row: unknown, column: string): unknown {
  return row === Object(row) ? Reflect.get(Object(row), column) : undefined;
}

/** What is thrown for an answer that a store cannot read: a guess would settle a payment twice, or lose it. */
export function unreadable(answer: unknown, to: string, remedy: string): TypeError {
  return new TypeError(`${to} was answered ${kindOf(answer)}, which cannot be read: ${remedy}`);
}

/** Says what was answered without quoting it: it may be anything. */
function kindOf(answer: unknown): string {
  if (answer === undefined || answer === null) return String(answer);
  if (typeof answer === "string") return `a text of ${answer.length} characters`;
  if (typeof answer === "object") return Array.isArray(answer) ? "a list" : "an object";
  return `a ${typeof answer}`;
}

// 48 leaves room for what is appended to name an index: PostgreSQL cuts names at 63.
const IDENTIFIER = /^[A-Za-z_]\w{0,47}$/;

/** Takes `table` or `schema.table` apart, refusing all that could be more than a name inside SQL. */
export function checkTable(name: string): readonly string[] {
  const parts = String(name).split(".");
  if (parts.length <= 2 && parts.every((part) => IDENTIFIER.test(part))) return parts;
  throw new TypeError(
    "table must be a name, or schema.name, of letters, digits and _ (up to 48 characters each)",
  );
}

/** The table as it is written in SQL, refusing what {@link checkTable} refuses. */
export function quotedTable(name: string): string {
  return checkTable(name)
    .map((part) => `"${part}"`)
    .join(".");
}
