import type { components } from "../../../generated/instant-payments.v3/schema.js";
import type { Ground } from "../ground.js";
import { invalidField } from "../http/refusal.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Receivers } from "../receivers/receivers.js";
import { amountText, hasFraction, unitsOf } from "./money.js";
import { refundedUnits } from "./payment.js";
import type { PaymentRow, RefundRow } from "./payment.js";
import type { Payments } from "./payments.js";
import { settlementDate } from "./settlement-date.js";

type RefundRequest = components["schemas"]["RefundCreate"];
type RefundAnswer = components["schemas"]["Refund"];

const WALLET_WINDOW_MS = 180 * 86_400_000;

/** Gives money back, by both of Khipu's ways. Nothing removes duplicates: asked twice, it is given twice. */
export class Refunds {
  readonly #ground: Ground;
  readonly #payments: Payments;
  readonly #receivers: Receivers;
  /** Refunds that wait for money in the wallet, oldest first. */
  #unfunded: { readonly row: PaymentRow; readonly refund: RefundRow }[] = [];

  constructor(ground: Ground, payments: Payments, receivers: Receivers) {
    this.#ground = ground;
    this.#payments = payments;
    this.#receivers = receivers;
    for (const row of payments.values()) {
      for (const refund of row.refunds ?? []) {
        if (!refund.funded) this.#unfunded.push({ row, refund });
      }
    }
  }

  /** By which ways a payment, or what is left of it, can be given back now; a wallet may be missing. */
  waysOf(row: PaymentRow): { readonly payment: boolean; readonly wallet: boolean } {
    if (!isRefundable(row)) return { payment: false, wallet: false };
    const nowMs = this.#ground.clock.now();
    const deadline = row.asked.confirm_timeout_date
      ? Date.parse(row.asked.confirm_timeout_date)
      : settlementDate(row.confirmedAt ?? row.conciliatedAt ?? nowMs);
    const until = (row.conciliatedAt ?? 0) + WALLET_WINDOW_MS;
    return { payment: nowMs < deadline, wallet: nowMs < until };
  }

  /** The refunds of a receiver that wait for money in its wallet, oldest first. */
  waiting(receiver: ReceiverRow): { readonly row: PaymentRow; readonly refund: RefundRow }[] {
    return this.#unfunded.filter(({ row }) => row.receiverId === receiver.id);
  }

  /**
   * Gives back a payment, or a part of it, before its money is paid out to the receiver.
   *
   * @throws {@link Refusal} 400 when nothing, or not so much, can be given back, or it is too late.
   */
  refundPayment(row: PaymentRow, amount: unknown): void {
    if (!this.waysOf(row).payment) throw notRefundable(row);
    const units = amount === undefined ? remainingUnits(row) : checkedUnits(row, amount);
    this.#add(row, units, { fromWallet: false, funded: true });
    row.detail = remainingUnits(row) === 0 ? "reversed" : "partially-refunded";
    void this.#payments.changed(row, "refunded");
  }

  /**
   * Gives back a payment, or a part of it, out of the receiver's refund wallet.
   *
   * A wallet without enough money takes the refund all the same, and makes it once there is enough.
   *
   * @throws {@link Refusal} 400 without a wallet, when nothing, or not so much, can be given back, or 180
   * days after conciliation.
   */
  refundFromWallet(receiver: ReceiverRow, row: PaymentRow, request: RefundRequest): RefundAnswer {
    const balance = walletUnits(receiver);
    if (!this.waysOf(row).wallet) throw notRefundable(row);
    const units = wantedUnits(row, request);
    const funded = balance >= units;
    const refund = this.#add(row, units, { fromWallet: true, funded });
    if (funded) this.#receivers.changeWallet(receiver, -units);
    else this.#unfunded.push({ row, refund });
    row.detail = remainingUnits(row) === 0 ? "fully-refunded" : "partially-refunded";
    void this.#payments.changed(row, "refunded");
    return {
      currency: row.asked.currency,
      id: refund.id,
      message: funded ? "La reversa está en proceso." : "Saldo de la billetera insuficiente",
      payment_id: row.id,
      refunded_amount: amountText(units),
      remaining: amountText(remainingUnits(row)),
      total_refunded: amountText(refundedUnits(row)),
    };
  }

  /** Puts money into a receiver's wallet, and makes the refunds that waited for it. */
  addFunds(receiver: ReceiverRow, units: number): void {
    this.#receivers.changeWallet(receiver, units);
    this.#unfunded = this.#unfunded.filter(({ row, refund }) => {
      if (row.receiverId !== receiver.id || (receiver.walletUnits ?? 0) < refund.units) return true;
      refund.funded = true;
      this.#receivers.changeWallet(receiver, -refund.units);
      void this.#payments.changed(row, "refunded");
      return false;
    });
  }

  reset(): void {
    this.#unfunded = [];
  }

  #add(row: PaymentRow, units: number, how: Pick<RefundRow, "fromWallet" | "funded">): RefundRow {
    const { clock, ids } = this.#ground;
    const refund: RefundRow = { id: ids.uuid(), units, requestedAt: clock.now(), ...how };
    (row.refunds ??= []).push(refund);
    return refund;
  }
}

/**
 * What is in a receiver's refund wallet, in ten-thousandths.
 *
 * @throws {@link Refusal} 400 about `receiver_id` when it has no wallet, as Khipu answers.
 */
export function walletUnits(receiver: ReceiverRow): number {
  if (receiver.walletUnits !== undefined) return receiver.walletUnits;
  const id = String(receiver.id);
  throw invalidField(
    "receiver_id",
    `La cuenta de cobro con ID ${id} no está habilitada para hacer reversas.`,
  );
}

function isRefundable(row: PaymentRow): boolean {
  return row.status === "done" && (row.detail === "normal" || row.detail === "partially-refunded");
}

function notRefundable(row: PaymentRow) {
  return invalidField("payment_id", `El pago con ID ${row.id} no es reembolsable`);
}

function remainingUnits(row: PaymentRow): number {
  return row.units - refundedUnits(row);
}

function wantedUnits(row: PaymentRow, { type, amount }: RefundRequest): number {
  if (type === "partial") return checkedUnits(row, amount);
  if (amount === undefined) return remainingUnits(row);
  throw invalidField("amount", "El monto no se debe enviar en una devolución total");
}

function checkedUnits(row: PaymentRow, amount: unknown): number {
  const units = unitsOf(amount);
  if (units === undefined || units <= 0) {
    throw invalidField("amount", `El monto ${String(amount)} no es válido`);
  }
  if (row.asked.currency === "CLP" && hasFraction(units)) {
    throw invalidField("amount", "El monto en CLP no puede tener decimales");
  }
  if (units > remainingUnits(row)) {
    throw invalidField(
      "amount",
      `El monto ${String(amount)} excede el saldo reembolsable del pago`,
    );
  }
  return units;
}
