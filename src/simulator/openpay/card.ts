import type { CreateTokenParams } from "../../openpay/types.js";
import { OpenpayRefusal } from "./openpay-refusal.js";
import type { OpenpayErrorCode } from "./openpay-refusal.js";

/** A token or a saved card, as the simulator remembers it: never its whole number, never its security code. */
export interface CardRow {
  /** 20 letters and digits, `k` first. */
  readonly id: string;
  /** Saved cards can be charged again and again. */
  readonly isSaved: boolean;
  readonly brand: string;
  /** All but the first six and the last four digits masked. */
  readonly maskedNumber: string;
  readonly holder: string;
  readonly year: string;
  readonly month: string;
  readonly address?: CreateTokenParams["address"];
  readonly behaviour: CardBehaviour;
  /** The instalments that were offered for it. */
  offers: Offer[];
  /** A token that was charged. */
  isUsed?: true;
}

/** Instalments that were offered for a card. */
export interface Offer {
  readonly shareId: string;
  readonly shares: number;
  readonly shareAmount: number;
  /** Of the charge they were offered for. */
  readonly amount: number;
  readonly deferredMonths: readonly number[];
}

/** What becomes of charges of a card. */
export interface CardBehaviour {
  /** Why it is declined. */
  readonly declined?: OpenpayErrorCode;
  /** Whether 3D Secure cures that. */
  readonly isCuredBy3dSecure?: true;
  /** Adyen takes it first, and declines it later. */
  readonly isRefusedLater?: true;
}

/**
 * The card numbers that do not simply succeed. Any other one that passes the check of its last digit does.
 * The numbers are this simulator's own choice.
 */
const BEHAVIOURS: Readonly<Record<string, CardBehaviour>> = {
  "4222222222222220": { declined: 3001 },
  "4000000000000069": { declined: 3002 },
  "4444444444444448": { declined: 3003 },
  "4000000000000119": { declined: 3004 },
  "4000000000000002": { declined: 3005, isCuredBy3dSecure: true },
  "4000000000000044": { declined: 3005 },
  "5105105105105100": { isRefusedLater: true },
};

const DESCRIPTIONS: Partial<Record<OpenpayErrorCode, string>> = {
  3001: "The card was declined",
  3002: "The card has expired",
  3003: "The card doesn't have sufficient funds",
  3004: "The card was reported as stolen",
  3005: "The card was declined (k)",
};

/** A card as it is stored. */
export type NewCard = Omit<CardRow, "id" | "isSaved">;

/**
 * Takes a card in.
 *
 * @throws {@link OpenpayRefusal} 2004 for a number whose last digit is wrong, 2005 for a card that has expired.
 */
export function readCard(params: CreateTokenParams, nowMs: number): NewCard {
  const { card_number: number, holder_name, expiration_year, expiration_month, address } = params;
  if (!passesLuhn(number)) throw new OpenpayRefusal(2004, "The card number is not valid");
  // The first moment of the month after; a year of two digits is one of this century.
  const ends = Date.UTC(2000 + Number(expiration_year), Number(expiration_month));
  if (ends <= nowMs) throw new OpenpayRefusal(2005, "The expiration date is in the past");
  return {
    brand: brandOf(number),
    maskedNumber: `${number.slice(0, 6)}${"X".repeat(number.length - 10)}${number.slice(-4)}`,
    holder: holder_name,
    year: expiration_year,
    month: expiration_month,
    ...(address && { address }),
    behaviour: BEHAVIOURS[number] ?? {},
    offers: [],
  };
}

/** What a card is declined with. */
export function declinedWith(code: OpenpayErrorCode): OpenpayRefusal {
  return new OpenpayRefusal(code, DESCRIPTIONS[code] ?? "The card was declined");
}

function brandOf(number: string): string {
  if (number.startsWith("4")) return "visa";
  return /^3[47]/.test(number) ? "american_express" : "mastercard";
}

function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (let i = 0; i < number.length; i += 1) {
    const digit = Number(number.charAt(number.length - 1 - i)) * (1 + (i % 2));
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
