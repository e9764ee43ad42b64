import { isKhipuError, type Khipu } from "../index.js";
import type { Payment, Refund, Success } from "../types.js";
import { checkAmount, money } from "./amounts.js";
import { askFirst } from "./ask-first.js";
import { clientOf } from "./client.js";
import type { Context } from "./context.js";
import { EXIT } from "./exit-code.js";
import type { GlobalOptions } from "./global-options.js";
import { stateText } from "./payment-view.js";
import { plain } from "./style.js";

/** One way to give a payment back. */
export interface GivingBack {
  readonly paymentId: string;
  /** A part of it; all that is left when there is none. */
  readonly amount?: string | undefined;
  readonly send: (client: Khipu, signal: AbortSignal) => Promise<Refund | Success>;
}

/** Gives a payment back to its payer, once asked. After a lost answer it looks whether it was done. */
export async function giveBack(
  context: Context,
  options: GlobalOptions & { readonly yes?: boolean },
  { paymentId, amount, send }: GivingBack,
): Promise<number> {
  if (amount !== undefined) checkAmount("--amount", amount);
  const client = await clientOf(context, options);
  const { signal } = context;
  const before = await client.payments.get(paymentId, { signal });
  if (amount !== undefined) checkAmount("--amount", amount, before.currency);
  const shown = money(context, amount ?? before.amount, before.currency);
  const subject = plain(before.subject);
  await askFirst(context, options, {
    en: `Give ${shown} of "${subject}" (${paymentId}, ${stateText(context, before)}) back to its payer?`,
    es: `¿Devolver ${shown} de "${subject}" (${paymentId}, ${stateText(context, before)}) a su pagador?`,
  });
  try {
    show(context, await send(client, signal));
    return EXIT.ok;
  } catch (error) {
    if (!isLost(error) || signal.aborted) throw error;
    return await resolve(context, client, error, before);
  }
}

function show(context: Context, answer: Refund | Success): void {
  context.printJson(answer);
  context.print(
    context.style.green(context.say({ en: "refund accepted", es: "devolución aceptada" })),
  );
  if ("remaining" in answer) {
    const { currency } = answer;
    context.fields([
      [
        context.say({ en: "this refund", es: "esta devolución" }),
        money(context, answer.refunded_amount, currency),
      ],
      [
        context.say({ en: "still refundable", es: "aún se puede devolver" }),
        money(context, answer.remaining, currency),
      ],
    ]);
  }
  if (answer.message) context.print(plain(answer.message));
}

function isLost(error: unknown): boolean {
  return isKhipuError(error) && "outcome" in error && error.outcome === "unknown";
}

/** Reads the payment to find out. What does not show yet may still come: only what shows is told as done. */
async function resolve(
  context: Context,
  client: Khipu,
  error: unknown,
  before: Payment,
): Promise<number> {
  context.note(
    context.say({
      en: "the answer was lost: looking whether the refund was made",
      es: "la respuesta se perdió: revisando si la devolución se hizo",
    }),
  );
  const options = { signal: context.signal };
  const found = await client.refunds.resolve(error, before, options).catch(() => undefined);
  if (found?.result !== "refunded" && found?.result !== "reversed") throw error;
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
