import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "./json.js";
import { requestParameters } from "./operations-of.js";

/**
 * The fields of every request that the command line takes, told in both languages: what the words overlay says in
 * `x-cli` (`false` for a field that is no option).
 */
export function renderCliFields(document: JsonObject): string {
  const schemas = Object.entries(objectAt(document["components"], "schemas")).flatMap(
    ([key, schema]) => {
      const required = listAt(schema, "required");
      const fields = Object.entries(objectAt(schema, "properties")).map(([name, field]) => ({
        ...{ name, field, type: textAt(field, "type") },
        isRequired: required.includes(name),
      }));
      return list(textAt(schema, "x-ts-name") ?? key, fields);
    },
  );
  const queries = requestParameters(document).flatMap(({ name, parameters }) =>
    list(name, parameters.map(parameterField)),
  );
  return `${HEAD}\n${[...schemas, ...queries].join("\n")}`;
}

interface Told {
  readonly name: string;
  readonly field: Json;
  readonly type: string | undefined;
  readonly isRequired: boolean;
}

const HEAD = `/** One field of a request, told in both languages. */
export interface CliField {
  readonly about: { readonly en: string; readonly es: string };
  readonly kind: "text" | "amount" | "flag";
  readonly isRequired: boolean;
  /** Sent when nothing else is said. */
  readonly byDefault?: string;
}
`;

function parameterField(parameter: JsonObject): Told {
  const type = textAt(objectAt(parameter, "schema"), "type");
  const name = textAt(parameter, "name") ?? "";
  return { name, field: parameter, type, isRequired: parameter["required"] === true };
}

/** One request's fields; nothing when the command line tells none of them. */
function list(owner: string, fields: readonly Told[]): string[] {
  if (!fields.some(({ field }) => isObject(field) && "x-cli" in field)) return [];
  const rows = fields
    .filter(({ field }) => isObject(field) && field["x-cli"] !== false)
    .map(row(owner));
  const name = owner.charAt(0).toLowerCase() + owner.slice(1).replace(/Params$/, "");
  return [
    `/** The fields of \`${owner}\`. */`,
    `export const ${name}Fields = {\n${rows.join("")}} as const satisfies Readonly<Record<string, CliField>>;\n`,
  ];
}

function row(owner: string) {
  return ({ name, field, type, isRequired }: Told): string => {
    const words = objectAt(field, "x-cli");
    const { en, es, default: byDefault } = words;
    if (typeof en !== "string" || typeof es !== "string") {
      throw new Error(`${owner}.${name} has no x-cli words in both languages`);
    }
    const isAmount = textAt(field, "x-ts-type") === "Amount";
    const kind = isAmount ? "amount" : type === "boolean" ? "flag" : "text";
    const told = {
      about: { en, es },
      kind,
      isRequired,
      ...(byDefault !== undefined && { byDefault }),
    };
    return `  ${name}: ${JSON.stringify(told)},\n`;
  };
}
