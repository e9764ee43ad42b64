import { askFirst } from "../ask-first.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { plain } from "../style.js";

/** Deletes a payment that nobody has begun to pay. */
export async function run(
  context: Context,
  options: GlobalOptions & { readonly yes?: boolean },
  [paymentId = ""]: readonly string[],
): Promise<number> {
  await askFirst(context, options, {
    en: `Delete the payment ${paymentId}? It cannot be undone.`,
    es: `¿Eliminar el cobro ${paymentId}? No se puede deshacer.`,
  });
  const client = await clientOf(context, options);
  const answer = await client.payments.delete(paymentId, { signal: context.signal });
  context.printJson(answer);
  context.print(plain(answer.message));
  return EXIT.ok;
}
