import { post, type PostResult } from "../../simulator/notifications/post.js";
import { UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import { readBytes, webhookSecretOf } from "../credentials.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { kindOf, summaryOf } from "../listen/kind.js";
import { TIMEOUT_MS, webUrl } from "../listen/target.js";
import { plain } from "../style.js";
import { type Forgery, type Signed, signAs } from "../send/forge.js";
import { type Message, messageOf, type TemplateName } from "../send/templates.js";

/** Options of `khipu webhooks send`. */
export interface SendCommandOptions extends GlobalOptions {
  readonly to: string;
  readonly body?: string;
  readonly template?: TemplateName;
  readonly set?: readonly string[];
  readonly timestamp?: string;
  readonly forge?: Forgery;
  readonly expectStatus?: string;
  readonly secretFile?: string;
}

/** Signs a notification and posts it, as Khipu would, or wrongly on purpose. */
export async function run(context: Context, options: SendCommandOptions): Promise<number> {
  const url = webUrl("--to", options.to);
  const expected = expectedStatus(options);
  const timestampMs = timeOf(options.timestamp);
  const message = await read(context, options);
  const { body, header } = await sign(context, options, message, timestampMs);
  const begun = performance.now();
  const result = await post(url, {
    headers: {
      ...credentials(context, message),
      "content-type": message.contentType,
      ...(header !== undefined && { "x-khipu-signature": header }),
    },
    body,
    timeoutMs: TIMEOUT_MS,
    signal: context.signal,
  });
  context.signal.throwIfAborted();
  const isAsExpected =
    result.error === undefined && result.status !== undefined && expected.holds(result.status);
  const durationMs = Math.round(performance.now() - begun);
  tell(context, { ...result, durationMs, isAsExpected, expected: expected.text }, message, header);
  return isAsExpected ? EXIT.ok : EXIT.failed;
}

async function read(context: Context, options: SendCommandOptions): Promise<Message> {
  const { body: path, template, set = [] } = options;
  if (path !== undefined) {
    if (template !== undefined || set.length > 0) {
      throw new UsageError({
        en: "--body is sent as it is: it goes with neither --template nor --set",
        es: "--body se envía tal cual: no va con --template ni con --set",
      });
    }
    const body = await readBytes(context, path);
    const kind = kindOf(body.toString()) ?? "payment";
    const isForm = kind === "payment-1.3";
    return {
      kind,
      body,
      contentType: isForm ? "application/x-www-form-urlencoded" : "application/json",
    };
  }
  const kind = template ?? "payment";
  return messageOf(kind, [...ownReceiver(context, kind), ...set], Date.now());
}

/** A shop compares the receiver with its own: a payment of another one would settle nothing. */
function ownReceiver({ env }: Context, kind: string): string[] {
  const id = env["KHIPU_RECEIVER_ID"];
  return kind === "payment" && id ? [`receiver_id=${id}`] : [];
}

/** Only payments are signed: a secret is not asked for in vain. */
async function sign(
  context: Context,
  options: SendCommandOptions,
  { kind, body }: Message,
  timestampMs: number,
): Promise<Signed> {
  const { forge, secretFile } = options;
  if (kind !== "payment") {
    if (forge === undefined) return { body, header: undefined };
    throw new UsageError({
      en: `nobody signs a message of the kind ${kind}: there is nothing to forge`,
      es: `nadie firma un mensaje del tipo ${kind}: no hay qué falsificar`,
    });
  }
  if (forge === "no-header") return { body, header: undefined };
  const secret = await webhookSecretOf(context, secretFile === undefined ? {} : { secretFile });
  return signAs(forge, { body, secret, timestampMs });
}

/** Openpay's webhooks may carry HTTP Basic credentials. */
function credentials({ env }: Context, { kind }: Message): Record<string, string> {
  const user = env["OPENPAY_WEBHOOK_USER"];
  if (kind !== "openpay" || !user) return {};
  const password = env["OPENPAY_WEBHOOK_PASSWORD"] ?? "";
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}

/** What the answer is to be: 200 and its like, and for a forgery a refusal. */
function expectedStatus({ expectStatus, forge }: SendCommandOptions): {
  readonly text: string;
  readonly holds: (status: number) => boolean;
} {
  if (expectStatus === undefined) {
    const first = forge === undefined ? 2 : 4;
    return { text: `${first}xx`, holds: (status) => Math.floor(status / 100) === first };
  }
  if (/^[1-5]\d\d$/.test(expectStatus)) {
    return { text: expectStatus, holds: (status) => status === Number(expectStatus) };
  }
  throw new UsageError({
    en: "--expect-status is a status from 100 to 599",
    es: "--expect-status es un estado de 100 a 599",
  });
}

/** Unix milliseconds, or a date as ISO 8601 writes it. */
function timeOf(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isSafeInteger(time) && time >= 0 && time < 1e15) return time;
  throw new UsageError({
    en: "--timestamp is Unix milliseconds or a date such as 2026-03-09T02:22:27Z",
    es: "--timestamp son milisegundos Unix o una fecha como 2026-03-09T02:22:27Z",
  });
}

interface Told extends PostResult {
  readonly durationMs: number;
  readonly isAsExpected: boolean;
  readonly expected: string;
}

function tell(context: Context, told: Told, { kind, body }: Message, header?: string): void {
  const { status, error, answer, durationMs, isAsExpected, expected } = told;
  const text = Buffer.from(body).toString();
  context.printJson({
    kind,
    status,
    error,
    durationMs,
    isAsExpected,
    expected,
    answer,
    header,
    body: text,
  });
  const { green, red, dim } = context.style;
  const { id } = summaryOf(text);
  const outcome = `${status ?? plain(error)} ${dim(`${durationMs} ms`)}`;
  const mark = isAsExpected ? green("✓") : red("✗");
  context.print(`${mark} ${kind}${id === undefined ? "" : ` ${plain(id)}`} → ${outcome}`);
  if (status !== undefined && error !== undefined) context.print(dim(`  ${plain(error)}`));
  if (answer !== undefined) context.print(`  ${plain(answer)}`);
  if (isAsExpected) return;
  context.note(
    context.say({
      en: `expected ${expected}, got ${status ?? plain(error)}`,
      es: `se esperaba ${expected}, llegó ${status ?? plain(error)}`,
    }),
  );
}
