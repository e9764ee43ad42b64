import type { Card, Charge, KhipuPaymentData, PaymentMethod } from "../../openpay/types.js";
import { findBank } from "../payments/banks.js";
import type { PaymentRow } from "../payments/payment.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { ChargedCard, ChargeRow, RefundRow } from "./charge.js";

/** What a charge is shown with besides its own row. */
export interface ChargeSurroundings {
  /** Where the merchant's part of the API is. */
  readonly merchantUrl: string;
  /** Of a charge by Khipu, its payment and who collects it. */
  readonly payment?: PaymentRow | undefined;
  readonly receiver: ReceiverRow;
}

const HOUR_MS = 3_600_000;
/** Hours behind UTC at which the document's examples write their times. */
const OFFSET_HOURS = 5;

/** Writes a time as Openpay does: `2016-05-02T16:20:44-05:00`. */
export function openpayDate(ms: number): string {
  return `${new Date(ms - OFFSET_HOURS * HOUR_MS).toISOString().slice(0, 19)}-05:00`;
}

/** A charge as Openpay reads it back, with the fields that the document's example of its flow has. */
export function viewCharge(row: ChargeRow, around: ChargeSurroundings): Charge {
  const isPending = row.status === "charge_pending";
  const method = isPending ? paymentMethodOf(row, around) : undefined;
  return {
    id: row.id,
    ...(row.authorization !== undefined && { authorization: row.authorization }),
    // Also for what was asked for with `bank_account`.
    method: "card",
    operation_type: "in",
    transaction_type: "charge",
    ...(row.card && { card: viewCard(row.card) }),
    status: row.status,
    ...(row.refund && { refund: viewRefund(row, row.refund) }),
    ...(row.operatedAt !== undefined && {
      conciliated: row.status === "completed",
      operation_date: openpayDate(row.operatedAt),
      error_message: row.errorMessage ?? null,
    }),
    creation_date: openpayDate(row.createdAt),
    ...(row.dueAt !== undefined && { due_date: openpayDate(row.dueAt) }),
    description: row.description,
    order_id: row.orderId,
    amount: row.amount,
    currency: row.currency,
    // The hosted page chooses its provider once the card is known.
    ...(!(isPending && row.flow === "HostedPageCharge") && { provider: { name: row.provider } }),
    ...(method && { payment_method: method }),
    ...(Object.keys(row.metadata).length > 0 && { metadata: { ...row.metadata } }),
  };
}

/** A charge as an event tells it: there the refund has the card too, in the document's example. */
export function viewToldCharge(row: ChargeRow, around: ChargeSurroundings): Charge {
  const charge = viewCharge(row, around);
  const { card, refund } = charge;
  return card && refund ? { ...charge, refund: { ...refund, card } } : charge;
}

/** A card as Openpay shows it: in a token, in a charge. */
export function viewCard(card: ChargedCard): Card {
  const { address } = card;
  return {
    type: "credit",
    brand: card.brand,
    ...(address && {
      address: {
        line1: address.line1,
        line2: address.line2,
        line3: address.line3 ?? null,
        state: address.state ?? null,
        city: address.city ?? null,
        postal_code: address.postal_code,
        country_code: address.country_code ?? null,
      },
    }),
    card_number: card.maskedNumber,
    holder_name: card.holder,
    expiration_year: card.year,
    expiration_month: card.month,
    allows_charges: true,
    allows_payouts: false,
    bank_name: null,
    bank_code: "000",
  };
}

function viewRefund(row: ChargeRow, refund: RefundRow): NonNullable<Charge["refund"]> {
  return {
    id: refund.id,
    authorization: refund.authorization,
    method: "card",
    operation_type: "out",
    transaction_type: "refund",
    status: refund.status,
    conciliated: true,
    creation_date: openpayDate(refund.requestedAt),
    operation_date: openpayDate(refund.requestedAt),
    description: refund.description,
    error_message: refund.errorMessage ?? null,
    order_id: null,
    amount: refund.amount,
    currency: row.currency,
    provider: { name: row.provider },
  };
}

function paymentMethodOf(row: ChargeRow, around: ChargeSurroundings): PaymentMethod | undefined {
  const { flow, id } = row;
  const { merchantUrl, payment } = around;
  if (flow === "KhipuEmailCharge") return undefined;
  const page = flow === "HostedPageCharge" ? "card_capture" : "redirect";
  const url = `${merchantUrl}/charges/${id}/${page}/`;
  if (payment === undefined) return { type: "redirect", url };
  const khipu_data = khipuDataOf(row, payment, around);
  // Who names the bank pays on the merchant's own page.
  return payment.asked.bank_id
    ? { type: "redirect", khipu_data }
    : { type: "redirect", url, khipu_data };
}

function khipuDataOf(
  { flow }: ChargeRow,
  { id, asked }: PaymentRow,
  { receiver }: ChargeSurroundings,
): KhipuPaymentData {
  const isRegular = flow === "KhipuTransferCharge";
  if (!isRegular) return { payment_id: id, allows_simplified: true };
  const bank = findBank(asked.bank_id ?? "");
  return {
    payment_id: id,
    allows_simplified: false,
    ...(bank && { source_bank_name: bank.name, source_bank_url: "https://www.example.com" }),
    destination_bank_name: "Banco Demo",
    destination_bank_url: "https://www.example.com",
    // A number, as in the document's example and against its table.
    account_identifier: 1234567890,
    account_type: "Cuenta corriente",
    account_holder_personal_identifier: "11.111.111-1",
    account_holder_name: receiver.name,
    account_holder_email: receiver.email,
  };
}
