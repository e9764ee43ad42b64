import { CliError, UsageError } from "./cli-error.js";
import type { Context } from "./context.js";
import type { Said } from "./language.js";

/**
 * Asks before something that cannot be undone.
 *
 * @throws UsageError without `--yes` where there is nobody to ask, and CliError when the answer is no.
 */
export async function askFirst(
  context: Context,
  { yes = false }: { readonly yes?: boolean },
  question: Said,
): Promise<void> {
  if (yes) return;
  if (!context.canAsk) {
    throw new UsageError(
      {
        en: "this cannot be undone, and there is no terminal to ask on",
        es: "esto no se puede deshacer, y no hay una terminal donde preguntar",
      },
      { en: "Add --yes when it is meant.", es: "Agrega --yes si es lo que quieres." },
    );
  }
  if (await context.confirm(context.say(question))) return;
  throw new CliError({ en: "nothing was done", es: "no se hizo nada" });
}
