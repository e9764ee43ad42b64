/** A set of known values that may grow: editors complete the known ones, the compiler accepts all. */
export type Open<Known extends string> = Known | (string & {});

/**
 * An amount as Khipu sends it. The contract says number; the service sends decimal strings
 * (`"1000.0000"`). Compare with `sameAmount`, never with `===`.
 */
export type Amount = number | string;
