import type { Prediction, PredictParams } from "../../types.js";
import type { Ground } from "../ground.js";
import { invalidField } from "../http/refusal.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Table } from "../state/table.js";
import { findBank, listBanks } from "./banks.js";
import { unitsOf } from "./money.js";
import { isoDate } from "./iso-date.js";
import type { PaymentRow } from "./payment.js";
import type { Payments } from "./payments.js";

const MAX_AMOUNT = 5_000_000;
const NEW_PAYEE_MAX_AMOUNT = 100_000;
const COOL_DOWN_MS = 86_400_000;

type Asked = Pick<PredictParams, "payer_email" | "bank_id" | "amount">;

interface Acquaintance {
  readonly id: string;
  readonly since: number;
}

/**
 * Predicts whether a transfer can succeed, by limits such as banks have: 5,000,000 in all, and 100,000
 * for the first 24 hours after a payer has paid a receiver for the first time.
 */
export class Predictions {
  readonly #ground: Ground;
  readonly #acquaintances: Table<Acquaintance>;

  constructor(ground: Ground, payments: Payments) {
    this.#ground = ground;
    this.#acquaintances = ground.store.table<Acquaintance>("acquaintances");
    payments.happened.on(({ change, row }) => {
      if (change === "paid") this.#learn(row);
    });
  }

  /** @throws {@link Refusal} 400 when the amount is none. */
  predict(receiver: ReceiverRow, params: Asked) {
    const units = unitsOf(params.amount);
    if (units === undefined || units <= 0) {
      throw invalidField("amount", `El monto ${String(params.amount)} no es válido`);
    }
    const now = this.#ground.clock.now();
    const since = this.#acquaintances.get(acquaintanceId(receiver.id, params.payer_email))?.since;
    const coolDown = (since ?? now) + COOL_DOWN_MS;
    const isSmall = units <= (unitsOf(NEW_PAYEE_MAX_AMOUNT) ?? 0);
    return {
      cool_down_date: isoDate(coolDown),
      max_amount: MAX_AMOUNT,
      new_destinatary_max_amount: NEW_PAYEE_MAX_AMOUNT,
      result: resultOf(params.bank_id, units, isSmall || coolDown <= now, since !== undefined),
    } satisfies Prediction;
  }

  /**
   * Predicts for every bank, in the order in which they are listed.
   *
   * @throws {@link Refusal} 400 when the amount is none.
   */
  predictAll(receiver: ReceiverRow, params: Omit<Asked, "bank_id">) {
    const banks = listBanks(this.#ground.url).map(({ bank_id, name }) => ({
      ...{ bank_id, name },
      ...this.predict(receiver, { ...params, bank_id }),
    }));
    return { banks };
  }

  /** Notes that a payer has paid a receiver. */
  #learn(row: PaymentRow): void {
    const id = acquaintanceId(row.receiverId, row.payer?.email ?? "");
    if (this.#acquaintances.get(id) !== undefined) return;
    this.#acquaintances.put({ id, since: row.conciliatedAt ?? this.#ground.clock.now() });
  }
}

function resultOf(
  bankId: string,
  units: number,
  isFree: boolean,
  isKnown: boolean,
): Prediction["result"] {
  if (findBank(bankId) === undefined) return "NOT_AVAILABLE_ACCOUNT";
  if (units > (unitsOf(MAX_AMOUNT) ?? 0)) return "MAX_AMOUNT_EXCEEDED";
  if (isFree) return "OK";
  return isKnown ? "NEW_DESTINATARY_COOL_DOWN" : "NEW_DESTINATARY_AMOUNT_EXCEEDED";
}

function acquaintanceId(receiverId: number, email: string): string {
  return `${String(receiverId)}/${email.toLowerCase()}`;
}
