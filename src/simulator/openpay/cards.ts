import type { CreateTokenParams, ListSharesParams, Shares } from "../../openpay/types.js";
import type { Ground } from "../ground.js";
import type { Table } from "../state/table.js";
import { readCard } from "./card.js";
import type { CardRow, Offer } from "./card.js";
import { checkAmount } from "./openpay-amount.js";
import { OpenpayRefusal } from "./openpay-refusal.js";

/** The numbers of instalments that can be had; those that cannot are left out of an answer. */
const INSTALMENTS = [3, 6, 9, 12];
/** The one number of instalments that can begin later, and by how many months. */
const DEFERRABLE = 12;
const DEFERRED_MONTHS = [1, 2];

/** Tokens and saved cards. */
export class Cards {
  readonly #ground: Ground;
  readonly #table: Table<CardRow>;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#table = ground.store.table<CardRow>("openpay-cards");
  }

  /** Stores a card: for one charge, or to be kept. */
  store(params: CreateTokenParams, isSaved: boolean): CardRow {
    const card = readCard(params, this.#ground.clock.now());
    const row: CardRow = { id: `k${this.#ground.ids.name(19)}`, isSaved, ...card };
    this.#table.put(row);
    return row;
  }

  /** @throws {@link OpenpayRefusal} 1005 when there is none that can be used. */
  find(id: string, kind: "token" | "card" | "source"): CardRow {
    const row = this.#table.get(id);
    const isOfKind = row && (kind === "source" || row.isSaved === (kind === "card"));
    if (isOfKind && !row.isUsed) return row;
    throw new OpenpayRefusal(1005, `The ${kind} with the id '${id}' does not exist`);
  }

  /** A token, also once it was charged. */
  token(id: string): CardRow {
    const row = this.#table.get(id);
    if (row && !row.isSaved) return row;
    throw new OpenpayRefusal(1005, `The token with the id '${id}' does not exist`);
  }

  /** Notes that a card was charged, which ends a token. */
  use(row: CardRow): void {
    if (row.isSaved) return;
    row.isUsed = true;
    this.#table.put(row);
  }

  /**
   * Offers instalments; in pesos only. Written as in the document's example: as text.
   *
   * @throws {@link OpenpayRefusal} 1003 for an amount that the currency does not have.
   */
  offer(row: CardRow, { amount, currency, shares }: ListSharesParams): Shares {
    checkAmount(amount, currency);
    const wanted = INSTALMENTS.filter((number) => shares.includes(number));
    const offers = (currency === "CLP" ? wanted : []).map((number): Offer => {
      const shareAmount = Math.ceil(Number(amount) / number);
      return {
        shareId: this.#ground.ids.digits(4),
        shares: number,
        shareAmount,
        amount: Number(amount),
        deferredMonths: number === DEFERRABLE ? DEFERRED_MONTHS : [],
      };
    });
    row.offers.push(...offers);
    this.#table.put(row);
    return { amount: String(amount), currency, available: offers.map(viewOffer) };
  }
}

/** An offer, on which each month of waiting costs one peso. */
function viewOffer({ shareId, shares, shareAmount, deferredMonths }: Offer) {
  const deferred = deferredMonths.map((months) => ({ months, amount: shareAmount + months }));
  return {
    share_id: shareId,
    shares: String(shares),
    share_amount: String(shareAmount),
    ...(deferred.length > 0 && { deferred }),
  };
}
