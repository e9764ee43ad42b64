import type { Amount } from "../../types.js";
import type { ChargeCurrency } from "./common.js";

/** What `shares.listForToken` and `shares.listForCard` take. */
export interface ListSharesParams {
  /** The whole amount of the charge, more than 0. */
  amount: Amount;
  currency: ChargeCurrency;
  /** The numbers of instalments to ask for, e.g. `[3, 6, 12]`. */
  shares: number[];
}

/** The instalments that Transbank offers for a card, "shares" in Openpay's words. */
export interface Shares {
  /** Has been seen as a number and as text: compare with `sameAmount`. */
  amount: Amount;
  currency: string;
  /** Of the numbers that were asked for, those that can be had. */
  available: Share[];
}

/** One way to pay in instalments. */
export interface Share {
  /** What the charge sends to be paid this way. */
  share_id: string;
  /** How many instalments; has been seen as a number and as text. */
  shares: number | string;
  /** What the customer pays each month. */
  share_amount: Amount;
  /** There if paying can begin one, two or three months later. */
  deferred?: DeferredShare[];
}

/** Instalments that begin later. */
export interface DeferredShare {
  /** By how many months; the charge's `deferred_months`. */
  months: number;
  /** What the customer then pays each month. */
  amount: number;
}
