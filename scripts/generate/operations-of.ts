import { isObject, type Json, type JsonObject, listAt, objectAt, resolve, textAt } from "./json.js";

/** An operation of a document, or of its webhooks, with its references followed. */
export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** The path; of a webhook, its name. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** Of the first 2xx answer. */
  readonly status: number;
  /** The schema of the JSON body of the 2xx answer, if it has one. */
  readonly response?: JsonObject;
}

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** The request body of an operation. */
export interface Body {
  readonly mediaType: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/** Set by the words on what nothing of the facade carries, with the reason. */
export const NOT_WRAPPED = "x-not-wrapped";

/**
 * The operations under `paths` or `webhooks`, in the document's order. One that nothing wraps is left out:
 * only the types of `khipu-sdk/raw` have it.
 */
export function operationsOf(document: JsonObject, under: "paths" | "webhooks"): Operation[] {
  return Object.entries(objectAt(document, under)).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined;
      return isObject(operation) && !(NOT_WRAPPED in operation)
        ? [operationOf(document, { path, method, item, operation })]
        : [];
    }),
  );
}

interface Found {
  readonly path: string;
  readonly method: string;
  readonly item: Json;
  readonly operation: JsonObject;
}

function operationOf(document: JsonObject, { path, method, item, operation }: Found): Operation {
  const id = textAt(operation, "operationId");
  if (id === undefined) throw new Error(`${method} ${path} has no operationId`);
  const shared = listAt(item, "parameters");
  const parameters = [...shared, ...listAt(operation, "parameters")];
  const body = bodyOf(document, operation);
  const status = successOf(operation);
  const response = responseOf(document, operation, status);
  return {
    ...{ id, method: method.toUpperCase(), path, status: Number(status) },
    parameters: parameters.map((parameter) => parameterOf(document, parameter)),
    ...(body && { body }),
    ...(response && { response }),
  };
}

function parameterOf(document: JsonObject, node: Json): Parameter {
  const parameter = resolve(document, node);
  const name = textAt(parameter, "name");
  const place = textAt(parameter, "in");
  if (!isObject(parameter) || name === undefined || place === undefined) {
    throw new Error("a parameter without a name or a place");
  }
  const required = parameter["required"] === true;
  return { name, in: place, required, schema: objectAt(parameter, "schema") };
}

function bodyOf(document: JsonObject, operation: JsonObject): Body | undefined {
  const body = resolve(document, operation["requestBody"]);
  const media = Object.entries(objectAt(body, "content"));
  const [first] = media;
  if (!isObject(body) || first === undefined) return undefined;
  const [mediaType, content] = first;
  return { mediaType, required: body["required"] === true, schema: objectAt(content, "schema") };
}

function successOf(operation: JsonObject): string {
  const statuses = Object.keys(objectAt(operation, "responses"));
  const status = statuses.find((code) => code.startsWith("2"));
  if (status === undefined) throw new Error(`${textAt(operation, "operationId")} cannot succeed`);
  return status;
}

function responseOf(
  document: JsonObject,
  operation: JsonObject,
  status: string,
): JsonObject | undefined {
  const answer = resolve(document, objectAt(operation, "responses")[status]);
  const schema = objectAt(objectAt(objectAt(answer, "content"), "application/json"), "schema");
  return Object.keys(schema).length > 0 ? schema : undefined;
}

/** The parameters in the query of an operation whose words give them a name. */
export interface NamedParameters {
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly JsonObject[];
}

/** Every operation with `x-ts-params`, and its parameters in the query, as the document has them. */
export function requestParameters(document: JsonObject): NamedParameters[] {
  return Object.values(objectAt(document, "paths")).flatMap((item) =>
    METHODS.flatMap((method) => {
      const operation = objectAt(item, method);
      const name = textAt(operation, "x-ts-params");
      if (name === undefined) return [];
      const parameters = listAt(operation, "parameters").filter(
        (one): one is JsonObject => textAt(one, "in") === "query",
      );
      return [{ name, doc: textAt(operation, "x-ts-params-doc") ?? "", parameters }];
    }),
  );
}
