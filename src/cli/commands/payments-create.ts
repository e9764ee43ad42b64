import { renderUnicodeCompact } from "uqr";
import { money } from "../amounts.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import { createPaymentFields } from "../../../generated/instant-payments.v3/cli-fields.js";
import type { GlobalOptions } from "../global-options.js";
import { paramsOf } from "../params.js";
import { plain } from "../style.js";
import type { CreatedPayment, CreatePaymentParams } from "../../types.js";
import { waitForPayment, type WaitingOptions, waitOptions } from "../wait.js";

interface Options extends GlobalOptions, WaitingOptions {
  readonly from?: string;
  readonly qr?: boolean;
  readonly wait?: boolean;
}

/** Creates a payment, shows where it is paid, and waits for it if asked to. */
export async function run(context: Context, options: Options): Promise<number> {
  const params = await paramsOf<CreatePaymentParams>(context, createPaymentFields, options);
  // What is wrong with the wait is told before there is a payment.
  if (options.wait) waitOptions(context, options);
  const client = await clientOf(context, options);
  const created = await client.payments.create(params, { signal: context.signal });
  show(context, params, created, options);
  if (!options.wait) {
    context.printJson(created);
    return EXIT.ok;
  }
  if (context.isJson) context.note(plain(created.payment_url));
  return waitForPayment(context, client, created.payment_id, options);
}

function show(
  context: Context,
  params: CreatePaymentParams,
  created: CreatedPayment,
  options: Options,
): void {
  context.fields([
    [context.say({ en: "payment", es: "cobro" }), created.payment_id],
    [context.say({ en: "amount", es: "monto" }), money(context, params.amount, params.currency)],
    [context.say({ en: "subject", es: "asunto" }), params.subject],
    [context.say({ en: "pay at", es: "se paga en" }), created.payment_url],
  ]);
  if (options.qr ?? context.isTty.stdout) {
    context.print();
    context.print(renderUnicodeCompact(created.payment_url, { border: 2 }));
  }
}
