import { isObject, type Json, type JsonObject, listAt, objectAt, resolve, textAt } from "./json.js";
import { docComment } from "./type-docs.js";
import { requestParameters } from "./operations-of.js";

/** Where the two words of our own are declared that the printed types use. */
const SHARED = "../../src/shared-types.js";

/**
 * The public types of a document: an interface for each schema and for the parameters of an operation that has
 * `x-ts-params`, with docs, units and limits.
 *
 * The words overlay decides the names: `x-ts-name` is what a schema is called, `x-ts-type` what stands for it
 * instead, `x-ts-fields` what its fields are called where others may stand beside them, and `x-ts-hidden` why there
 * is no type for it.
 */
export function renderPublicTypes(document: JsonObject): string {
  const printer = new Printer(document);
  const body = [...printer.schemas(), ...printer.parameters()].join("\n");
  const used = ["Amount", "Open"].filter((name) => new RegExp(`\\b${name}\\b`).test(code(body)));
  const imports = used.length > 0 ? `import type { ${used.join(", ")} } from "${SHARED}";\n\n` : "";
  return imports + body;
}

class Printer {
  readonly #document: JsonObject;
  readonly #schemas: JsonObject;
  /** Schemas that stand inside others and have a name of their own, by it. */
  readonly #inner = new Map<string, JsonObject>();

  constructor(document: JsonObject) {
    this.#document = document;
    this.#schemas = objectAt(document["components"], "schemas");
  }

  schemas(): string[] {
    const printed = Object.entries(this.#schemas).flatMap(([name, schema]) =>
      isObject(schema) && isPrinted(schema)
        ? [this.#declaration(nameOf(name, schema), schema)]
        : [],
    );
    // Printing one may find more inside it.
    for (const [name, schema] of this.#inner) printed.push(this.#declaration(name, schema));
    return printed;
  }

  /** The parameters in the query of every operation whose words give them a name. */
  parameters(): string[] {
    return requestParameters(this.#document).map(({ name, doc, parameters }) => {
      const fields = parameters.map((parameter) => {
        const schema = objectAt(parameter, "schema");
        const type = textAt(parameter, "x-ts-type") ?? this.#type(schema);
        const mark = parameter["required"] === true ? "" : "?";
        return `${docComment(parameter, schema, "  ")}  ${textAt(parameter, "name") ?? ""}${mark}: ${type};\n`;
      });
      return `${docComment({ description: doc }, undefined, "")}export interface ${name} {\n${fields.join("")}}\n`;
    });
  }

  #declaration(name: string, schema: JsonObject): string {
    const doc = docComment(schema, schema, "");
    const parts = [schema, ...listAt(schema, "allOf")].filter(isObject);
    const bases = parts.flatMap((part) => this.#referred(part) ?? []);
    const hasFields = parts.some((part) => "properties" in part);
    if (!hasFields && bases.length === 0) {
      return `${doc}export type ${name} = ${this.#closedType(schema)};\n`;
    }
    const extended = bases.length > 0 ? ` extends ${bases.join(", ")}` : "";
    const fields = parts.flatMap((part) => this.#fields(part)).join("");
    const known = textAt(schema, "x-ts-fields");
    if (known === undefined) return `${doc}export interface ${name}${extended} {\n${fields}}\n`;
    // Anything may stand beside these fields, which an interface cannot say of fields that may be absent.
    const others = `Record<string, ${this.#type(schema["additionalProperties"] ?? null)}>`;
    return [
      `/** The fields of {@link ${name}} that are known. */`,
      `export interface ${known}${extended} {\n${fields}}\n`,
      `${doc}export type ${name} = ${known} & ${others};\n`,
    ].join("\n");
  }

  #fields(schema: JsonObject): string[] {
    const required = listAt(schema, "required");
    return Object.entries(objectAt(schema, "properties")).map(([name, field]) => {
      const isAbsent = field === false;
      const mark = required.includes(name) && !isAbsent ? "" : "?";
      const doc = isAbsent ? "" : docComment(field, resolve(this.#document, field), "  ");
      return `${doc}  ${name}${mark}: ${this.#type(field)};\n`;
    });
  }

  /** The type of a field: one that may grow is open. */
  #type(schema: Json): string {
    if (schema === false) return "never";
    const type = textAt(schema, "x-ts-type");
    if (type !== undefined) return type;
    const referred = this.#referred(schema);
    if (referred !== undefined)
      return isOpen(resolve(this.#document, schema)) ? `Open<${referred}>` : referred;
    const name = textAt(schema, "x-ts-name");
    if (!isObject(schema)) return "unknown";
    if (name === undefined) {
      const closed = this.#closedType(schema);
      return isOpen(schema) ? `Open<${closed}>` : closed;
    }
    this.#inner.set(name, schema);
    return isOpen(schema) ? `Open<${name}>` : name;
  }

  /** What a schema says, of one that may grow only what is known. */
  #closedType(schema: JsonObject): string {
    const known = schema["x-known-values"] ?? schema["enum"];
    if (Array.isArray(known)) return known.map((value) => JSON.stringify(value)).join(" | ");
    if ("const" in schema) return JSON.stringify(schema["const"]);
    const choices = [...listAt(schema, "anyOf"), ...listAt(schema, "oneOf")];
    if (choices.length > 0) return [...new Set(choices.map((one) => this.#type(one)))].join(" | ");
    const { type, items = {} } = schema;
    if (Array.isArray(type)) {
      return type.map((one) => this.#closedType({ ...schema, type: one })).join(" | ");
    }
    if (type === "array") return listOf(this.#type(items));
    if (type === "object")
      return `Record<string, ${this.#type(schema["additionalProperties"] ?? null)}>`;
    return type === "integer" ? "number" : typeof type === "string" ? type : "unknown";
  }

  /** The name of the type that a schema refers to, if it does. */
  #referred(schema: Json): string | undefined {
    const name = textAt(schema, "$ref")?.split("/").pop();
    if (name === undefined) return undefined;
    const target = objectAt(this.#schemas, name);
    const why = textAt(target, "x-ts-hidden");
    if (why !== undefined)
      throw new Error(`a public type refers to ${name}, which has none (${why})`);
    return textAt(target, "x-ts-type") ?? nameOf(name, target);
  }
}

function isPrinted(schema: JsonObject): boolean {
  return schema["x-ts-hidden"] === undefined && schema["x-ts-type"] === undefined;
}

function isOpen(schema: Json | undefined): boolean {
  return (
    isObject(schema) && Array.isArray(schema["x-known-values"]) && schema["x-ts-type"] === undefined
  );
}

function nameOf(name: string, schema: JsonObject): string {
  return textAt(schema, "x-ts-name") ?? name;
}

function listOf(item: string): string {
  return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
}

/** The text without its comments. */
function code(text: string): string {
  return text.replace(/\/\*\*.*?\*\//gsu, "");
}
