import type { PaymentState } from "../lifecycle/payment-state.js";
import { type Fate, isLeft } from "./fate.js";
import type { ReconcileSummary } from "./options.js";

/** Counts what became of the items. */
export class Tally {
  #done = 0;
  readonly #counts = { settled: 0, already: 0, mismatched: 0, failed: 0 };
  readonly #states: Partial<Record<PaymentState, number>> = {};

  add(fate: Fate): void {
    this.#done += 1;
    if (isLeft(fate)) {
      this.#counts.failed += 1;
    } else if (fate === "settled" || fate === "already" || fate === "mismatched") {
      this.#counts[fate] += 1;
    } else {
      this.#states[fate] = (this.#states[fate] ?? 0) + 1;
    }
  }

  summary(resumeFrom: number): ReconcileSummary {
    return { done: this.#done, ...this.#counts, states: { ...this.#states }, resumeFrom };
  }
}
