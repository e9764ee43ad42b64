/** A set of known values that may grow: editors complete the known ones, the compiler accepts all. */
export type Open<Known extends string> = Known | (string & {});

/**
 * An amount as Khipu sends it. The contract says number; the service sends decimal strings
 * (`"1000.0000"`). Compare with `sameAmount`, never with `===`.
 */
export type Amount = number | string;

/** The currencies of Instant Payments 3.0. Which ones are usable depends on the receiver's country. */
export type Currency = "CLP" | "CLF" | "ARS" | "PEN" | "MXN" | "USD" | "EUR" | "BOB" | "COP";

/** Khipu's acknowledgement of an action that returns nothing else. */
export interface Success {
  /** Text to show to a person, in Spanish. */
  message: string;
}
