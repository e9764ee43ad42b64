import type { CreateChargeParams } from "../../openpay/types.js";
import type { CreatePaymentParams } from "../../types.js";
import { Refusal } from "../http/refusal.js";
import type { PaymentRow } from "../payments/payment.js";
import type { Payments } from "../payments/payments.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import { OpenpayRefusal } from "./openpay-refusal.js";

/** A charge that Khipu is the provider of. */
export type KhipuCharge = Extract<CreateChargeParams, { provider: { name: "khipu" } }>;

/** Whether a charge is collected through Khipu. */
export function isOfKhipu(charge: CreateChargeParams): charge is KhipuCharge {
  return charge.provider.name === "khipu";
}

/**
 * Creates the payment behind a charge by Khipu, which this receiver collects.
 *
 * @param returnUrl - Where its payer goes after paying and after giving up alike.
 * @throws {@link OpenpayRefusal} 1003 with what Khipu does not take.
 */
export function createPayment(
  { payments, receiver }: { readonly payments: Payments; readonly receiver: ReceiverRow },
  charge: KhipuCharge,
  returnUrl: string | undefined,
): PaymentRow {
  try {
    return payments.create(receiver, paymentOf(charge, returnUrl), "openpay");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reasons = error.errors.map(({ message }) => message);
    throw new OpenpayRefusal(1003, reasons.join("; ") || error.message);
  }
}

function paymentOf(charge: KhipuCharge, returnUrl: string | undefined): CreatePaymentParams {
  const { customer, provider, order_id } = charge;
  const { data } = provider;
  const isEmail = charge.method === "bank_account";
  return {
    amount: charge.amount,
    currency: charge.currency,
    subject: charge.description,
    payer_name: [customer.name, customer.last_name].filter(Boolean).join(" "),
    payer_email: customer.email,
    send_email: isEmail,
    ...(order_id !== undefined && { transaction_id: order_id }),
    ...(isEmail && charge.due_date !== undefined && { expires_date: charge.due_date }),
    ...(returnUrl !== undefined && { return_url: returnUrl, cancel_url: returnUrl }),
    ...(data.body !== undefined && { body: data.body }),
    ...(data.bank_id !== undefined && { bank_id: data.bank_id }),
    ...(data.payer_personal_identifier !== undefined && {
      fixed_payer_personal_identifier: data.payer_personal_identifier,
    }),
    // The account to transfer to is only of use to who transfers alone.
    ...(data.request_bank_data === true && { mandatory_payment_method: "regular_transfer" }),
  };
}
