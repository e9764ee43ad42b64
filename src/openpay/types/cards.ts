import type { Open } from "./common.js";

/**
 * What `tokens.create` takes: a card. Whoever sends one has seen the number, and is under the card brands'
 * rules for that (PCI DSS); Openpay's library for browsers makes tokens without your server seeing it.
 */
export interface CreateTokenParams {
  /** 12 to 19 digits, without spaces. */
  card_number: string;
  holder_name: string;
  /** The year's last two digits. */
  expiration_year: string;
  /** `01` to `12`. */
  expiration_month: string;
  /** The security code, 3 or 4 digits. */
  cvv2: string;
  /** Send it when the charge may go to GlobalCollect: its risk assessment needs it. */
  address?: BillingAddress;
}

/** A card's billing address. The limits are those of GlobalCollect's risk assessment. */
export interface BillingAddress {
  /** The street, at most 50 characters. */
  line1: string;
  /** The house number, at most 15 characters. */
  line2: string;
  /** Whatever else there is, an apartment for instance; at most 50 characters. */
  line3?: string;
  /** At most 10 characters; `00000` where there is none. */
  postal_code: string;
  /** State or region, at most 35 characters; `N/A` where there is none. */
  state?: string;
  /** At most 40 characters. */
  city?: string;
  /** ISO 3166-1, two letters. */
  country_code?: string;
}

/** A stored card; what `tokens.create` and `tokens.get` resolve to. It pays for one charge. */
export interface Token {
  /** To be sent as `source_id`. */
  id: string;
  card: Card;
}

/** A card as Openpay shows it: its number masked but for the first six and the last four digits. */
export interface Card {
  type?: Open<"credit" | "debit" | "unknown">;
  brand: Open<"visa" | "mastercard">;
  address?: CardAddress;
  /** E.g. `411111XXXXXX1111`. */
  card_number: string;
  holder_name: string;
  /** The year's last two digits. */
  expiration_year: string;
  expiration_month: string;
  /** Whether it can be charged. */
  allows_charges?: boolean;
  /** Whether money can be paid to it. */
  allows_payouts?: boolean;
  /** The bank that issued it. */
  bank_name?: string | null;
  bank_code?: string;
  /** The programme that its points belong to. */
  points_type?: Open<"santander">;
  /** Whether it collects points. */
  points_card?: boolean;
}

/** A billing address as it was sent. */
export interface CardAddress {
  line1?: string | null;
  line2?: string | null;
  line3?: string | null;
  state?: string | null;
  city?: string | null;
  postal_code?: string | null;
  country_code?: string | null;
}
