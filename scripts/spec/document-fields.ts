import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../generate/json.js";
import { NOT_WRAPPED } from "../generate/operations-of.js";
import type { Place } from "./change.js";

/** One field of a document, at one of the places where it stands. */
export interface DocumentField {
  /** The schema that has it, or the operation whose parameter it is. */
  readonly owner: string;
  readonly name: string;
  readonly place: Place;
  /** Whether it was published after the facade was written: only `khipu-sdk/raw` has it. */
  readonly isRawOnly?: boolean;
}

/** An operation or webhook of a document, and every field that it leads to. */
export interface DocumentOperation {
  readonly id: string;
  readonly isWebhook: boolean;
  /** `GET /v3/banks`; of a webhook its name. */
  readonly request: string;
  /** Whether nobody has written a method for it yet. */
  readonly isRawOnly: boolean;
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
        return [{ id, isWebhook, request, isRawOnly: NOT_WRAPPED in operation, fields }];
      }),
    ),
  );
}

function parameterFields(
  document: JsonObject,
  owner: string,
  node: Json,
  place: Omit<Place, "part">,
): DocumentField[] {
  const parameter = resolve(document, node);
  const name = `${textAt(parameter, "in") ?? ""} ${textAt(parameter, "name") ?? ""}`;
  const isRawOnly = isObject(parameter) && NOT_WRAPPED in parameter;
  return [{ owner, name, place: { ...place, part: "parameters", path: [name] }, isRawOnly }];
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

function fieldsOf(
  document: JsonObject,
  node: Json,
  owner: string,
  place: Place,
  trail: readonly string[] = [],
): DocumentField[] {
  const ref = textAt(node, "$ref");
  const schema = resolve(document, node);
  // What holds itself has been looked at where it first stood.
  if (!isObject(schema) || (ref !== undefined && trail.includes(ref))) return [];
  const name = ref?.split("/").pop() ?? owner;
  const behind = ref === undefined ? trail : [...trail, ref];
  const inside = (below: Json, of: string, step?: string) =>
    fieldsOf(
      document,
      below,
      of,
      step === undefined ? place : { ...place, path: [...place.path, step] },
      behind,
    );
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((choice) => listAt(schema, choice));
  const properties = Object.entries(objectAt(schema, "properties"));
  const { items } = schema;
  return [
    ...parts.flatMap((part) => inside(part, name)),
    ...properties.flatMap(([field, value]) => [
      { owner: name, name: field, place: { ...place, path: [...place.path, field] } },
      ...inside(value, `${name}.${field}`, field),
    ]),
    ...(items === undefined ? [] : inside(items, name, "[]")),
  ];
}
