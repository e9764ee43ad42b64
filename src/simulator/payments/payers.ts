import type { ReceiverRow } from "../receivers/receiver.js";
import { SimulatorError } from "../simulator-error.js";
import { DEMO_BANK_ID, findBank } from "./banks.js";
import type { Payer, PaymentMethodId, PaymentRow } from "./payment.js";
import { formatRut } from "./rut.js";

/** What may be said of the one who pays; the rest is what a test payer has. */
export interface PayerOptions {
  /** @defaultValue the payment's `bank_id`, or DemoBank */
  readonly bankId?: string;
  /** @defaultValue the payment's mandatory method, or the simplified transfer */
  readonly method?: PaymentMethodId;
  /** A RUT. @defaultValue the one that the payment asks for, or 11.111.111-1 */
  readonly personalIdentifier?: string;
  readonly name?: string;
  /** @defaultValue the payment's `payer_email`, or an address at example.com */
  readonly email?: string;
}

const TEST_RUT = "11.111.111-1";

/**
 * Somebody who pays a payment: who has begun to pay it already, or a test payer.
 *
 * @throws {@link SimulatorError} for a bank that there is not.
 */
export function payerOf(row: PaymentRow, receiver: ReceiverRow, options: PayerOptions): Payer {
  const { asked, payer } = row;
  const bankId = options.bankId ?? payer?.bankId ?? asked.bank_id ?? DEMO_BANK_ID;
  if (findBank(bankId) === undefined) throw new SimulatorError(`there is no bank ${bankId}`);
  const rut =
    options.personalIdentifier ??
    payer?.personalIdentifier ??
    asked.fixed_payer_personal_identifier ??
    TEST_RUT;
  const personalIdentifier = formatRut(rut) ?? rut;
  return {
    bankId,
    method: options.method ?? payer?.method ?? mandatoryMethod(row) ?? "simplified_transfer",
    personalIdentifier,
    name: options.name ?? payer?.name ?? asked.payer_name ?? testName(receiver),
    email: options.email ?? payer?.email ?? asked.payer_email ?? "pagador@example.com",
  };
}

/** The only method by which a payment may be paid, if it names one. */
export function mandatoryMethod(row: PaymentRow): PaymentMethodId | undefined {
  const method = row.asked.mandatory_payment_method?.toLowerCase();
  return method === "simplified_transfer" || method === "regular_transfer" ? method : undefined;
}

function testName(receiver: ReceiverRow): string {
  const number = String(receiver.id).replace(/\B(?=(\d{3})+$)/g, ".");
  return `Cobrador de desarrollo #${number}`;
}
