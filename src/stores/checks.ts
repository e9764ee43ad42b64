/** Khipu repeats a notification for two days; a third allows for clocks, queues and a replay just inside the window. */
export const MIN_RETENTION_MS = 3 * 24 * 60 * 60 * 1000;

// What timers and PostgreSQL's settings can hold: 24 days.
const MAX_LEASE_MS = 2_147_483_647;
const MAX_KEY_LENGTH = 255;

/** Returns the key if every store can hold it. */
export function checkKey(key: string): string {
  const fits = typeof key === "string" && key !== "" && key.length <= MAX_KEY_LENGTH;
  if (fits && !key.includes("\0")) return key;
  throw new TypeError(`key must be text of 1 to ${MAX_KEY_LENGTH} characters without a NUL`);
}

/** Returns the lease if every store can keep it. */
export function checkLeaseMs(leaseMs: number): number {
  if (Number.isInteger(leaseMs) && leaseMs >= 1 && leaseMs <= MAX_LEASE_MS) return leaseMs;
  throw new RangeError(`leaseMs must be a whole number from 1 to ${MAX_LEASE_MS}, not ${leaseMs}`);
}

/** Returns an age at which nothing that Khipu could still repeat is forgotten. */
export function checkRetentionMs(name: string, ageMs: number): number {
  if (Number.isFinite(ageMs) && ageMs >= MIN_RETENTION_MS) return Math.floor(ageMs);
  throw new RangeError(
    `${name} must be at least ${MIN_RETENTION_MS} (three days), not ${ageMs}: ` +
      "Khipu repeats a notification for two days, and what is forgotten would be settled again",
  );
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
