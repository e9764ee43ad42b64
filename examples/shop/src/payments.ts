import { isKhipuError } from "khipu-sdk";
import {
  type Attempt,
  attemptCreated,
  attemptFailed,
  attemptsOf,
  beginAttempt,
  latestAttempt,
} from "./attempts.js";
import type { Context } from "./context.js";
import { canBegin, statusOf } from "./order-status.js";
import { findOrderById, linesOf, type Order } from "./orders.js";
import { lookAgain } from "./reconciliation.js";

/** Below the 60 seconds after which an attempt that is still `creating` counts as lost. */
const CREATE_TIMEOUT_MS = 20_000;

type Needs = Pick<
  Context,
  "closing" | "config" | "database" | "khipu" | "log" | "publicUrl" | "settlement" | "store"
>;

/** Begins payments: at most one at a time for each order, however many windows ask for it. */
export class Payments {
  readonly #needs: Needs;
  /** Two clicks wait for the same answer. Other processes are kept apart by the database. */
  readonly #underWay = new Map<number, Promise<Attempt | undefined>>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /**
   * Begins to pay an order, or goes on with the payment that can still be paid.
   *
   * @param after - the last attempt that the visitor has seen, 0 for none. A form that was sent twice, or from a
   * page of yesterday, begins nothing a second time.
   * @returns the order's last attempt as it is now: `pending` can be paid, all others say why not.
   */
  begin(order: Order, after: number): Promise<Attempt | undefined> {
    const known = this.#underWay.get(order.id);
    if (known) return known;
    const begun = this.#begin(order, after).finally(() => this.#underWay.delete(order.id));
    this.#underWay.set(order.id, begun);
    return begun;
  }

  async #begin(order: Order, after: number): Promise<Attempt | undefined> {
    const { config, database } = this.#needs;
    // What looks expired here may just have been paid: only Khipu knows.
    if (isPastDue(latestAttempt(database, order))) await lookAgain(this.#needs, order, 0);
    const now = findOrderById(database, order.id) ?? order;
    if (canBegin(statusOf(now, attemptsOf(database, order)))) {
      const expiresAt = Date.now() + config.paymentMinutes * 60_000;
      const attempt = beginAttempt(database, order, after, expiresAt);
      if (attempt) await this.#create(order, attempt);
    }
    return latestAttempt(database, order);
  }

  /**
   * Asks Khipu for a payment. Khipu has no idempotency keys: asked twice it makes two. So the attempt is written
   * down first, and an answer that got lost leaves it `lost`; nobody but the visitor begins another.
   */
  async #create(order: Order, attempt: Attempt): Promise<void> {
    const { config, database, khipu, log, publicUrl } = this.#needs;
    const page = `${publicUrl}/orders/${order.token}`;
    try {
      const payment = await khipu.payments.create(
        {
          amount: order.total,
          currency: "CLP",
          subject: `Casa Boldo ${order.number}`,
          body: linesOf(database, order)
            .map(({ quantity, name }) => `${quantity} × ${name}`)
            .join("\n"),
          transaction_id: order.number,
          notify_url: config.notifyUrl ?? `${publicUrl}/webhooks/khipu`,
          return_url: `${page}/return`,
          cancel_url: `${page}?left=1`,
          expires_date: new Date(attempt.expiresAt).toISOString(),
          ...(order.email !== "" && { payer_email: order.email }),
        },
        { timeoutMs: CREATE_TIMEOUT_MS },
      );
      attemptCreated(database, attempt, payment);
    } catch (error) {
      const isLost = !isKhipuError(error) || !("outcome" in error) || error.outcome === "unknown";
      const problem = error instanceof Error ? error.message : String(error);
      attemptFailed(database, attempt, isLost ? "lost" : "failed", problem);
      log(error);
    }
  }
}

/** The address of Khipu's page while an attempt can be paid there. */
export function payableAt(attempt: Attempt | undefined): string | undefined {
  return attempt?.state === "pending" && !isPastDue(attempt) ? attempt.paymentUrl : undefined;
}

function isPastDue(attempt: Attempt | undefined): boolean {
  return attempt?.state === "pending" && attempt.expiresAt <= Date.now();
}
