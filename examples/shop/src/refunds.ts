import { formatAmount, isKhipuError, type Payment, paymentState } from "khipu-sdk";
import { type Attempt, attemptIs } from "./attempts.js";
import type { Context } from "./context.js";
import type { Db } from "./database.js";

/**
 * - `asked`: Khipu is being asked,
 * - `given`: Khipu took it; `note` is what it said,
 * - `refused`: it certainly was not made,
 * - `unknown`: the answer was lost. It is looked for, and never repeated meanwhile.
 */
export type RefundState = "asked" | "given" | "refused" | "unknown";

/** One refund of a payment. */
export interface Refund {
  readonly id: number;
  readonly attemptId: number;
  readonly paymentId: string;
  /** Whole pesos; `null` for all that was left. */
  readonly amount: number | null;
  readonly state: RefundState;
  readonly note: string;
  /** The payment as it was before, as JSON: without it nobody can tell this refund from an earlier one. */
  readonly paymentBefore: string;
  readonly createdAt: number;
}

/** What the admin asks for. */
export interface RefundWish {
  readonly attempt: Attempt;
  /** `undefined` gives back all that is left. */
  readonly amount: number | undefined;
  /** The confirmation page's own key: sent twice, it is one refund. */
  readonly formKey: string;
}

const COLUMNS = `id, attempt_id as attemptId, payment_id as paymentId, amount, state, note,
  payment_before as paymentBefore, created_at as createdAt`;
const ASKED_MS = 60_000;

/** Gives money back, once for each confirmation. */
export class Refunds {
  readonly #needs: Pick<Context, "config" | "database" | "khipu" | "log">;

  constructor(needs: Pick<Context, "config" | "database" | "khipu" | "log">) {
    this.#needs = needs;
  }

  /**
   * Asks Khipu for a refund out of the refund wallet. Khipu makes a second refund of a repeated request, so the wish
   * is written down first, and the database lets no other one begin while one is open.
   *
   * @throws the error of reading the payment; nothing was asked for then.
   */
  async give({ attempt, amount, formKey }: RefundWish): Promise<Refund | undefined> {
    const { database, khipu } = this.#needs;
    const paymentId = attempt.paymentId;
    if (paymentId === null) return undefined;
    const known = findRefund(database, "form_key", formKey);
    if (known) return known;
    const before = await khipu.payments.get(paymentId);
    const { changes, lastInsertRowid } = database
      .prepare<[string, number, string, number | null, string, number]>(
        `insert or ignore into refunds
           (form_key, attempt_id, payment_id, amount, state, payment_before, created_at)
         values (?, ?, ?, ?, 'asked', ?, ?)`,
      )
      .run(formKey, attempt.id, paymentId, amount ?? null, JSON.stringify(before), Date.now());
    const refund = changes === 1 ? findRefund(database, "id", Number(lastInsertRowid)) : undefined;
    if (!refund) return findRefund(database, "form_key", formKey);
    await this.#ask(refund);
    return findRefund(database, "id", refund.id);
  }

  /** Looks for a refund whose answer was lost. It repeats nothing. */
  async lookFor(refund: Refund): Promise<void> {
    const { config, khipu } = this.#needs;
    // What `refunds.create` threw, as much of it as was kept.
    const lost = { outcome: "unknown", refund: subjectOf(refund) };
    const before = JSON.parse(refund.paymentBefore) as Payment;
    const { result, payment } = await khipu.refunds.resolve(lost, before);
    attemptIs(this.#needs.database, refund.paymentId, paymentState(payment));
    if (result === "refunded") this.#end(refund, "given", "");
    // A refund that Khipu is still working on does not show yet.
    const isOver = Date.now() - refund.createdAt >= config.refundPatienceMinutes * 60_000;
    if (result === "not_refunded" && isOver) this.#end(refund, "refused", "");
  }

  async #ask(refund: Refund): Promise<void> {
    const { database, khipu, log } = this.#needs;
    try {
      const given = await khipu.refunds.create(
        refund.amount === null
          ? { type: "full", payment_id: refund.paymentId }
          : { type: "partial", payment_id: refund.paymentId, amount: refund.amount },
      );
      const pesos = Number(formatAmount(given.refunded_amount, "CLP"));
      this.#end(refund, "given", given.message ?? "", pesos);
      const payment = await khipu.payments.get(refund.paymentId);
      attemptIs(database, refund.paymentId, paymentState(payment));
    } catch (error) {
      log(error);
      await this.#failed(refund, error);
    }
  }

  async #failed(refund: Refund, error: unknown): Promise<void> {
    const { database, log } = this.#needs;
    // It was given; only how the payment looks since could not be read.
    if (findRefund(database, "id", refund.id)?.state !== "asked") return;
    const note = error instanceof Error ? error.message : "";
    const isCertain = isKhipuError(error) && "outcome" in error && error.outcome !== "unknown";
    this.#end(refund, isCertain ? "refused" : "unknown", note);
    if (!isCertain) await this.lookFor(refund).catch(log);
  }

  #end(refund: Refund, state: RefundState, note: string, amount = refund.amount): void {
    this.#needs.database
      .prepare<[RefundState, string, number | null, number]>(
        "update refunds set state = ?, note = ?, amount = ? where id = ?",
      )
      .run(state, note, amount, refund.id);
  }
}

/** The refunds of a payment, the newest first. */
export function refundsOf(database: Db, { paymentId }: Attempt): Refund[] {
  // Who was asking has died: whether Khipu heard it is not known.
  database
    .prepare<[number]>(
      "update refunds set state = 'unknown' where state = 'asked' and created_at < ?",
    )
    .run(Date.now() - ASKED_MS);
  const sql = `select ${COLUMNS} from refunds where payment_id = ? order by id desc`;
  return database.prepare<[string | null], Refund>(sql).all(paymentId);
}

/** Finds a refund by its number, or by the key of its confirmation page. */
export function findRefund(
  database: Db,
  by: "id" | "form_key",
  value: string | number,
): Refund | undefined {
  const sql = `select ${COLUMNS} from refunds where ${by} = ?`;
  return database.prepare<[string | number], Refund>(sql).get(value);
}

/** What can still be given back of a payment, as far as this shop knows. */
export function refundable(total: number, refunds: readonly Refund[]): number {
  const given = refunds.filter(({ state }) => state === "given");
  return given.reduce((left, { amount }) => left - (amount ?? left), total);
}

function subjectOf({ paymentId, amount }: Refund) {
  return amount === null ? { payment_id: paymentId } : { payment_id: paymentId, amount };
}
