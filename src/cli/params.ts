import { fieldsOf, keysOf } from "../fields.js";
import { UsageError } from "./cli-error.js";
import { checkAmount } from "./amounts.js";
import type { Context } from "./context.js";
import { readText } from "./credentials.js";
import { type Fields, flagOf, optionOf } from "./fields.js";

/**
 * Puts a request together: what a file says (`--from`), replaced by what options say.
 *
 * @throws UsageError for a field that is missing, unknown, or not of its kind.
 */
export async function paramsOf<Params extends object>(
  context: Context,
  fields: Fields<Params>,
  options: object & { readonly from?: string },
): Promise<Params> {
  const names = keysOf(fields);
  const given = await readFields(context, options.from);
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  if (unknown.length > 0) throw unknownFields(unknown);
  const chosen = fieldsOf(options);
  for (const name of names) {
    const value = chosen[optionOf(name)] ?? given[name] ?? fields[name]?.byDefault;
    if (value !== undefined) given[name] = value;
  }
  const missing = names.filter((name) => fields[name]?.isRequired && given[name] === undefined);
  if (missing.length > 0) throw missingFields(missing);
  for (const name of names) checkKind(name, fields[name]?.kind ?? "text", given);
  // Every field was looked at: those that are there are of their kind, those that must be are there.
  return given as Params;
}

async function readFields(
  context: Context,
  path: string | undefined,
): Promise<Record<string, unknown>> {
  if (path === undefined) return {};
  const text = await readText(context, path);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Not quoted: it may be the wrong file, a secret one.
  }
  throw new UsageError({
    en: `${path} does not hold a JSON object`,
    es: `${path} no contiene un objeto JSON`,
  });
}

function checkKind(name: string, kind: string, given: Readonly<Record<string, unknown>>): void {
  const value = given[name];
  if (value === undefined) return;
  if (kind === "amount") {
    checkAmount(name, value, given["currency"]);
  } else if (typeof value !== (kind === "flag" ? "boolean" : "string")) {
    throw new UsageError({
      en: `${name} must be ${kind === "flag" ? "true or false" : "a text"}`,
      es: `${name} debe ser ${kind === "flag" ? "true o false" : "un texto"}`,
    });
  }
}

function unknownFields(names: readonly string[]): UsageError {
  const list = names.join(", ");
  return new UsageError(
    { en: `there is no field ${list}`, es: `no existe el campo ${list}` },
    { en: "--help lists the fields there are.", es: "--help muestra los campos que existen." },
  );
}

function missingFields(names: readonly string[]): UsageError {
  const list = names.map(flagOf).join(", ");
  return new UsageError(
    { en: `missing: ${list}`, es: `falta: ${list}` },
    {
      en: "Give them as options, or all together with --from file.json.",
      es: "Indícalos como opciones, o todos juntos con --from archivo.json.",
    },
  );
}
