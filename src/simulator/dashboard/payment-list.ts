import type { PaymentRow } from "../payments/payment.js";
import { stateOf } from "./parts.js";

const PAGE_SIZE = 25;

/** Which payments are asked for. */
export interface PaymentFilter {
  readonly state: string;
  /** In id, subject or `transaction_id`; upper and lower case are the same. */
  readonly text: string;
  /** 1 for the newest. */
  readonly page: number;
}

/** A page of payments, newest first. */
export interface PaymentPage {
  readonly rows: readonly PaymentRow[];
  /** How many fit the filter. */
  readonly total: number;
  /** Which page it is; the last one there is, when a later one was asked for. */
  readonly number: number;
  /** How many of those come before this page. */
  readonly before: number;
  readonly isLast: boolean;
}

/** The filter that an address asks for. */
export function filterOf(query: URLSearchParams): PaymentFilter {
  const page = Math.floor(Number(query.get("page") ?? 1));
  return {
    state: query.get("state") ?? "",
    text: (query.get("q") ?? "").trim(),
    page: page >= 1 ? page : 1,
  };
}

/** The address of a page of the same filter. */
export function pathOf({ state, text }: PaymentFilter, page: number): string {
  const query = new URLSearchParams();
  if (state !== "") query.set("state", state);
  if (text !== "") query.set("q", text);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/" : `/?${query.toString()}`;
}

/** Picks one page out of all payments, which come oldest first. */
export function pageOf(
  all: Iterable<PaymentRow>,
  filter: PaymentFilter,
  nowMs: number,
): PaymentPage {
  const wanted = filter.text.toLowerCase();
  const fits = (row: PaymentRow) =>
    (filter.state === "" || stateOf(row, nowMs) === filter.state) &&
    (wanted === "" || mentions(row, wanted));
  const found = Array.from(all).filter(fits).reverse();
  const last = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const number = Math.min(filter.page, last);
  const before = (number - 1) * PAGE_SIZE;
  const rows = found.slice(before, before + PAGE_SIZE);
  return { rows, total: found.length, number, before, isLast: number === last };
}

function mentions({ id, asked }: PaymentRow, wanted: string): boolean {
  return [id, asked.subject, asked.transaction_id ?? ""].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}
