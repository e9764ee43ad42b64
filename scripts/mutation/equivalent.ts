import { HTTP } from "./equivalent-http.js";
import { WEBHOOKS } from "./equivalent-webhooks.js";
import { NO_CALLBACK } from "./no-callback.js";

/** A change of the sources that changes nothing that a program could see, and why: no test can notice it. */
export interface Equivalent {
  readonly path: string;
  /** What is changed, and into what, as `npm run test:mutation` prints it. */
  readonly code: string;
  readonly change: string;
  /** A part of its line, where the code stands on others that are no part of this entry. */
  readonly on?: string;
  readonly why: string;
}

const AMOUNT = "src/lifecycle/amount.ts";
const PAYMENT_TEST = "src/lifecycle/payment-test.ts";
const RECONCILE = "src/reconcile/reconcile.ts";
const REFUND = "src/lifecycle/refund-result.ts";
const RUT = "src/lifecycle/rut.ts";
const SETTLE = "src/stores/settle-once.ts";

const NAN =
  "what is undefined makes the difference NaN, which is no amount either: unknown all the same";
const POSSIBLE = "total !== undefined && whole !== undefined";
const NO_RANGE =
  "undefined is neither at least nothing nor at most the whole; the compiler wants it said";

const NO_PART =
  "a text has its parts as a list has its entries, and no state's name is a part of another's";

/** Looked at one by one. An entry that no longer survives fails the run, so that the list stays true. */
export const EQUIVALENT: readonly Equivalent[] = [
  ...HTTP,
  ...WEBHOOKS,
  {
    path: AMOUNT,
    code: '""',
    change: '"Stryker was here!"',
    on: 'sign = ""',
    why: "a sign, none or one, is found in every amount; the compiler wants it said",
  },
  {
    path: AMOUNT,
    code: "[]",
    change: '["Stryker was here"]',
    why: "it stands for what is no amount, and has no digits either",
  },
  {
    path: AMOUNT,
    code: 'typeof currency === "string"',
    change: "true",
    why: "what is no text is no currency that is known, and none is no other",
  },
  { path: PAYMENT_TEST, code: 'typeof until === "string"', change: "false", why: NO_PART },
  { path: PAYMENT_TEST, code: '"string"', change: '""', why: NO_PART },
  {
    path: "src/lifecycle/payment-state.ts",
    code: '""',
    change: '"Stryker was here!"',
    why: "neither is a date, and what is none is not past",
  },
  { path: REFUND, code: "earlier === undefined || whole === undefined", change: "false", why: NAN },
  {
    path: REFUND,
    code: "earlier === undefined || whole === undefined",
    change: "earlier === undefined && whole === undefined",
    why: NAN,
  },
  { path: REFUND, code: "earlier === undefined", change: "false", why: NAN },
  { path: REFUND, code: "whole === undefined", change: "false", why: NAN },
  {
    path: REFUND,
    code: "difference < 0",
    change: "difference <= 0",
    why: "a difference of nothing was answered before",
  },
  {
    path: REFUND,
    code: '""',
    change: '"Stryker was here!"',
    on: 'toldTotal(total_refunded ?? ""',
    why: "a part without a total is unknown, and so is one with a total that is no number",
  },
  {
    path: REFUND,
    code: "default: return undefined;",
    change: "default:",
    why: "a function that ends without a word returns undefined",
  },
  { path: REFUND, code: POSSIBLE, change: "true", why: NO_RANGE },
  {
    path: REFUND,
    code: POSSIBLE,
    change: "total !== undefined || whole !== undefined",
    why: NO_RANGE,
  },
  { path: REFUND, code: "total !== undefined", change: "true", why: NO_RANGE },
  { path: REFUND, code: "whole !== undefined", change: "true", why: NO_RANGE },
  {
    path: REFUND,
    code: "added[0]?.amount",
    change: "added[0].amount",
    why: "the list has one entry here, which the compiler cannot know",
  },
  {
    path: "src/lifecycle/money-returned.ts",
    code: "[]",
    change: '["Stryker was here"]',
    why: "a text in place of a refund has no id to be found by, and only a list that is there is summed up",
  },
  {
    path: RUT,
    code: '""',
    change: '"Stryker was here!"',
    on: "WRITTEN.exec",
    why: "digits that are no number are as good as none, and with digits found the last one is, too",
  },
  {
    path: RUT,
    code: "[]",
    change: '["Stryker was here"]',
    on: "WRITTEN.exec",
    why: "what is read begins after the first entry",
  },
  {
    path: "src/reconcile/fate.ts",
    code: "default: return undefined;",
    change: "default:",
    why: "a function that ends without a word returns undefined",
  },
  {
    path: RECONCILE,
    code: "this.#options.onError?.(error, context)",
    change: "this.#options.onError(error, context)",
    why: NO_CALLBACK,
  },
  {
    path: RECONCILE,
    code: "this.#options.onProgress?.(this.#summary())",
    change: "this.#options.onProgress(this.#summary())",
    why: NO_CALLBACK,
  },
  {
    path: RECONCILE,
    code: 'this.#options.onVerdict?.({ source: "reconciliation", ...verdictOf(fate, error), durationMs: performance.now() - startedAt, key: settlementKey(idOf(item)), })',
    change:
      'this.#options.onVerdict({ source: "reconciliation", ...verdictOf(fate, error), durationMs: performance.now() - startedAt, key: settlementKey(idOf(item)) })',
    why: NO_CALLBACK,
  },
  {
    path: RECONCILE,
    code: 'error.name === "KhipuApiError"',
    change: "true",
    why: "no other error of ours has a status; the compiler wants it said",
  },
  {
    path: "src/reconcile/shard.ts",
    code: "signal?.reason",
    change: "signal.reason",
    why: "only a signal that is there calls it",
  },
  {
    path: "src/reconcile/shard.ts",
    code: "lock?.unlock",
    change: "lock.unlock",
    why: "what fails here is passed over: nothing is given back where nothing is held",
  },
  {
    path: "src/reconcile/until-aborted.ts",
    code: "false",
    change: "true",
    why: "each reading says it anew before it is looked at",
  },
  {
    path: SETTLE,
    code: "this.#caller?.reason",
    change: "this.#caller.reason",
    why: "only a signal that is there calls it",
  },
];
