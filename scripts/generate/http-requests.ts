import { type Json, type JsonObject, objectAt, resolve, textAt } from "./json.js";
import { type Operation, operationsOf, type Parameter } from "./operations-of.js";
import { sampleOf, shownFields } from "./sample.js";

/**
 * Every operation of a document as a request that a person sends by hand, in the form of VS Code's REST Client and of
 * JetBrains' editors. Nothing for a document whose requests are signed one by one: no variable can hold a signature.
 */
export function renderHttpRequests(document: JsonObject): string | undefined {
  const access = accessOf(document);
  if (!access) return undefined;
  const requests = operationsOf(document, "paths").map((operation) => {
    const words = objectAt(
      objectAt(document["paths"], operation.path),
      operation.method.toLowerCase(),
    );
    const title = (textAt(words, "summary") ?? operation.id).replace(/\.$/, "");
    return requestOf(document, operation, { ...access, title });
  });
  return requests.join("\n");
}

interface Access {
  /** The header that says who asks. */
  readonly header: string;
  readonly baseUrl: string;
}

function accessOf(document: JsonObject): Access | undefined {
  const schemes = Object.values(objectAt(document["components"], "securitySchemes"));
  if (schemes.some((scheme) => textAt(scheme, "name") === "x-api-key")) {
    return { header: "x-api-key: {{KHIPU_API_KEY}}", baseUrl: "{{KHIPU_BASE_URL}}" };
  }
  if (schemes.some((scheme) => textAt(scheme, "scheme") === "basic")) {
    const header = "Authorization: Basic {{OPENPAY_PRIVATE_KEY}}:";
    return { header, baseUrl: "{{OPENPAY_BASE_URL}}" };
  }
  return undefined;
}

function requestOf(
  document: JsonObject,
  operation: Operation,
  { title, header, baseUrl }: Access & { readonly title: string },
): string {
  const { id, method, path, parameters, body } = operation;
  const schema = body && resolve(document, body.schema);
  const left = [
    ...parameters.filter(({ required }) => !required).map(({ name }) => name),
    ...leftOut(schema),
  ];
  return [
    `### ${title}`,
    ...(left.length > 0 ? [`# Also takes ${left.join(", ")}.`] : []),
    `# @name ${id}`,
    `${method} ${baseUrl}${addressOf(path)}${queryOf(document, parameters)}`,
    header,
    ...(body ? [`content-type: ${body.mediaType}`, "", bodyText(document, body.schema)] : []),
    "",
  ].join("\n");
}

/** A path whose parameters are variables: the `id` of `/payments/{id}` is `payment_id`. */
function addressOf(path: string): string {
  return path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (_, owner: string, name: string) => {
    return `${owner}/{{${variableOf(owner, name)}}}`;
  });
}

function variableOf(owner: string, name: string): string {
  if (name === "merchant_id") return "OPENPAY_MERCHANT_ID";
  if (owner === "merchants") return "KHIPU_RECEIVER_ID";
  return name === "id" ? `${owner.replace(/s$/, "")}_id` : name;
}

function queryOf(document: JsonObject, parameters: readonly Parameter[]): string {
  const asked = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  if (asked.length === 0) return "";
  const values = asked.map(({ name, schema }) => {
    const value = sampleOf(document, schema, name);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `${name}=${encodeURIComponent(text)}`;
  });
  return `?${values.join("&")}`;
}

function leftOut(schema: Json | undefined): string[] {
  const shown = shownFields(schema);
  return Object.keys(objectAt(schema, "properties")).filter((name) => !shown.includes(name));
}

function bodyText(document: JsonObject, schema: JsonObject): string {
  return JSON.stringify(sampleOf(document, schema, ""), null, 2);
}
