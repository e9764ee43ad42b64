import type { Fault, FaultKind } from "../../simulator/index.js";
import { UsageError } from "../cli-error.js";

type Parameter = "number" | "flag" | "text";

const FREQUENCY = { times: "number", chance: "number" } as const;
const REQUEST = { operation: "text", api: "text", ...FREQUENCY } as const;
const NOTIFICATION = { about: "text", ...FREQUENCY } as const;

/** What each kind of fault can be told. */
const PARAMETERS: Readonly<Record<FaultKind, Readonly<Record<string, Parameter>>>> = {
  latency: { delayMs: "number", ...REQUEST },
  "rate-limit": { retryAfterSeconds: "number", ...REQUEST },
  "server-error": { tookEffect: "flag", ...REQUEST },
  html: { status: "number", tookEffect: "flag", ...REQUEST },
  "cut-body": REQUEST,
  reset: { tookEffect: "flag", ...REQUEST },
  "late-notification": { delayMs: "number", ...NOTIFICATION },
  "duplicate-notification": { copies: "number", ...NOTIFICATION },
  "reordered-notification": { atMostMs: "number", ...NOTIFICATION },
  "forged-notification": NOTIFICATION,
  "lost-notification": NOTIFICATION,
  "failed-charge": { message: "text", ...NOTIFICATION },
};
const REQUIRED: Readonly<Partial<Record<FaultKind, string>>> = {
  latency: "delayMs",
  "late-notification": "delayMs",
};
const KINDS = Object.keys(PARAMETERS).join(", ");

/**
 * Reads a fault: `server-error:operation=postPayment,tookEffect`, or the same as JSON.
 *
 * @throws UsageError that says what can be written in its place.
 */
export function faultOf(text: string): Fault {
  const given = text.trim().startsWith("{") ? fromJson(text) : fromWords(text);
  const { kind, ...parameters } = given;
  if (!isKind(kind)) {
    throw new UsageError(
      { en: "there is no such kind of fault", es: "no existe ese tipo de falla" },
      { en: `Choose one of ${KINDS}.`, es: `Elige entre ${KINDS}.` },
    );
  }
  const known = PARAMETERS[kind];
  const typed = Object.entries(parameters).map(([name, value]) => {
    const type = Object.hasOwn(known, name) ? known[name] : undefined;
    const read = type === undefined ? undefined : valueOf(type, value);
    if (read === undefined) throw wrongParameter(kind, name);
    return [name, read] as const;
  });
  const fault = { kind, ...Object.fromEntries(typed) };
  const required = REQUIRED[kind];
  if (required !== undefined && !(required in fault)) throw wrongParameter(kind, required);
  // Every name and every type was found in the table above.
  return fault as Fault;
}

function fromWords(text: string): Record<string, unknown> {
  const [kind = "", ...rest] = text.split(":");
  const words = rest
    .join(":")
    .split(",")
    .filter((word) => word.trim() !== "");
  const parameters = words.map((word): [string, unknown] => {
    const [name = "", ...value] = word.split("=");
    return [name.trim(), value.length === 0 ? true : value.join("=").trim()];
  });
  return { ...Object.fromEntries(parameters), kind: kind.trim() };
}

function fromJson(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    throw new UsageError({ en: "the fault is not JSON", es: "la falla no es JSON" });
  }
}

function isKind(kind: unknown): kind is FaultKind {
  return typeof kind === "string" && Object.hasOwn(PARAMETERS, kind);
}

function valueOf(type: Parameter, value: unknown): unknown {
  if (type === "text") return typeof value === "string" ? value : undefined;
  if (type === "flag") {
    if (typeof value === "boolean") return value;
    return value === "true" || value === "false" ? value === "true" : undefined;
  }
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function wrongParameter(kind: FaultKind, name: string): UsageError {
  const known = Object.entries(PARAMETERS[kind]).map(([key, type]) => `${key} (${type})`);
  return new UsageError(
    {
      en: `${kind}: ${name} is missing, unknown, or not what it has to be`,
      es: `${kind}: ${name} falta, no se conoce, o no es lo que debe ser`,
    },
    { en: `It takes ${known.join(", ")}.`, es: `Acepta ${known.join(", ")}.` },
  );
}
