import { Ajv, type Options } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import dependentRequired from "ajv/dist/vocabularies/validation/dependentRequired.js";
import { compactSchema } from "./compact-schema.js";
import { isObject, type Json, type JsonObject, objectAt, textAt } from "./json.js";
import { DATA } from "./keywords.js";
import { shareReports } from "./share-reports.js";

/** Name under which the document's schemas are known to each other. */
const DOCUMENT = "document";

/** The formats that are checked. Expressions, not functions, so that the code holds them as they are. */
const FORMATS: Readonly<Record<string, RegExp | true>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  "date-time":
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/,
  email:
    /^[^\s@"(),:;<>[\]\\]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i,
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
  uri: /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i,
  // How a program holds a number is no business of JSON's.
  int32: true,
  int64: true,
  float: true,
  double: true,
  password: true,
};

/** A module of validators, and the name of the one for each of the schemas that were asked for. */
export interface CompiledSchemas {
  readonly code: string;
  readonly names: readonly string[];
}

/** Compiles schemas of a document with ajv. Schemas that are the same share a validator. */
export function compileSchemas(
  document: JsonObject,
  schemas: readonly JsonObject[],
  options: Pick<Options, "coerceTypes">,
): CompiledSchemas {
  const ajv = new Ajv({
    ...options,
    allErrors: true,
    // In English, which Khipu does not speak; keyword and params say the same.
    messages: false,
    // A keyword that is not known is a mistake in the document; a list of types is not.
    strict: true,
    strictRequired: false,
    strictTypes: false,
    formats: FORMATS,
    loopRequired: 1,
    code: { source: true, esm: true },
  });
  // ajv's class for JSON Schema 2020-12 would write bookkeeping for "unevaluated" keywords into every
  // validator. No document has them (strict mode would say so), and this is what one of them does have.
  ajv.addKeyword(defaultOf(dependentRequired));
  // Where the document's references lead to; a keyword to ajv, which reads a schema in it.
  ajv.addKeyword("components");
  ajv.addSchema({ $id: DOCUMENT, components: { schemas: componentsOf(document) } });
  const sources = new Map<string, string>();
  const names = schemas.map((schema) => {
    const compact = JSON.stringify(absolute(checkable(compactSchema(schema))));
    if (!sources.has(compact)) sources.set(compact, `validate${sources.size}of`);
    return sources.get(compact) ?? "";
  });
  const exports = [...sources].map(
    ([source, name]) => [name, schemaId(ajv, source, name)] as const,
  );
  return { code: shareReports(defaultOf(standalone)(ajv, Object.fromEntries(exports))), names };
}

/** The default export of a CommonJS module: importing it gives that or its wrapping, as the loader likes. */
function defaultOf<T extends object>(module: T | { default: T }): T {
  return "default" in module ? module.default : module;
}

/** Where ajv finds a schema: a component where it is, any other under the name of its validator. */
function schemaId(ajv: Ajv, source: string, name: string): string {
  const schema = JSON.parse(source) as JsonObject;
  const ref = textAt(schema, "$ref");
  if (ref !== undefined && Object.keys(schema).length === 1) return ref;
  ajv.addSchema({ $id: name, ...schema });
  return name;
}

function componentsOf(document: JsonObject): JsonObject {
  const schemas = Object.entries(objectAt(document["components"], "schemas"));
  return Object.fromEntries(
    schemas.map(([name, schema]) => [
      name,
      isObject(schema) ? checkable(compactSchema(schema)) : schema,
    ]),
  );
}

/** Without formats that nobody knows here, and patterns of another dialect: they are documented, not checked. */
function checkable(node: Json): Json {
  if (Array.isArray(node)) return node.map(checkable);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, Json][] => {
    if (DATA.has(key)) return [[key, value]];
    const isUnknown =
      typeof value === "string" &&
      Object.hasOwn(UNCHECKED, key) &&
      UNCHECKED[key]?.(value) === true;
    return isUnknown ? [] : [[key, checkable(value)]];
  });
  return Object.fromEntries(entries);
}

const UNCHECKED: Readonly<Record<string, (value: string) => boolean>> = {
  format: (name) => !Object.hasOwn(FORMATS, name),
  pattern: (source) => {
    try {
      return !new RegExp(source, "u");
    } catch {
      return true;
    }
  },
};

/** A schema whose references name the document that they lead into. */
function absolute(node: Json): Json {
  if (Array.isArray(node)) return node.map(absolute);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => [
    key,
    key === "$ref" && typeof value === "string" ? DOCUMENT + value : absolute(value),
  ]);
  return Object.fromEntries(entries);
}
