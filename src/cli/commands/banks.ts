import { money } from "../amounts.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";

/** Lists the banks that can pay. */
export async function run(context: Context, options: GlobalOptions): Promise<number> {
  const client = await clientOf(context, options);
  const list = await client.banks.list({ signal: context.signal });
  context.printJson(list);
  context.table(list.banks, [
    { title: "ID", of: (bank) => bank.bank_id },
    { title: context.say({ en: "Name", es: "Nombre" }), of: (bank) => bank.name },
    { title: context.say({ en: "Portal", es: "Portal" }), of: (bank) => bank.type },
    {
      title: context.say({ en: "Least", es: "Mínimo" }),
      of: (bank) => money(context, bank.min_amount, "CLP"),
      isRight: true,
    },
    { title: context.say({ en: "Note", es: "Nota" }), of: (bank) => bank.message },
  ]);
  return EXIT.ok;
}
