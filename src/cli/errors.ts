import { fieldsOf } from "../fields.js";
import { type AnyKhipuError, isKhipuError, type KhipuApiError, wordsOf } from "../errors.js";
import { CliError } from "./cli-error.js";
import type { Context } from "./context.js";
import { EXIT, type ExitCode } from "./exit-code.js";
import type { Said } from "./language.js";
import { plain } from "./style.js";
import { isWriteOperation, LOOK_AT, type WriteOperation } from "./write-operations.js";

/** What went wrong, ready to be told. */
export interface Explained {
  readonly name: string;
  readonly message: Said;
  readonly remedy?: Said | undefined;
  readonly exitCode: ExitCode;
}

/** Tells what went wrong on standard error, and gives the exit code. Never a stack, never a secret. */
export function report(error: unknown, context: Context): ExitCode {
  const explained = explain(error, context);
  const { name, exitCode } = explained;
  const message = context.say(explained.message);
  const remedy = explained.remedy && context.say(explained.remedy);
  if (context.isJson) {
    const told = { name, message, remedy, exitCode, ...facts(error) };
    context.note(JSON.stringify({ error: told }));
    return exitCode;
  }
  const { red, yellow } = context.noteStyle;
  if (exitCode === EXIT.interrupted) {
    context.note(message);
    return exitCode;
  }
  context.note(`${red("✗")} ${plain(message)}`);
  if (remedy) context.note(`${yellow("→")} ${plain(remedy)}`);
  return exitCode;
}

/** Finds the words and the exit code for anything that was thrown. */
export function explain(error: unknown, context: Context): Explained {
  const pending = context.pendingWrite;
  // A write whose answer was lost before the interruption is still the worse news.
  if (context.signal.aborted && !isLostWrite(error))
    return interrupted(isWriteOperation(pending) ? pending : undefined);
  if (error instanceof CliError) {
    const { name, said: message, remedy, exitCode } = error;
    return { name, message, remedy, exitCode };
  }
  if (isKhipuError(error)) return explainKhipu(error);
  const { name, message } = fieldsOf<Error>(error);
  if (name === "Interrupted") return interrupted(undefined);
  // A caller's mistake, found before anything left.
  const isMistake = name === "TypeError" || name === "RangeError";
  const said = String(message ?? error);
  return {
    name: typeof name === "string" ? name : "Error",
    message: isMistake
      ? { en: said, es: `un valor no sirve: ${said}` }
      : { en: `unexpected: ${said}`, es: `error inesperado: ${said}` },
    exitCode: isMistake ? EXIT.usage : EXIT.failed,
  };
}

function explainKhipu(error: AnyKhipuError): Explained {
  const { name, operation } = error;
  if (isLostWrite(error) && isWriteOperation(operation)) {
    const said = told(error);
    return {
      name,
      message: {
        en: `${operation}: ${said.en}. It may have taken effect`,
        es: `${operation}: ${said.es}. Puede haber tenido efecto`,
      },
      remedy: LOOK_AT[operation],
      exitCode: EXIT.unknown,
    };
  }
  const message = told(error);
  const remedy = remedyOf(error);
  const exitCode = name === "KhipuNotificationError" ? EXIT.notGenuine : EXIT.failed;
  return { name, message, remedy, exitCode };
}

/** What happened, in one sentence without its end. */
function told(error: AnyKhipuError): Said {
  switch (error.name) {
    case "KhipuApiError":
      return refusal(error);
    case "KhipuTimeoutError":
      return {
        en: `no answer within ${error.timeoutMs} ms`,
        es: `sin respuesta en ${error.timeoutMs} ms`,
      };
    case "KhipuConnectionError": {
      const reason = reasonOf(error.cause);
      return error.outcome === "not_sent"
        ? { en: `Khipu cannot be reached${reason}`, es: `no se puede llegar a Khipu${reason}` }
        : { en: `no usable answer came${reason}`, es: `no llegó una respuesta que sirva${reason}` };
    }
    case "KhipuStateError":
    case "KhipuNotificationError":
    case "KhipuMismatchError":
      return { en: error.message, es: error.message };
  }
}

function refusal({ status, body, fieldErrors, errorCode }: KhipuApiError): Said {
  const words = wordsOf(body, fieldErrors);
  const code = errorCode ? ` (${errorCode})` : "";
  const told = `${status}${code}${words && `: ${words.slice(0, 500)}`}`;
  return { en: `Khipu answered ${told}`, es: `Khipu respondió ${told}` };
}

function remedyOf(error: AnyKhipuError): Said | undefined {
  if (error.name === "KhipuApiError") return remedyOfStatus(error.status);
  if (error.name !== "KhipuConnectionError") return undefined;
  return {
    en: "Check the network and the address (--base-url, KHIPU_BASE_URL); khipu doctor looks closer.",
    es: "Revisa la red y la dirección (--base-url, KHIPU_BASE_URL); khipu doctor lo mira en detalle.",
  };
}

const KEY: Said = {
  en: "Check that KHIPU_API_KEY is the API key of this receiver, not its secret; khipu doctor looks closer.",
  es: "Revisa que KHIPU_API_KEY sea la llave de API de este cobrador y no su secreto; khipu doctor lo mira en detalle.",
};
const REMEDIES: Readonly<Record<number, Said>> = {
  401: KEY,
  403: KEY,
  404: {
    en: "Check the id, and that it belongs to the receiver of this key.",
    es: "Revisa el identificador, y que pertenezca al cobrador de esta llave.",
  },
  429: { en: "Wait some minutes, then repeat it.", es: "Espera unos minutos y repite." },
};

/** What to do about a refusal with this status; nothing where the words of the refusal say it. */
export function remedyOfStatus(status: number): Said | undefined {
  const known = REMEDIES[status];
  if (known !== undefined || status < 500) return known;
  return {
    en: "It is Khipu's own trouble: repeat it later.",
    es: "Es un problema de Khipu: repite más tarde.",
  };
}

function interrupted(pending: WriteOperation | undefined): Explained {
  const name = "Interrupted";
  if (!pending) {
    return { name, message: { en: "interrupted", es: "interrumpido" }, exitCode: EXIT.interrupted };
  }
  return {
    name,
    message: {
      en: `interrupted during ${pending}. It may have taken effect`,
      es: `interrumpido durante ${pending}. Puede haber tenido efecto`,
    },
    remedy: LOOK_AT[pending],
    exitCode: EXIT.unknown,
  };
}

/** What a program wants to know of an error besides its words. */
function facts(error: unknown): object {
  if (!isKhipuError(error)) return {};
  const { operation } = error;
  return {
    operation,
    ...("status" in error && { status: error.status, fieldErrors: error.fieldErrors }),
    ...("errorCode" in error && { errorCode: error.errorCode }),
    ...("outcome" in error && { outcome: error.outcome }),
    ...("reason" in error && { reason: error.reason }),
  };
}

/** A network failure's code, such as `ECONNREFUSED`, which is the same in every language. */
function reasonOf(cause: unknown): string {
  for (let at = cause, depth = 0; depth < 5; depth += 1) {
    const { code, cause: deeper } = fieldsOf<{ code: string; cause: unknown }>(at);
    if (typeof code === "string") return ` (${code})`;
    at = deeper;
  }
  return "";
}

function isLostWrite(error: unknown): boolean {
  return (
    isKhipuError(error) &&
    "outcome" in error &&
    error.outcome === "unknown" &&
    isWriteOperation(error.operation)
  );
}
