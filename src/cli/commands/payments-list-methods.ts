import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";

/** Lists the ways to pay a receiver. */
export async function run(
  context: Context,
  options: GlobalOptions,
  [receiverId = ""]: readonly string[],
): Promise<number> {
  const client = await clientOf(context, options);
  const list = await client.receivers.listPaymentMethods(receiverId, { signal: context.signal });
  context.printJson(list);
  context.table(list.paymentMethods, [
    { title: "ID", of: (method) => method.id },
    { title: context.say({ en: "Name", es: "Nombre" }), of: (method) => method.name },
  ]);
  return EXIT.ok;
}
