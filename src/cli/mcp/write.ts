import type { Amount, Payment } from "../../types.js";
import type { Said } from "../language.js";
import type { WriteOperation } from "../write-operations.js";

/** Something that changes the account, ready to be sent and not sent yet. */
export interface Write {
  readonly operation: WriteOperation;
  /** What it moves, or asks for. */
  readonly amount: Amount;
  readonly currency: string;
  /** What the person is asked: all that has to be known to say yes. */
  readonly question: Said;
  readonly send: (signal: AbortSignal) => Promise<unknown>;
  /** Whether a payment that was read shows what has become of this write. */
  shows(payment: Payment): boolean;
  /** Whether another one would do the same again. */
  repeats(other: Write): boolean;
  /** The payment that it changes; a new one has no id yet. */
  readonly paymentId?: string;
}
