import { z } from "zod";
import { type Khipu, paymentState } from "../../index.js";
import { sameAmountIn } from "../../lifecycle/amount.js";
import type { Amount, CreatePaymentParams, Currency, Payment } from "../../types.js";
import { checkAmount } from "../amounts.js";
import type { Said } from "../language.js";
import { plain } from "../style.js";
import { tool } from "./tool.js";
import type { Write } from "./write.js";

const paymentId = z.string().describe("Khipu's payment_id");
const amount = z
  .union([z.number(), z.string()])
  .describe('5900 or "10.50": no separators of thousands, and no decimals in CLP');

/** What changes the account. */
export const WRITING = [
  tool({
    name: "create_payment",
    description:
      "Creates a payment and returns its payment_id and payment_url, where the payer pays. Creating moves no money by itself. Never call it again after an unknown outcome.",
    input: z.strictObject({
      amount,
      currency: z.string().default("CLP"),
      subject: z.string().describe("what the payer pays for"),
      transaction_id: z.string().optional().describe("the shop's own reference"),
      body: z.string().optional(),
      bank_id: z.string().optional(),
      return_url: z.url().optional(),
      cancel_url: z.url().optional(),
      notify_url: z.url().optional(),
      expires_date: z.string().optional().describe("ISO 8601"),
    }),
    plan: (client, input) => Promise.resolve(creating(client, withoutGaps(input))),
  }),
  tool({
    name: "delete_payment",
    description: "Deletes a payment that nobody has begun to pay. It cannot be undone.",
    input: z.strictObject({ payment_id: paymentId }),
    plan: (client, { payment_id }, reading) =>
      changing(client, reading, {
        operation: "deletePaymentById",
        payment_id,
        does: { en: "Delete", es: "Eliminar" },
        send: (signal) => client.payments.delete(payment_id, { signal }),
      }),
  }),
  tool({
    name: "void_payment",
    description:
      "Gives all of a paid payment back to its payer, before Khipu pays it out. It cannot be undone. Never call it again after an unknown outcome without reading the payment.",
    input: z.strictObject({ payment_id: paymentId }),
    plan: (client, { payment_id }, reading) =>
      changing(client, reading, {
        operation: "voidPaymentById",
        payment_id,
        does: { en: "Give back to its payer", es: "Devolver a su pagador" },
        send: (signal) => client.payments.void(payment_id, { signal }),
      }),
  }),
  tool({
    name: "refund_payment",
    description:
      "Gives a paid payment back to its payer out of the refund wallet: a part when there is an amount, otherwise all that is left. It cannot be undone. Never call it again after an unknown outcome without reading the payment.",
    input: z.strictObject({ payment_id: paymentId, amount: amount.optional() }),
    plan: (client, { payment_id, amount: part }, reading) =>
      changing(client, reading, {
        operation: "postRefund",
        payment_id,
        ...(part !== undefined && { part }),
        does: { en: "Give back to its payer", es: "Devolver a su pagador" },
        send: (signal) =>
          part === undefined
            ? client.refunds.create({ type: "full", payment_id }, { signal })
            : client.refunds.create({ type: "partial", payment_id, amount: part }, { signal }),
      }),
  }),
];

type Asked = Omit<CreatePaymentParams, "currency"> & { readonly currency: string };

function creating(client: Khipu, asked: Asked): Write {
  const { subject, transaction_id, notify_url } = asked;
  checkAmount("amount", asked.amount, asked.currency);
  // It is one of Khipu's currencies: this has just been checked.
  const currency = asked.currency as Currency;
  const params = { ...asked, currency };
  const reference = transaction_id === undefined ? "" : ` (${plain(transaction_id)})`;
  const notified = notify_url === undefined ? "" : ` → ${plain(notify_url)}`;
  const what = `${params.amount} ${currency}, "${plain(subject)}"${reference}${notified}`;
  return {
    operation: "postPayment",
    amount: params.amount,
    currency,
    question: { en: `Create a payment of ${what}?`, es: `¿Crear un cobro de ${what}?` },
    send: (signal) => client.payments.create(params, { signal }),
    shows: (payment) =>
      payment.subject === subject &&
      (payment.transaction_id ?? "") === (transaction_id ?? "") &&
      sameAmountIn(currency, payment.amount, params.amount),
    // A payment that is asked for in other words may still be the same order: until it is known, none is created.
    repeats: (earlier) => earlier.operation === "postPayment",
  };
}

interface Change {
  readonly operation: Write["operation"];
  readonly payment_id: string;
  /** A part of the payment; all of it when there is none. */
  readonly part?: Amount;
  readonly does: Said;
  readonly send: Write["send"];
}

/** The payment is read first, so that the person sees what it is about. */
async function changing(client: Khipu, signal: AbortSignal, change: Change): Promise<Write> {
  const { operation, payment_id, part, does, send } = change;
  const before = await client.payments.get(payment_id, { signal });
  const { currency } = before;
  if (part !== undefined) checkAmount("amount", part, currency);
  const moved = part ?? before.amount;
  const about = `${moved} ${currency}, "${plain(before.subject)}" (${payment_id}, ${paymentState(before)})`;
  return {
    operation,
    paymentId: payment_id,
    amount: moved,
    currency,
    question: { en: `${does.en}: ${about}?`, es: `¿${does.es}: ${about}?` },
    send,
    shows: (payment: Payment) => payment.payment_id === payment_id,
    repeats: (earlier) => earlier.paymentId === payment_id,
  };
}

/** What was left out is left out, not undefined. */
function withoutGaps<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  // Only keys of the input are in it, with their values.
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}
