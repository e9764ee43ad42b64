import { UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import {
  findApiKey,
  findWebhookSecret,
  readBytes,
  readText,
  webhookSecretOf,
} from "../credentials.js";
import { diagnose, type Diagnosis } from "../diagnose/diagnose.js";
import { headerValue } from "../diagnose/header.js";
import { MISTAKES, type MistakeCode } from "../diagnose/mistakes/index.js";
import { readHeaders, readSavedRequest } from "../diagnose/saved-request.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";

/** Options of `khipu webhooks verify`. */
export interface VerifyCommandOptions extends GlobalOptions {
  readonly body?: string;
  readonly header?: string;
  readonly headerFile?: string;
  readonly request?: string;
  readonly secretFile?: string;
  readonly anyAge?: boolean;
}

const SIGNATURE = "x-khipu-signature";

/** Says whether a saved notification is genuine, and if not, which mistake it looks like. */
export async function run(context: Context, options: VerifyCommandOptions): Promise<number> {
  const { body, header, isCut } = await read(context, options);
  const found =
    (await findWebhookSecret(context, options)) ?? (await asked(context, options.secretFile));
  const apiKey = (await findApiKey(context, options))?.value;
  const diagnosis = await diagnose({
    body,
    header,
    secrets: [found.value],
    apiKey,
    isAgeJudged: options.anyAge !== true,
    nowMs: Date.now(),
  });
  const mistakes: MistakeCode[] =
    isCut && !diagnosis.isGenuine ? ["body-cut", ...diagnosis.mistakes] : [...diagnosis.mistakes];
  tell(context, diagnosis, mistakes);
  return diagnosis.isGenuine ? EXIT.ok : EXIT.notGenuine;
}

async function asked(context: Context, secretFile: string | undefined) {
  const value = await webhookSecretOf(context, secretFile === undefined ? {} : { secretFile });
  return { value };
}

interface Saved {
  readonly body: Uint8Array;
  readonly header: string | undefined;
  readonly isCut: boolean;
}

async function read(context: Context, options: VerifyCommandOptions): Promise<Saved> {
  const { body, header, headerFile, request } = options;
  if ((body === undefined) === (request === undefined)) {
    throw new UsageError({
      en: "give --body FILE with --header, or --request FILE",
      es: "indica --body ARCHIVO con --header, o --request ARCHIVO",
    });
  }
  const given =
    header ?? (headerFile === undefined ? undefined : await readText(context, headerFile));
  const named = given === undefined ? undefined : headerIn(given);
  if (body !== undefined) {
    return { body: await readBytes(context, body), header: named, isCut: false };
  }
  const saved = readSavedRequest(await readBytes(context, request ?? "-"));
  if (saved === undefined) {
    throw new UsageError(
      {
        en: "the request has no headers and no empty line after them",
        es: "la solicitud no tiene headers ni una línea vacía tras ellos",
      },
      {
        en: "Save it as HTTP/1.1 writes it, or give --body and --header.",
        es: "Guárdala como la escribe HTTP/1.1, o indica --body y --header.",
      },
    );
  }
  return { body: saved.body, header: named ?? saved.headers.get(SIGNATURE), isCut: saved.isCut };
}

/** The header's value out of a value, a line, or all headers of a request. */
function headerIn(text: string): string {
  return readHeaders(text).get(SIGNATURE) ?? headerValue(text);
}

function tell(context: Context, diagnosis: Diagnosis, codes: readonly MistakeCode[]): void {
  const { isGenuine, reason, notification, signedAtMs } = diagnosis;
  const signedAt =
    signedAtMs === undefined || signedAtMs > 8.64e15
      ? undefined
      : new Date(signedAtMs).toISOString();
  const mistakes = codes.map((code) => ({
    code,
    problem: context.say(MISTAKES[code].problem),
    remedy: context.say(MISTAKES[code].remedy),
  }));
  context.printJson({ isGenuine, reason, signedAt, mistakes, notification });
  const { green, red, bold, dim } = context.style;
  if (notification !== undefined) {
    context.print(green(context.say({ en: "✓ It is genuine", es: "✓ Es auténtica" })));
    const { payment_id, receiver_id, amount, currency, transaction_id } = notification;
    context.fields([
      ["payment_id", payment_id],
      ["receiver_id", receiver_id],
      ["transaction_id", transaction_id],
      [context.say({ en: "amount", es: "monto" }), amountText(amount, currency)],
      [context.say({ en: "signed", es: "firmada" }), signedAt],
    ]);
    return;
  }
  const title = context.say({ en: "✗ It is not genuine", es: "✗ No es auténtica" });
  context.print(`${red(title)} ${dim(`(${reason ?? "mismatch"})`)}`);
  if (signedAt !== undefined) context.print(dim(`t = ${signedAt}`));
  for (const { code, problem, remedy } of mistakes) {
    context.print();
    context.print(`${bold(sentence(problem))} ${dim(`[${code}]`)}`);
    context.print(`  → ${remedy}`);
  }
}

/** Of a notification only `payment_id` is certain to be there. */
function amountText(...parts: readonly (string | number | null | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== null).join(" ");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
