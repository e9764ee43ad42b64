import { askFirst } from "../ask-first.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { plain } from "../style.js";

/** Confirms a paid payment, so that Khipu settles it on the next business day. */
export async function run(
  context: Context,
  options: GlobalOptions & { readonly yes?: boolean },
  [paymentId = ""]: readonly string[],
): Promise<number> {
  await askFirst(context, options, {
    en: `Confirm the payment ${paymentId}? It is then settled, and cannot be given back from here.`,
    es: `¿Confirmar el cobro ${paymentId}? Después se rinde, y ya no se puede devolver desde aquí.`,
  });
  const client = await clientOf(context, options);
  const answer = await client.payments.confirm(paymentId, { signal: context.signal });
  context.printJson(answer);
  context.print(plain(answer.message));
  return EXIT.ok;
}
