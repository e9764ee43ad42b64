import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../generate/json.js";
import type { Place } from "./change.js";

/** One field of a document, at one of the places where it stands. */
export interface DocumentField {
  /** The schema that has it, or the operation whose parameter it is. */
  readonly owner: string;
  readonly name: string;
  readonly place: Place;
}

/** An operation or webhook of a document, and every field that it leads to. */
export interface DocumentOperation {
  readonly id: string;
  readonly isWebhook: boolean;
  /** `GET /v3/banks`; of a webhook its name. */
  readonly request: string;
  readonly fields: readonly DocumentField[];
}

const METHODS = ["get", "put", "post", "delete", "patch"];

/** Every operation and webhook of a document, in its order. */
export function documentOperationFields(document: JsonObject): DocumentOperation[] {
  return [false, true].flatMap((isWebhook) =>
    Object.entries(objectAt(document, isWebhook ? "webhooks" : "paths")).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = isObject(item) ? item[method] : undefined;
        if (!isObject(operation)) return [];
        const id = textAt(operation, "operationId") ?? `${method} ${path}`;
        const parameters = [...listAt(item, "parameters"), ...listAt(operation, "parameters")];
        const request = isWebhook ? path : `${method.toUpperCase()} ${path}`;
        const place = { operation: id, isWebhook, path: [] };
        const fields = [
          ...parameters.flatMap((node) => parameterFields(document, id, node, place)),
          ...bodyFields(document, operation, place),
        ];
        return [{ id, isWebhook, request, fields }];
      }),
    ),
  );
}

/** Every field of every schema that a document names, as `Schema.field`. */
export function namedFields(document: JsonObject): string[] {
  const schemas = Object.entries(objectAt(document["components"], "schemas"));
  return schemas.flatMap(([owner, schema]) => {
    const parts = [schema, ...listAt(schema, "allOf").filter((part) => !isReference(part))];
    return parts.flatMap((part) =>
      Object.keys(objectAt(part, "properties")).map((name) => `${owner}.${name}`),
    );
  });
}

function isReference(node: Json): boolean {
  return textAt(node, "$ref") !== undefined;
}

function parameterFields(
  document: JsonObject,
  owner: string,
  node: Json,
  place: Omit<Place, "part">,
): DocumentField[] {
  const parameter = resolve(document, node);
  const name = `${textAt(parameter, "in") ?? ""} ${textAt(parameter, "name") ?? ""}`;
  return [{ owner, name, place: { ...place, part: "parameters", path: [name] } }];
}

function bodyFields(
  document: JsonObject,
  operation: JsonObject,
  place: Omit<Place, "part">,
): DocumentField[] {
  const body = resolve(document, operation["requestBody"]);
  const sent = Object.values(objectAt(body, "content")).flatMap((media) =>
    fieldsOf(document, objectAt(media, "schema"), place.operation, { ...place, part: "body" }),
  );
  const answers = Object.entries(objectAt(operation, "responses")).flatMap(([status, node]) =>
    Object.values(objectAt(resolve(document, node), "content")).flatMap((media) =>
      fieldsOf(document, objectAt(media, "schema"), place.operation, {
        ...place,
        part: "response",
        status,
      }),
    ),
  );
  return [...sent, ...answers];
}

function fieldsOf(document: JsonObject, node: Json, owner: string, place: Place): DocumentField[] {
  const schema = resolve(document, node);
  if (!isObject(schema)) return [];
  const name = textAt(node, "$ref")?.split("/").pop() ?? owner;
  const below = (step: string): Place => ({ ...place, path: [...place.path, step] });
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((choice) => listAt(schema, choice));
  const properties = Object.entries(objectAt(schema, "properties"));
  const { items } = schema;
  return [
    ...parts.flatMap((part) => fieldsOf(document, part, name, place)),
    ...properties.flatMap(([field, value]) => [
      { owner: name, name: field, place: below(field) },
      ...fieldsOf(document, value, `${name}.${field}`, below(field)),
    ]),
    ...(items === undefined ? [] : fieldsOf(document, items, name, below("[]"))),
  ];
}
