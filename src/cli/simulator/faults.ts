import { fieldsOf } from "../../fields.js";
import { OPERATIONS } from "../../simulator/apis/operations.js";
import { isFaultKind, parametersOf } from "../../simulator/faults/catalogue.js";
import type { Parameter } from "../../simulator/faults/parameter.js";
import { problemWith } from "../../simulator/faults/problem.js";
import type { Fault } from "../../simulator/index.js";
import { UsageError } from "../cli-error.js";

/**
 * Reads a fault: `server-error:operation=postPayment,tookEffect`, or the same as JSON.
 *
 * @throws UsageError that says what can be written in its place.
 */
export function faultOf(text: string): Fault {
  const given = typed(text.trim().startsWith("{") ? fromJson(text) : fromWords(text));
  const problem = problemWith(given, OPERATIONS);
  if (problem !== undefined) throw new UsageError(problem);
  // Nothing was found wrong with it.
  return given as Fault;
}

/** Words turned into what the catalogue says that they are; the rest stays as it was written. */
function typed(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { kind } = given;
  if (!isFaultKind(kind)) return { kind };
  const types = new Map<string, Parameter["type"]>(
    parametersOf(kind).map(([name, { type }]) => [name, type]),
  );
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, valueOf(types.get(name), value)]),
  );
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
    return fieldsOf(JSON.parse(text));
  } catch {
    throw new UsageError({ en: "the fault is not JSON", es: "la falla no es JSON" });
  }
}

function valueOf(type: Parameter["type"] | undefined, value: unknown): unknown {
  if (type === "flag" && (value === "true" || value === "false")) return value === "true";
  const isNumber = type === "number" && typeof value === "string";
  return isNumber && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
