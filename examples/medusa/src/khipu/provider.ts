import type * as Medusa from "@medusajs/types";
import { AbstractPaymentProvider, MathBN, PaymentActions } from "@medusajs/utils";
import {
  assertSettles,
  type CreatePaymentParams,
  isKhipuError,
  isPaid,
  type Khipu,
  type Payment,
  paymentState,
} from "khipu-sdk";
import { verifyNotification } from "khipu-sdk/webhooks";
import { clientOf, type KhipuProviderOptions, requireOptions } from "./options.js";
import { Refunding } from "./refunding.js";
import { type SessionData, sessionOf, statusOf } from "./session.js";

interface Container extends Record<string, unknown> {
  readonly logger?: { warn(message: string): void };
}

/** Khipu as a payment provider of Medusa 2. */
export class KhipuProvider extends AbstractPaymentProvider<KhipuProviderOptions> {
  static override identifier = "khipu";

  readonly #options: KhipuProviderOptions;
  readonly #container: Container;
  readonly #khipu: Khipu;
  readonly #refunding: Refunding;

  static override validateOptions(options: Record<string, unknown>): void {
    requireOptions(options);
  }

  /** @param now The clock, for tests. */
  constructor(container: Container, options: KhipuProviderOptions, now: () => number = Date.now) {
    super(container, options);
    this.#options = options;
    this.#container = container;
    this.#khipu = clientOf(options);
    this.#refunding = new Refunding(this.#khipu, now);
  }

  async initiatePayment({ amount, currency_code, data }: Medusa.InitiatePaymentInput) {
    const session = await this.#create(String(data?.["session_id"]), amount, currency_code);
    return { id: session.payment_id, status: "pending" as const, data: session };
  }

  /** Khipu's payments do not change: another amount is another payment. */
  async updatePayment({ amount, currency_code, data }: Medusa.UpdatePaymentInput) {
    const session = sessionOf(data);
    const isSame =
      session.currency === currency_code.toUpperCase() && MathBN.eq(session.amount, amount);
    if (isSame) return { data: session };
    await this.#withdraw(session);
    return { data: await this.#create(session.session_id, amount, currency_code) };
  }

  async deletePayment({ data }: Medusa.DeletePaymentInput) {
    // A session whose payment could not be created has none.
    if (data?.["payment_id"] !== undefined) await this.#withdraw(sessionOf(data));
    return { data: { ...data } };
  }

  /** Medusa asks when the payer comes back, and when Khipu has notified. Only what Khipu says counts. */
  async authorizePayment({ data }: Medusa.AuthorizePaymentInput) {
    const session = sessionOf(data);
    const payment = await this.#khipu.payments.get(session.payment_id);
    const status = statusOf(payment);
    if (status === "captured") {
      assertSettles(payment, {
        receiver_id: this.#options.receiverId,
        transaction_id: session.session_id,
        amount: session.amount,
        currency: session.currency,
      });
    }
    return { status, data: session };
  }

  async capturePayment({ data }: Medusa.CapturePaymentInput) {
    const session = sessionOf(data);
    const payment = await this.#khipu.payments.get(session.payment_id);
    if (!isPaid(payment)) throw new Error(`Khipu's payment is ${paymentState(payment)}, not paid`);
    return { data: session };
  }

  async refundPayment({ amount, data }: Medusa.RefundPaymentInput) {
    return { data: await this.#refunding.refund(sessionOf(data), textOf(amount)) };
  }

  /** What is not paid is deleted, and what is paid is voided, until Khipu has paid it out to the shop. */
  async cancelPayment({ data }: Medusa.CancelPaymentInput) {
    const session = sessionOf(data);
    const before = await this.#khipu.payments.get(session.payment_id);
    if (isPaid(before)) await this.#void(before);
    else if (paymentState(before) === "pending") await this.#withdraw(session);
    return { data: session };
  }

  async retrievePayment({ data }: Medusa.RetrievePaymentInput) {
    return { data: { ...(await this.#khipu.payments.get(sessionOf(data).payment_id)) } };
  }

  async getPaymentStatus({ data }: Medusa.GetPaymentStatusInput) {
    const payment = await this.#khipu.payments.get(sessionOf(data).payment_id);
    return { status: statusOf(payment), data: sessionOf(data) };
  }

  /** What is genuine leads Medusa to `authorizePayment`, which reads the payment again. */
  async getWebhookActionAndData({
    rawData,
    headers,
  }: Medusa.ProviderWebhookPayload["payload"]): Promise<Medusa.WebhookActionResult> {
    const { webhookSecret: secret, receiverId } = this.#options;
    try {
      const signature = headers["x-khipu-signature"];
      const signed = typeof signature === "string" ? signature : {};
      const notification = await verifyNotification(rawData, signed, { secret });
      const { transaction_id: session_id = "", receiver_id, amount } = notification;
      if (String(receiver_id) !== receiverId) throw new Error("it is another account's");
      const data = { session_id, amount: MathBN.convert(amount) };
      return { action: PaymentActions.SUCCESSFUL, data };
    } catch (error) {
      this.#container.logger?.warn(`A notification of Khipu's was refused: ${String(error)}`);
      return { action: PaymentActions.NOT_SUPPORTED };
    }
  }

  async #create(
    session_id: string,
    amount: Medusa.BigNumberInput,
    currency_code: string,
  ): Promise<SessionData> {
    // A currency that Khipu does not take is refused before anything is sent.
    const currency = currency_code.toUpperCase() as CreatePaymentParams["currency"];
    const terms = { amount: textOf(amount), currency };
    const { payment_id, payment_url } = await this.#khipu.payments.create({
      ...terms,
      subject: "Order",
      transaction_id: session_id,
      notify_url: this.#options.notifyUrl,
      return_url: this.#options.returnUrl,
    });
    return { session_id, payment_id, payment_url, ...terms, refunds: [] };
  }

  /** Makes sure that nobody can pay any more. Khipu refuses it when somebody has. */
  async #withdraw({ payment_id }: SessionData): Promise<void> {
    const payment = await this.#khipu.payments.get(payment_id);
    if (paymentState(payment) === "deleted") return;
    await this.#khipu.payments.delete(payment_id);
  }

  async #void(before: Payment): Promise<void> {
    try {
      await this.#khipu.payments.void(before.payment_id);
    } catch (error) {
      if (!isKhipuError(error)) throw error;
      const { result } = await this.#khipu.refunds.resolve(error, before);
      if (result !== "reversed") throw error;
    }
  }
}

/** Medusa's amounts are in the currency's own unit, as Khipu's are. */
function textOf(amount: Medusa.BigNumberInput): string {
  return MathBN.convert(amount).toFixed();
}
