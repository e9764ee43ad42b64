import { fieldsOf } from "../../fields.js";
import { checkLeaseMs, storeMethods } from "../../stores/checks.js";
import { DEFAULT_LEASE_MS } from "../../stores/settle-once.js";
import type { AnyStore } from "../../stores/types.js";
import { DEFAULT_CLOCK_SKEW_MS, DEFAULT_TOLERANCE_MS, type VerifyOptions } from "../options.js";
import type { HandlerOptions, OrderOptions } from "./options.js";

/** The options once read: complete, and within their limits. */
export interface Settings<Tx> {
  readonly store: AnyStore<Tx>;
  readonly onError: HandlerOptions["onError"] | undefined;
  readonly onVerdict: HandlerOptions["onVerdict"];
  readonly timeoutMs: number;
  readonly leaseMs: number;
  readonly maxBodyBytes: number;
  readonly diagnostics: boolean;
  readonly mismatchStatus: number;
  readonly unknownOrderStatus: number;
}

/** The callbacks that tell of money which came in and settled nothing. */
interface Reporters {
  readonly onMismatch?: unknown;
  readonly onUnknownOrder?: unknown;
}

/**
 * Checks what all handlers share when one is made, not when the first payment comes.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function readSettings<Tx>(
  options: HandlerOptions<Tx> & OrderOptions & Reporters,
): Settings<Tx> {
  // What JavaScript hands over may be nothing at all.
  const { store, onError, onVerdict, onMismatch, onUnknownOrder } = options ?? {};
  if (!store) {
    throw new TypeError("store is missing: postgresStore(pool), or memoryStore() to try it out");
  }
  requireMethods("store", fieldsOf(store), storeMethods(store));
  allowFunctions({ onError, onVerdict, onMismatch, onUnknownOrder });
  if (!onError && !(onMismatch && onUnknownOrder)) {
    throw new TypeError(
      "onError must be a function (console.error will do), unless there are onMismatch and onUnknownOrder: " +
        "of a payment that settles nothing somebody has to be told",
    );
  }
  const { timeoutMs = 25_000, leaseMs = DEFAULT_LEASE_MS, maxBodyBytes = 2 ** 20 } = options;
  const { mismatchStatus = 200, unknownOrderStatus = 404, diagnostics = false } = options;
  requireBoolean("diagnostics", diagnostics);
  return {
    store,
    onError,
    onVerdict,
    diagnostics,
    timeoutMs: within("timeoutMs", timeoutMs, 1, 28_000),
    leaseMs: leaseFor(leaseMs, timeoutMs),
    maxBodyBytes: within("maxBodyBytes", maxBodyBytes, 1, 2 ** 30),
    mismatchStatus: within("mismatchStatus", mismatchStatus, 200, 599),
    unknownOrderStatus: within("unknownOrderStatus", unknownOrderStatus, 200, 599),
  };
}

/** A claim that ends before the work has to would be followed by another while it still goes on. */
function leaseFor(leaseMs: number, timeoutMs: number): number {
  if (checkLeaseMs(leaseMs) >= timeoutMs) return leaseMs;
  throw new RangeError(`leaseMs (${leaseMs}) must not be less than timeoutMs (${timeoutMs})`);
}

/**
 * Checks how signatures are verified, and that the store remembers a payment for as long as its notification counts.
 *
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function checkVerifying(options: VerifyOptions, retentionMs: number | undefined): void {
  const { secret, now } = options;
  const { toleranceMs = DEFAULT_TOLERANCE_MS, clockSkewMs = DEFAULT_CLOCK_SKEW_MS } = options;
  const secrets: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  const isUsable = (each: unknown) => typeof each === "string" && each.trim() !== "";
  if (secrets.length === 0 || !secrets.every(isUsable)) {
    throw new TypeError(
      "secret must be the receiver's secret, or a list of them, none of it empty",
    );
  }
  allowFunctions({ now });
  checkDuration("clockSkewMs", clockSkewMs);
  if (toleranceMs !== false) checkDuration("toleranceMs", toleranceMs);
  const windowMs = toleranceMs === false ? Infinity : toleranceMs + clockSkewMs;
  if (retentionMs === undefined || retentionMs >= windowMs) return;
  throw new RangeError(
    `toleranceMs and clockSkewMs let a signature count for ${windowMs} ms, and the store forgets after ` +
      `${retentionMs} ms: what is forgotten would be settled again`,
  );
}

function checkDuration(name: string, value: unknown): void {
  if (typeof value === "number" && value >= 0) return;
  throw new RangeError(`${name} must be milliseconds, 0 or more`);
}

/** Refuses callbacks that were left out or misspelt, which would otherwise fail with the first payment. */
export function requireFunctions(callbacks: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(callbacks)) {
    if (typeof value !== "function") throw new TypeError(`${name} must be a function`);
  }
}

/** Refuses callbacks that are there and are none. */
export function allowFunctions(callbacks: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(callbacks).filter(([, value]) => value !== undefined);
  requireFunctions(Object.fromEntries(given));
}

/** Refuses what is neither a function nor the word for leaving the comparison out. */
export function requireExpect(expect: unknown): void {
  if (expect !== "skip") requireFunctions({ 'expect, unless it is "skip",': expect });
}

/** Refuses an object that lacks a method which will be called. */
export function requireMethods<T extends object>(
  name: string,
  value: T,
  methods: readonly (keyof T & string)[],
): void {
  requireFunctions(
    Object.fromEntries(methods.map((method) => [`${name}.${method}`, value[method]])),
  );
}

/** Refuses a client that was left out, or is another. */
export function requireClient<T extends object>(
  [name, resource]: readonly [string, string],
  value: T | undefined,
  methods: readonly (keyof T & string)[],
): void {
  if (!value) throw new TypeError(`${name} is missing: it reads what the message speaks of`);
  requireMethods(`${name}.${resource}`, value, methods);
}

/** Refuses what is only as good as true or false. */
export function requireBoolean(name: string, value: unknown): void {
  if (typeof value !== "boolean") throw new TypeError(`${name} must be true or false`);
}

/** Refuses a number that is not whole, or out of range. */
export function within(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
}
