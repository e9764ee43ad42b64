import type { ListReceiversParams } from "../../types.js";
import { UsageError } from "../cli-error.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { dateText } from "../dates.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";

interface Options extends GlobalOptions, Pick<ListReceiversParams, "sort" | "order"> {
  readonly offset?: string;
  readonly max?: string;
}

/** Lists an integrator's receivers. */
export async function run(context: Context, options: Options): Promise<number> {
  const { sort, order } = options;
  const offset = count("--offset", options.offset);
  const max = count("--max", options.max);
  const client = await clientOf(context, options);
  const list = await client.receivers.list(
    {
      ...(offset !== undefined && { offset }),
      ...(max !== undefined && { max }),
      ...(sort !== undefined && { sort }),
      ...(order !== undefined && { order }),
    },
    { signal: context.signal },
  );
  context.printJson(list);
  const yes = context.say({ en: "yes", es: "sí" });
  context.table(list.receivers, [
    { title: "ID", of: (receiver) => receiver.id },
    { title: context.say({ en: "Name", es: "Nombre" }), of: (receiver) => receiver.name },
    {
      title: context.say({ en: "Created", es: "Creado" }),
      of: (receiver) => dateText(context, receiver.date_created),
    },
    {
      title: context.say({ en: "Can collect", es: "Puede cobrar" }),
      of: (receiver) => (receiver.can_collect && !receiver.disabled ? yes : "no"),
    },
  ]);
  const shown = list.receivers.length;
  context.note(context.say({ en: `${shown} of ${list.total}`, es: `${shown} de ${list.total}` }));
  return EXIT.ok;
}

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? text : Number(text);
  throw new UsageError({
    en: `${option} must be a whole number`,
    es: `${option} debe ser un número entero`,
  });
}
