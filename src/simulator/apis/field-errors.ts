import type { FieldError } from "../../errors.js";

/** One thing that a generated validator found. */
export interface Problem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "un texto",
  number: "un número",
  integer: "un número entero",
  boolean: "verdadero o falso",
  object: "un objeto",
  array: "una lista",
};

/** What is wrong, by keyword of JSON Schema, in the words of a service that speaks Spanish. */
const WORDINGS: Readonly<Record<string, (params: Problem["params"]) => string>> = {
  required: () => "es obligatorio",
  type: ({ type }) => `debe ser ${TYPES[String(type)] ?? String(type)}`,
  maxLength: ({ limit }) => `no puede tener más de ${String(limit)} caracteres`,
  minLength: ({ limit }) => `debe tener al menos ${String(limit)} caracteres`,
  minimum: ({ limit }) => `debe ser al menos ${String(limit)}`,
  maximum: ({ limit }) => `debe ser a lo más ${String(limit)}`,
  enum: ({ allowedValues }) => `debe ser uno de: ${[allowedValues].flat().join(", ")}`,
  format: () => "no tiene un formato válido",
};

/**
 * Tells the problems of a request field by field, one each, the first that was found.
 *
 * @param depth - How many steps of a problem's path do not belong to the field's name.
 */
export function fieldErrors(problems: readonly Problem[], depth: number): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const problem of problems) {
    const field = fieldOf(problem, depth);
    if (!errors.has(field)) errors.set(field, { field, message: messageOf(field, problem) });
  }
  return [...errors.values()];
}

function fieldOf({ instancePath, keyword, params }: Problem, depth: number): string {
  const steps = instancePath.split("/").slice(1 + depth);
  if (keyword === "required") steps.push(String(params["missingProperty"]));
  return steps.join(".") || "body";
}

function messageOf(field: string, { keyword, params, message }: Problem): string {
  const wording = WORDINGS[keyword]?.(params) ?? message ?? "no es válido";
  return `El campo ${field} ${wording}`;
}
