import type { Engine } from "../engine.js";
import type { ChargeRow, NextStep } from "./charge.js";
import { ChargeRefunds } from "./charge-refunds.js";
import { Cards } from "./cards.js";
import { Charges } from "./charges.js";
import { Merchant } from "./merchant.js";

/** Openpay, whose one merchant's charges by Khipu are payments to the first receiver. */
export class Openpay {
  readonly merchant: Merchant;
  readonly cards: Cards;
  readonly charges: Charges;
  readonly refunds: ChargeRefunds;
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.merchant = new Merchant(engine);
    this.cards = new Cards(engine);
    const arm = (row: ChargeRow) => {
      this.#arm(row);
    };
    this.charges = new Charges({ engine, cards: this.cards, merchant: this.merchant, arm });
    this.refunds = new ChargeRefunds(engine, this.charges);
  }

  /** Goes on with the charges that something was to happen to when an earlier run ended. */
  resume(): void {
    for (const row of this.charges.values()) this.#arm(row);
  }

  #arm(row: ChargeRow): void {
    const { next } = row;
    if (next === undefined) return;
    this.#engine.clock.after(next.at - this.#engine.clock.now(), async () => {
      // Something else came first.
      if (row.next !== next) return;
      const told = this.#take(row, next.what);
      this.#engine.commit();
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
    return this.#engine.payments.get(paymentId)?.status === "verifying";
  }
}
