import { keysOf } from "../../fields.js";
import type { Parameter } from "./parameter.js";

const WEEK_MS = 7 * 86_400_000;
const TOOK_EFFECT = { type: "flag", default: false } as const;

/** What every fault can be told: how often it happens. */
export const FREQUENCY = {
  /** How many times it happens at most. @defaultValue 1, or without end when there is a `chance` */
  times: { type: "number", min: 1, isWhole: true },
  /** The probability that it happens, 0 to 1; drawn from the simulator's seed. @defaultValue 1 */
  chance: { type: "number", min: 0, max: 1 },
} as const satisfies Record<string, Parameter>;

/** What a fault can be narrowed down to; it meets everything of its scope if nothing is named. */
export const SCOPES = {
  request: {
    /** Id of the operation in its document, e.g. `postPayment`. */
    operation: { type: "operation" },
    /** An API's name, e.g. `instant-payments.v3`. */
    api: { type: "api" },
  },
  notification: {
    /** The payment (or subscription, or charge) that the notification tells of. */
    about: { type: "text" },
  },
  charge: {
    /** The subscription whose charges it meets. */
    about: { type: "text" },
  },
} as const satisfies Record<string, Record<string, Parameter>>;

/** What a fault happens to. */
export type FaultScope = keyof typeof SCOPES;

/**
 * Every kind of fault, described once: types, checks, the dashboard's forms and the command line are made
 * from this.
 */
export const FAULTS = {
  /** The answer takes longer. Goes together with any other fault. */
  latency: {
    scope: "request",
    parameters: {
      /** By how many milliseconds. */
      delayMs: { type: "number", min: 0, max: WEEK_MS, isRequired: true, proposed: 2000 },
    },
  },
  /** 429; the request had no effect. */
  "rate-limit": {
    scope: "request",
    parameters: {
      /** What `Retry-After` says. @defaultValue 1 */
      retryAfterSeconds: { type: "number", min: 0, max: 86_400, isWhole: true, default: 1 },
    },
  },
  /** 500, or another status of a server that fails, with Khipu's error body. */
  "server-error": {
    scope: "request",
    parameters: {
      /** @defaultValue 500 */
      status: { type: "number", min: 500, max: 599, isWhole: true, default: 500 },
      /** Whether the request was carried out all the same. @defaultValue false */
      tookEffect: TOOK_EFFECT,
    },
  },
  /** A page of HTML, as a machine in front of Khipu would answer. */
  html: {
    scope: "request",
    parameters: {
      /** @defaultValue 502 */
      status: { type: "number", min: 400, max: 599, isWhole: true, default: 502 },
      /** Whether the request was carried out all the same. @defaultValue false */
      tookEffect: TOOK_EFFECT,
    },
  },
  /** The answer breaks off in the middle of its body; the request was carried out. */
  "cut-body": { scope: "request", parameters: {} },
  /** The connection is reset before any answer. */
  reset: {
    scope: "request",
    parameters: {
      /** Whether the request was carried out all the same. @defaultValue false */
      tookEffect: TOOK_EFFECT,
    },
  },
  /** The first attempt is made later. */
  "late-notification": {
    scope: "notification",
    parameters: {
      /** By how many milliseconds. */
      delayMs: { type: "number", min: 0, max: WEEK_MS, isRequired: true, proposed: 60_000 },
    },
  },
  /** The first attempt is made several times at once. */
  "duplicate-notification": {
    scope: "notification",
    parameters: {
      /** @defaultValue 2 */
      copies: { type: "number", min: 1, max: 100, isWhole: true, default: 2 },
    },
  },
  /** The first attempt waits until the next notification was attempted. */
  "reordered-notification": {
    scope: "notification",
    parameters: {
      /** How long it waits for a next one at most, in milliseconds. @defaultValue 60000 */
      atMostMs: { type: "number", min: 0, max: WEEK_MS, default: 60_000 },
    },
  },
  /** An attempt is signed with a wrong secret. */
  "forged-notification": { scope: "notification", parameters: {} },
  /** It is never sent, unless it is resent by hand. */
  "lost-notification": { scope: "notification", parameters: {} },
  /** The charge is taken and fails when it should be made; its `error_response_url` is told. */
  "failed-charge": {
    scope: "charge",
    parameters: {
      /** What `error_message` says. @defaultValue `"Sin fondos"` */
      message: { type: "text", default: "Sin fondos" },
    },
  },
} as const satisfies Record<
  string,
  { readonly scope: FaultScope; readonly parameters: Readonly<Record<string, Parameter>> }
>;

/** The name of a fault. */
export type FaultKind = keyof typeof FAULTS;

/** Whether there is a fault of this name. */
export function isFaultKind(kind: unknown): kind is FaultKind {
  return typeof kind === "string" && Object.hasOwn(FAULTS, kind);
}

type KeysOf<Table> = Table extends unknown ? keyof Table : never;

/** The name of a parameter of any fault. */
export type ParameterName =
  | KeysOf<(typeof FAULTS)[FaultKind]["parameters"]>
  | KeysOf<(typeof SCOPES)[FaultScope]>
  | keyof typeof FREQUENCY;

/** Everything that a fault can be told besides its kind, what is its own first. */
export function parametersOf(kind: FaultKind): readonly (readonly [ParameterName, Parameter])[] {
  const { scope, parameters } = FAULTS[kind];
  const all: Partial<Record<ParameterName, Parameter>> = {
    ...parameters,
    ...SCOPES[scope],
    ...FREQUENCY,
  };
  return keysOf(all).flatMap((name) => {
    const parameter = all[name];
    return parameter === undefined ? [] : [[name, parameter] as const];
  });
}
