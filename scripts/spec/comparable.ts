import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../generate/json.js";
import { OURS, plainSchema } from "./plain-schema.js";

/** Schemas by the kind of content that they describe. */
export type Content = Readonly<Record<string, JsonObject>>;

/** An operation as far as two documents can be compared by it. */
export interface ComparableOperation {
  readonly id: string | undefined;
  /** In small letters. */
  readonly method: string;
  /** As the document writes it, which is without the part that its server's address ends in. */
  readonly path: string;
  /** The parameters as one object: its fields are `query name`, `path name`, `header name`. */
  readonly parameters: JsonObject;
  readonly body: Content;
  readonly isBodyRequired: boolean;
  /** The answers, by status. */
  readonly responses: Readonly<Record<string, Content>>;
  readonly isDeprecated: boolean;
  /** In no published document. */
  readonly isOurs: boolean;
  /** Whether its id is ours, since nobody published one. */
  readonly isIdOurs: boolean;
}

/** A document as far as two can be compared. */
export interface Comparable {
  /** Scheme and host of every server. */
  readonly origins: readonly string[];
  readonly title: string;
  /** By method and whole path, with every parameter of the path as `{}`. */
  readonly operations: ReadonlyMap<string, ComparableOperation>;
  /** By name. */
  readonly webhooks: ReadonlyMap<string, ComparableOperation>;
  /** The schemes by which every call is authorized: their kinds and places. */
  readonly security: readonly string[];
}

const METHODS = ["get", "put", "post", "delete", "patch"] as const;

/** What is there to compare of a document. */
export function comparable(document: JsonObject): Comparable {
  const servers = listAt(document, "servers").map((server) => textAt(server, "url") ?? "");
  const [first = ""] = servers;
  const base = URL.canParse(first) ? new URL(first).pathname : first;
  return {
    origins: servers.map((url) => (URL.canParse(url) ? new URL(url).origin : url)),
    title: textAt(document["info"], "title") ?? "",
    operations: operationsIn(document, "paths", (method, path) => keyOf(method, base, path)),
    webhooks: operationsIn(document, "webhooks", (_, name) => name),
    security: securityOf(document),
  };
}

/** `POST /v3/payments/{}`: Khipu ends a server's address where ours begins a path, or the other way round. */
function keyOf(method: string, base: string, path: string): string {
  const whole = `${base}/${path}`.replaceAll(/\/{2,}/g, "/").replaceAll(/\{[^}]*\}/g, "{}");
  return `${method.toUpperCase()} ${whole}`;
}

function operationsIn(
  document: JsonObject,
  under: "paths" | "webhooks",
  keyFor: (method: string, path: string) => string,
): Map<string, ComparableOperation> {
  const found = new Map<string, ComparableOperation>();
  for (const [path, node] of Object.entries(objectAt(document, under))) {
    const item = resolve(document, node);
    for (const method of METHODS) {
      const operation = isObject(item) ? item[method] : undefined;
      if (!isObject(operation)) continue;
      const shared = listAt(item, "parameters");
      found.set(keyFor(method, path), operationOf(document, { method, path, shared, operation }));
    }
  }
  return found;
}

interface Found {
  readonly method: string;
  readonly path: string;
  readonly shared: readonly Json[];
  readonly operation: JsonObject;
}

function operationOf(document: JsonObject, found: Found): ComparableOperation {
  const { method, path, shared, operation } = found;
  const body = resolve(document, operation["requestBody"]);
  const responses = Object.entries(objectAt(operation, "responses"));
  return {
    ...{ id: textAt(operation, "operationId"), method, path },
    parameters: parametersOf(document, [...shared, ...listAt(operation, "parameters")]),
    body: contentOf(document, body),
    isBodyRequired: isObject(body) && body["required"] === true,
    responses: Object.fromEntries(
      responses.map(([status, node]) => [status, contentOf(document, resolve(document, node))]),
    ),
    isDeprecated: operation["deprecated"] === true,
    isOurs: OURS in operation,
    isIdOurs: operation["x-khipu-operation-id"] === "ours",
  };
}

function parametersOf(document: JsonObject, nodes: readonly Json[]): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  // What an address contains is known by its place; its name is nobody's business but the document's.
  let place = 0;
  for (const node of nodes) {
    const parameter = resolve(document, node);
    const kind = textAt(parameter, "in") ?? "";
    const name = kind === "path" ? `path ${(place += 1)}` : `${kind} ${textAt(parameter, "name")}`;
    if (!isObject(parameter)) continue;
    const ours = OURS in parameter && { [OURS]: true };
    properties[name] = { ...plainSchema(document, parameter["schema"]), ...ours };
    if (parameter["required"] === true) required.push(name);
  }
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

function contentOf(document: JsonObject, holder: Json | undefined): Content {
  const content = Object.entries(objectAt(holder, "content"));
  return Object.fromEntries(
    content.map(([type, media]) => [
      type.split(";")[0]?.trim().toLowerCase() ?? "",
      plainSchema(document, objectAt(media, "schema")),
    ]),
  );
}

function securityOf(document: JsonObject): string[] {
  const schemes = objectAt(document["components"], "securitySchemes");
  const names = listAt(document, "security").flatMap((one) =>
    isObject(one) ? Object.keys(one) : [],
  );
  return names.map((name) => {
    const scheme = resolve(document, schemes[name]);
    const parts = ["type", "scheme", "in", "name"].map((key) => textAt(scheme, key) ?? "");
    return parts
      .filter((part) => part !== "")
      .join(" ")
      .toLowerCase();
  });
}
