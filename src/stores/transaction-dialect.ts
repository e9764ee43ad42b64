import type { IN_DOUBT } from "./in-doubt.js";
import type { KeyStatus } from "./types.js";

/** Runs one text of SQL without parameters in a transaction, and resolves to its rows. */
export type Ask = (sql: string) => Promise<readonly unknown[]>;

/** Runs work in a transaction of its own. */
export type Inside = <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;

/** What is known of a key, where it may be in doubt. */
export type KeyState = KeyStatus | typeof IN_DOUBT;

/** What became of an attempt to claim a key in a transaction. */
export type DialectClaim =
  /** `token` tells the transaction from every other. */
  { readonly status: "claimed"; readonly token: string } | KeyState;

/**
 * How one kind of database claims and marks, inside transactions that somebody else begins and ends.
 *
 * Everything stands in the text, so that ORMs need not agree on parameters, and every statement that matters answers
 * with rows, so that they need not agree on counts.
 */
export interface TransactionDialect {
  /** Claims the key for the transaction, without waiting for another's. The claim ends with the transaction. */
  claim(ask: Ask, key: string): Promise<DialectClaim>;
  /**
   * Marks the key as done, in the transaction that claimed it and in no other; resolves to whether its row was there.
   *
   * What it has changed of the connection is as before when it resolves to true.
   */
  complete(ask: Ask, key: string, token: string): Promise<boolean>;
  /**
   * Is run before a claim is rolled back. Leaves the connection as it was before the claim, and resolves to whether
   * something else has ended its transaction.
   */
  release(ask: Ask, key: string, token: string): Promise<boolean>;
  lookUp(ask: Ask, key: string): Promise<KeyState>;
  /** Bars a key whose transaction was ended by something else, where such is found out. */
  bar?(ask: Ask, key: string): Promise<void>;
  /** Forgets what is older, in several transactions, and resolves to how many keys it was. */
  purge(inside: Inside, ageMs: number): Promise<number>;
  /** How to take a key out of doubt. */
  readonly doubtRemedy: string;
}
