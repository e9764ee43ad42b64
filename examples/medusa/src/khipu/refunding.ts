import { isKhipuError, type Khipu, type Payment, refundState, sameAmount } from "khipu-sdk";
import type { SessionData } from "./session.js";

/** Khipu may still be at work on a refund that its payment does not show yet. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Gives money back, once. When a refund fails, Medusa forgets it, and its next try carries another key; so a try is
 * recognised by what Khipu lists with the payment and Medusa has not on record.
 */
export class Refunding {
  readonly #khipu: Khipu;
  readonly #now: () => number;
  /** When a refund was sent whose answer was lost, by payment. */
  readonly #lost = new Map<string, number>();

  constructor(khipu: Khipu, now: () => number) {
    this.#khipu = khipu;
    this.#now = now;
  }

  /** @returns the data with the refund on record. */
  async refund(session: SessionData, amount: string): Promise<SessionData> {
    const before = await this.#khipu.payments.get(session.payment_id);
    const earlier = unrecorded(before, session);
    const same = earlier.find((refund) => sameAmount(refund.amount, amount));
    if (same) return this.#recorded(session, same.id);
    const [other] = earlier;
    if (other) {
      const known = `Khipu has a refund of ${other.amount} that Medusa has not on record.`;
      throw new Error(`${known} Refund that amount first: it is recorded, and nothing is sent.`);
    }
    this.#requirePatience(session);
    return this.#recorded(session, await this.#send(before, amount));
  }

  /** @returns the id of Khipu's refund. */
  async #send(before: Payment, amount: string): Promise<string> {
    const { payment_id } = before;
    try {
      const { id } = await this.#khipu.refunds.create({ type: "partial", payment_id, amount });
      return id;
    } catch (error) {
      if (!isKhipuError(error)) throw error;
      // Before it is looked at: looking may fail too.
      if ("outcome" in error && error.outcome === "unknown")
        this.#lost.set(payment_id, this.#now());
      const { result, payment } = await this.#khipu.refunds.resolve(error, before);
      const made = payment.refunds?.find(({ id }) => !before.refunds?.some((old) => old.id === id));
      if (result !== "refunded" || !made) throw error;
      return made.id;
    }
  }

  #requirePatience({ payment_id }: SessionData): void {
    const lostAt = this.#lost.get(payment_id);
    const waitMs = lostAt === undefined ? 0 : lostAt + PATIENCE_MS - this.#now();
    if (waitMs <= 0) return;
    const minutes = Math.ceil(waitMs / 60_000);
    throw new Error(`The answer to the last refund was lost. Try again in ${minutes} min.`);
  }

  #recorded(session: SessionData, id: string): SessionData {
    this.#lost.delete(session.payment_id);
    return { ...session, refunds: [...session.refunds, id] };
  }
}

/** What Khipu gives back and Medusa does not know of. What has expired is given back no more. */
function unrecorded({ refunds = [] }: Payment, session: SessionData) {
  return refunds.filter(
    (refund) => refundState(refund) !== "expired" && !session.refunds.includes(refund.id),
  );
}
