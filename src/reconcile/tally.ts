import type { PaymentState } from "../lifecycle/payment-state.js";
import type { ReconcileSummary } from "./options.js";

/** What became of one item. */
export type Fate = "settled" | "already" | "mismatched" | "failed" | PaymentState;

/** Counts what became of the items. */
export class Tally {
  #done = 0;
  readonly #counts = { settled: 0, already: 0, mismatched: 0, failed: 0 };
  readonly #states: Partial<Record<PaymentState, number>> = {};

  add(fate: Fate): void {
    this.#done += 1;
    if (fate === "settled" || fate === "already" || fate === "mismatched" || fate === "failed") {
      this.#counts[fate] += 1;
    } else {
      this.#states[fate] = (this.#states[fate] ?? 0) + 1;
    }
  }

  summary(resumeFrom: number): ReconcileSummary {
    return { done: this.#done, ...this.#counts, states: { ...this.#states }, resumeFrom };
  }
}
