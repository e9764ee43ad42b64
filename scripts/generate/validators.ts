import { bundleModules } from "./bundle.js";
import { type CompiledSchemas, compileSchemas } from "./compile-schemas.js";
import { type JsonObject, listAt, resolve, textAt } from "./json.js";
import { REPORT_MODULE } from "./share-reports.js";
import { type Operation, operationsOf, type Parameter } from "./operations-of.js";

/** An operation and what can be validated of it, which may be nothing. */
interface Checked {
  readonly id: string;
  readonly checks: readonly Check[];
}

/** One validator: for which part of an operation, by which schema. */
interface Check {
  readonly part: "params" | "body" | "response";
  /** Of a body that is one of several schemas: the name of this one. */
  readonly variant?: string;
  readonly schema: JsonObject;
  /** Whether everything arrives as text, as it does in an address and in a form. */
  readonly isText: boolean;
}

/** The validators of every operation and webhook of a document, as a module without imports. */
export async function renderValidators(document: JsonObject): Promise<string> {
  const checkedOf = (operation: Operation) => checked(document, operation);
  const operations = operationsOf(document, "paths").map(checkedOf);
  const webhooks = operationsOf(document, "webhooks").map(checkedOf);
  const all = [...operations, ...webhooks].flatMap(({ checks }) => checks);
  const exact = all.filter(({ isText }) => !isText);
  const text = all.filter(({ isText }) => isText);
  const compiledExact = compileSchemas(document, exact.map(schemaOf), {});
  const compiledText = compileSchemas(document, text.map(schemaOf), { coerceTypes: true });
  const names = new Map([
    ...namesOf(exact, "exact", compiledExact),
    ...namesOf(text, "text", compiledText),
  ]);
  return bundleModules({
    exact: compiledExact.code,
    text: compiledText.code,
    report: REPORT_MODULE,
    entry: [
      'import * as exact from "exact";',
      'import * as text from "text";',
      `export const validators = ${table(operations, names)};`,
      `export const answerValidators = ${answers(operations, names)};`,
      `export const webhookValidators = ${table(webhooks, names)};`,
    ].join("\n"),
  });
}

function schemaOf({ schema }: Check): JsonObject {
  return schema;
}

function namesOf(
  checks: readonly Check[],
  module: string,
  { names }: CompiledSchemas,
): (readonly [Check, string])[] {
  return checks.map((check, index) => [check, `${module}.${names[index] ?? ""}`] as const);
}

function table(operations: readonly Checked[], names: ReadonlyMap<Check, string>): string {
  const rows = operations.map(({ id, checks }) => {
    const asked = checks.filter(({ part }) => part !== "response");
    const whole = asked.filter(({ variant }) => variant === undefined);
    const variants = asked.filter(({ variant }) => variant !== undefined);
    const parts = whole.map((check) => `${check.part}: ${names.get(check) ?? ""}`);
    const inner = variants.map(
      (check) => `${JSON.stringify(check.variant)}: ${names.get(check) ?? ""}`,
    );
    if (inner.length > 0) parts.push(`variants: { ${inner.join(", ")} }`);
    return `${JSON.stringify(id)}: { ${parts.join(", ")} }`;
  });
  return `{ ${rows.join(", ")} }`;
}

/** A table of its own, so that who bundles the validators of requests does not bundle these. */
function answers(operations: readonly Checked[], names: ReadonlyMap<Check, string>): string {
  const rows = operations.flatMap(({ id, checks }) => {
    const answer = checks.find(({ part }) => part === "response");
    return answer ? [`${JSON.stringify(id)}: ${names.get(answer) ?? ""}`] : [];
  });
  return `{ ${rows.join(", ")} }`;
}

function checked(document: JsonObject, { id, parameters, body, response }: Operation): Checked {
  const checks: Check[] = [];
  const params = paramsSchema(parameters);
  if (params) checks.push({ part: "params", schema: params, isText: true });
  if (body) {
    const isText = body.mediaType === "application/x-www-form-urlencoded";
    checks.push({ part: "body", schema: body.schema, isText });
    checks.push(...variantsOf(document, body.schema).map((check) => ({ ...check, isText })));
  }
  if (response) checks.push({ part: "response", schema: response, isText: false });
  return { id, checks };
}

/** The schemas of which a body is one. Who knows which it is meant to be can then say what is wrong with it. */
function variantsOf(document: JsonObject, schema: JsonObject): Omit<Check, "isText">[] {
  return listAt(resolve(document, schema), "oneOf").flatMap((variant) => {
    const $ref = textAt(variant, "$ref");
    const name = $ref?.split("/").pop();
    return $ref && name ? [{ part: "body", variant: name, schema: { $ref } }] : [];
  });
}

/** The parameters of the path and the query as one object; headers are the transport's. */
function paramsSchema(parameters: readonly Parameter[]): JsonObject | undefined {
  const places = ["path", "query"].flatMap((place) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    return here.length > 0 ? [[place, placeSchema(here)] as const] : [];
  });
  if (places.length === 0) return undefined;
  return {
    type: "object",
    required: places.map(([place]) => place),
    properties: Object.fromEntries(places),
  };
}

function placeSchema(parameters: readonly Parameter[]): JsonObject {
  return {
    type: "object",
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  };
}
