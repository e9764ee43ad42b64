import type { Ground } from "../ground.js";
import type { Outbox } from "../notifications/outbox.js";
import type { Payments } from "../payments/payments.js";
import type { Receivers } from "../receivers/receivers.js";
import type { ChargeRow, NextStep } from "./charge.js";
import { ChargeRefunds } from "./charge-refunds.js";
import { Cards } from "./cards.js";
import { Charges } from "./charges.js";
import { Merchant } from "./merchant.js";

/** The parts that Openpay is made of. */
export interface OpenpayParts {
  readonly outbox: Outbox;
  readonly payments: Payments;
  readonly receivers: Receivers;
}

/** What a client of Openpay's is made with. */
export interface OpenpayAccess {
  readonly merchantId: string;
  readonly privateKey: string;
  readonly baseUrl: string;
}

/** Openpay, whose one merchant's charges by Khipu are payments to the first receiver. */
export class Openpay {
  readonly merchant: Merchant;
  readonly cards: Cards;
  readonly charges: Charges;
  readonly refunds: ChargeRefunds;
  readonly #ground: Ground;
  readonly #payments: Payments;

  constructor(ground: Ground, { outbox, payments, receivers }: OpenpayParts) {
    this.#ground = ground;
    this.#payments = payments;
    this.merchant = new Merchant(ground, outbox);
    this.cards = new Cards(ground);
    const arm = (row: ChargeRow) => {
      this.#arm(row);
    };
    const { merchant, cards } = this;
    this.charges = new Charges({ ground, payments, receivers, cards, merchant, arm });
    this.refunds = new ChargeRefunds(ground, this.charges);
    payments.happened.on(({ change, row }) => {
      const charge = change === "paid" ? this.charges.ofPayment(row.id) : undefined;
      return charge && this.charges.complete(charge);
    });
  }

  /** What a client is made with. To be asked for once {@link Ground.url} is known. */
  get access(): OpenpayAccess {
    const { id: merchantId, privateKey } = this.merchant;
    return { merchantId, privateKey, baseUrl: `${this.#ground.url}/openpay` };
  }

  /** Goes on with the charges that something was to happen to when an earlier run ended. */
  resume(): void {
    for (const row of this.charges.values()) this.#arm(row);
  }

  #arm(row: ChargeRow): void {
    const { next } = row;
    if (next === undefined) return;
    this.#ground.clock.after(next.at - this.#ground.clock.now(), async () => {
      // Something else came first.
      if (row.next !== next) return;
      const told = this.#take(row, next.what);
      this.#ground.commit();
      await told;
    });
  }

  async #take(row: ChargeRow, what: NextStep["what"]): Promise<void> {
    switch (what) {
      case "confirm":
        if (!row.isRefusedLater) return this.charges.complete(row);
        return this.charges.fail(row, "The card was declined");
      case "confirmRefund":
        return this.refunds.settle(row);
      case "expire":
        // Who had begun to pay may still end it; Khipu then tells.
        if (!this.#isBeingPaid(row)) return this.charges.fail(row, "The charge has expired");
    }
  }

  #isBeingPaid({ paymentId }: ChargeRow): boolean {
    if (paymentId === undefined) return false;
    return this.#payments.get(paymentId)?.status === "verifying";
  }
}
