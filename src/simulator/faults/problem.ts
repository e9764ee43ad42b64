import { fieldsOf } from "../../fields.js";
import type { Language } from "../options.js";
import { FAULTS, isFaultKind, parametersOf } from "./catalogue.js";
import type { FaultKind } from "./catalogue.js";
import { isWhole, isWithin } from "./parameter.js";
import type { Parameter } from "./parameter.js";

/** The ids of the operations that faults can be narrowed down to, by the name of their API. */
export type Operations = Readonly<Record<string, readonly string[]>>;

/** What is wrong with a fault, in both languages. */
export type FaultProblem = Readonly<Record<Language, string>>;

/** Says what is wrong with a fault, if anything is. What would never happen is wrong too. */
export function problemWith(fault: unknown, operations: Operations): FaultProblem | undefined {
  // Whatever was handed in, its fields can be looked at.
  const given = fieldsOf(fault);
  const { kind } = given;
  if (!isFaultKind(kind)) return noSuch("fault", "falla", kind, Object.keys(FAULTS));
  const parameters = parametersOf(kind);
  const names = parameters.map(([name]) => name);
  const stranger = Object.keys(given).find(
    (word) => word !== "kind" && !names.some((name) => name === word),
  );
  if (stranger !== undefined) return takesNo(kind, stranger, names);
  for (const [name, parameter] of parameters) {
    const problem = problemOf(parameter, given[name], { given, operations });
    if (problem === undefined) continue;
    return {
      en: `fault ${kind}: ${name} ${problem.en}`,
      es: `falla ${kind}: ${name} ${problem.es}`,
    };
  }
  return undefined;
}

interface Surroundings {
  readonly given: Readonly<Record<string, unknown>>;
  readonly operations: Operations;
}

function problemOf(
  parameter: Parameter,
  value: unknown,
  { given, operations }: Surroundings,
): FaultProblem | undefined {
  if (value === undefined) {
    return "isRequired" in parameter ? { en: "is missing", es: "falta" } : undefined;
  }
  switch (parameter.type) {
    case "number":
      return numberProblem(parameter, value);
    case "flag":
      return typeof value === "boolean"
        ? undefined
        : must("true or false", "verdadero o falso", value);
    case "text":
      return typeof value === "string" && value !== ""
        ? undefined
        : must("a text that is not empty", "un texto que no esté vacío", value);
    case "api":
      return choiceProblem(Object.keys(operations), value);
    case "operation":
      return choiceProblem(operationsOf(given["api"], operations), value);
  }
}

function numberProblem(
  parameter: Parameter & { readonly type: "number" },
  value: unknown,
): FaultProblem | undefined {
  if (typeof value !== "number" || Number.isNaN(value)) return must("a number", "un número", value);
  const { min, max } = parameter;
  if (!isWithin(value, parameter)) {
    return max === undefined
      ? must(`at least ${String(min)}`, `al menos ${String(min)}`, value)
      : must(`from ${String(min)} to ${String(max)}`, `de ${String(min)} a ${String(max)}`, value);
  }
  const isFit = parameter.isWhole === undefined || isWhole(value);
  return isFit ? undefined : must("a whole number", "un número entero", value);
}

function choiceProblem(choices: readonly string[], value: unknown): FaultProblem | undefined {
  if (choices.some((choice) => choice === value)) return undefined;
  const list = choices.join(", ");
  return must(`one of ${list}`, `una de ${list}`, value);
}

/** Those of the API that is named beside them, or of all. */
function operationsOf(api: unknown, operations: Operations): readonly string[] {
  const isKnown = typeof api === "string" && Object.hasOwn(operations, api);
  const own = isKnown ? operations[api] : undefined;
  return own ?? [...new Set(Object.values(operations).flat())];
}

function must(en: string, es: string, value: unknown): FaultProblem {
  const got = String(value);
  return { en: `must be ${en}, got ${got}`, es: `debe ser ${es}, y es ${got}` };
}

function noSuch(en: string, es: string, value: unknown, choices: readonly string[]): FaultProblem {
  const list = choices.join(", ");
  return {
    en: `there is no ${en} ${String(value)}: choose one of ${list}`,
    es: `no existe la ${es} ${String(value)}: elige una de ${list}`,
  };
}

function takesNo(kind: FaultKind, name: string, choices: readonly string[]): FaultProblem {
  const list = choices.join(", ");
  return {
    en: `fault ${kind}: it takes no ${name}, but ${list}`,
    es: `falla ${kind}: no acepta ${name}, sino ${list}`,
  };
}
