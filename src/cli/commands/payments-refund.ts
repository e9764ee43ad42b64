import { isKhipuError, type Khipu } from "../../index.js";
import type { Payment, Refund, Success } from "../../types.js";
import { checkAmount, money } from "../amounts.js";
import { askFirst } from "../ask-first.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { stateText } from "../payment-view.js";
import { plain } from "../style.js";

interface Options extends GlobalOptions {
  readonly amount?: string;
  readonly wallet?: boolean;
  readonly yes?: boolean;
}

/** Gives a payment back to its payer. After a lost answer it looks whether the refund was made. */
export async function run(
  context: Context,
  options: Options,
  [paymentId = ""]: readonly string[],
): Promise<number> {
  if (options.amount !== undefined) checkAmount("--amount", options.amount);
  const client = await clientOf(context, options);
  const { signal } = context;
  const before = await client.payments.get(paymentId, { signal });
  if (options.amount !== undefined) checkAmount("--amount", options.amount, before.currency);
  const amount = money(context, options.amount ?? before.amount, before.currency);
  const subject = plain(before.subject);
  await askFirst(context, options, {
    en: `Give ${amount} of "${subject}" (${paymentId}, ${stateText(context, before)}) back to its payer?`,
    es: `¿Devolver ${amount} de "${subject}" (${paymentId}, ${stateText(context, before)}) a su pagador?`,
  });
  try {
    show(context, await refund(context, client, before, options));
    return EXIT.ok;
  } catch (error) {
    if (!isLost(error) || signal.aborted) throw error;
    return await resolve(context, client, error, before);
  }
}

function refund(
  { signal }: Context,
  client: Khipu,
  { payment_id }: Payment,
  { amount, wallet = false }: Options,
): Promise<Refund | Success> {
  if (!wallet) {
    return client.payments.refund(payment_id, amount === undefined ? {} : { amount }, { signal });
  }
  return amount === undefined
    ? client.refunds.create({ type: "full", payment_id }, { signal })
    : client.refunds.create({ type: "partial", payment_id, amount }, { signal });
}

function show(context: Context, answer: Refund | Success): void {
  context.printJson(answer);
  context.print(
    context.style.green(context.say({ en: "refund accepted", es: "reembolso aceptado" })),
  );
  if ("remaining" in answer) {
    const { currency = "CLP" } = answer;
    context.fields([
      [
        context.say({ en: "this refund", es: "este reembolso" }),
        money(context, answer.refunded_amount, currency),
      ],
      [
        context.say({ en: "still refundable", es: "aún reembolsable" }),
        money(context, answer.remaining, currency),
      ],
    ]);
  }
  if (answer.message) context.print(plain(answer.message));
}

function isLost(error: unknown): boolean {
  return isKhipuError(error) && "outcome" in error && error.outcome === "unknown";
}

/** Reads the payment to find out. What does not show yet may still come: only a refund that shows is told as one. */
async function resolve(
  context: Context,
  client: Khipu,
  error: unknown,
  before: Payment,
): Promise<number> {
  context.note(
    context.say({
      en: "the answer was lost: looking whether the refund was made",
      es: "la respuesta se perdió: revisando si el reembolso se hizo",
    }),
  );
  const options = { signal: context.signal };
  const found = await client.refunds.resolve(error, before, options).catch(() => undefined);
  if (found?.result !== "refunded") throw error;
  const { payment_id } = before;
  context.printJson({
    payment_id,
    result: found.result,
    status_detail: found.payment.status_detail,
  });
  context.print(
    context.style.green(
      context.say({
        en: `it was made: ${stateText(context, found.payment)}`,
        es: `se hizo: ${stateText(context, found.payment)}`,
      }),
    ),
  );
  return EXIT.ok;
}
