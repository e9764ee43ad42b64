import { type FileHandle, open, rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { CreatedReceiver, CreateReceiverParams } from "../../types.js";
import { failureCode } from "../../http/connection.js";
import { CliError } from "../cli-error.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import { createReceiverFields } from "../../../generated/instant-payments.v3/cli-fields.js";
import type { GlobalOptions } from "../global-options.js";
import { paramsOf } from "../params.js";

interface Options extends GlobalOptions {
  readonly from?: string;
  readonly save?: string;
}

/** Creates a receiver under an integrator. Its secret is shown this once, or kept in a file (`--save`). */
export async function run(context: Context, options: Options): Promise<number> {
  const params = await paramsOf<CreateReceiverParams>(context, createReceiverFields, options);
  const client = await clientOf(context, options);
  // Opened before the receiver is there: its secret must not be lost for want of a place.
  const file = options.save === undefined ? undefined : await openNew(context, options.save);
  try {
    const created = await client.receivers.create(params, { signal: context.signal });
    const isKept = await keep(file, created);
    const { receiver_id, secret, api_key } = created;
    context.printJson(isKept ? { receiver_id } : created);
    context.fields([
      [context.say({ en: "receiver", es: "cobrador" }), receiver_id],
      [context.say({ en: "secret", es: "secreto" }), isKept ? "" : secret],
      [context.say({ en: "API key", es: "llave de la API" }), isKept ? "" : api_key],
    ]);
    context.note(
      isKept
        ? context.say({ en: `kept in ${options.save}`, es: `guardado en ${options.save}` })
        : context.say({
            en: "Keep them now: Khipu does not show them again.",
            es: "Guárdalos ahora: Khipu no los vuelve a mostrar.",
          }),
    );
    return EXIT.ok;
  } catch (error) {
    if (options.save !== undefined) await rm(resolve(context.cwd, options.save), { force: true });
    throw error;
  } finally {
    await file?.close();
  }
}

/** A full disk must not lose what is shown only once: it is then shown after all. */
async function keep(file: FileHandle | undefined, created: CreatedReceiver): Promise<boolean> {
  if (!file) return false;
  return file.writeFile(`${JSON.stringify(created, null, 2)}\n`).then(
    () => true,
    () => false,
  );
}

/** Opens a file that only its owner can read, and that was not there. */
async function openNew(context: Context, path: string) {
  return open(resolve(context.cwd, path), "wx", 0o600).catch((error: unknown) => {
    const code = failureCode(error);
    throw new CliError(
      { en: `cannot create ${path} (${code})`, es: `no se puede crear ${path} (${code})` },
      {
        en: "Name a file that does not exist yet, where you may write.",
        es: "Indica un archivo que aún no exista, donde puedas escribir.",
      },
    );
  });
}
