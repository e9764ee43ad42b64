import type { Engine } from "../engine.js";
import type { PaymentMethodId, PaymentRow } from "../payments/payment.js";

/** How long a payer has for one attempt to pay. */
const ATTEMPT_MS = 3 * 3_600_000;

/** Somebody at a bank, about to pay. */
export interface Attempt {
  readonly id: string;
  readonly paymentId: string;
  readonly bankId: string;
  readonly method: PaymentMethodId;
  /** The attempt counts as of this moment, also when the payment expires in the middle of it. */
  readonly begunAt: number;
  /** The payer's RUT, once logged in. */
  rut?: string;
  /** Whether the bank could not make the transfer, which ends the attempt. */
  hasFailed?: true;
}

/** The attempts to pay that are under way; each is given up after three hours. */
export class Attempts {
  readonly #engine: Engine;
  readonly #attempts = new Map<string, Attempt>();

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.events.on("reset", () => {
      this.#attempts.clear();
    });
  }

  begin(payment: PaymentRow, bankId: string, method: PaymentMethodId): Attempt {
    const { clock, ids } = this.#engine;
    const id = ids.name(16);
    const attempt = { id, paymentId: payment.id, bankId, method, begunAt: clock.now() };
    this.#attempts.set(id, attempt);
    clock.after(ATTEMPT_MS, () => {
      this.#attempts.delete(id);
    });
    return attempt;
  }

  /** The attempt of this name, if it is one to pay this payment. */
  find(paymentId: string, id: string): Attempt | undefined {
    const attempt = this.#attempts.get(id);
    return attempt?.paymentId === paymentId ? attempt : undefined;
  }

  end(attempt: Attempt): void {
    this.#attempts.delete(attempt.id);
  }
}
