import type { Context } from "../context.js";
import { baseUrlOf } from "../credentials.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { webUrl } from "../listen/target.js";
import { type Act, actOnPayment, SIMULATOR_PORT } from "../simulator/remote.js";
import { plain } from "../style.js";

/** What `khipu simulator pay ID` and its likes do: to a payment of a simulator that runs somewhere else. */
export function acting(act: Act) {
  return async (
    context: Context,
    options: GlobalOptions,
    [id = ""]: readonly string[],
  ): Promise<number> => {
    const named = baseUrlOf(context, options) ?? `http://127.0.0.1:${SIMULATOR_PORT}`;
    const base = webUrl("--base-url", named);
    const { language, signal } = context;
    const message = await actOnPayment(base, { act, id, language }, signal);
    context.printJson({ payment_id: id, act, message });
    context.print(context.style.green(plain(message)));
    return EXIT.ok;
  };
}
