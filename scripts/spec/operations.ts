import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  resolve,
  textAt,
} from "../generate/json.js";
import { OURS } from "./plain-schema.js";

/** Schemas, as they stand in the document, by the kind of content that they describe. */
export type Content = ReadonlyMap<string, Json>;

/** Kinds of authorization that are asked for together: `apikey header x-api-key`. */
export type Alternative = readonly string[];

/** An operation as far as two documents can be compared by it. */
export interface Operation {
  readonly id: string | undefined;
  /** As the document writes it; of a webhook, its name. */
  readonly path: string;
  /** In small letters. */
  readonly method: string;
  /** The parameters as one object: its fields are `query name`, `path 1`, `header name`. */
  readonly parameters: JsonObject;
  readonly body: Content;
  readonly isBodyRequired: boolean;
  /** The answers, by status. */
  readonly responses: ReadonlyMap<string, Content>;
  /** The headers of the answers as one object, by status. */
  readonly headers: ReadonlyMap<string, JsonObject>;
  readonly security: readonly Alternative[];
  /** Scheme and host of every server, where it has others than the document. */
  readonly origins: readonly string[];
  readonly isDeprecated: boolean;
  /** In no published document. */
  readonly isOurs: boolean;
  /** Whether its id is ours, since nobody published one. */
  readonly isIdOurs: boolean;
}

/** A document as far as two can be compared. */
export interface Comparable {
  readonly document: JsonObject;
  readonly title: string;
  /** Scheme and host of every server. */
  readonly origins: readonly string[];
  /** By method and whole path, with every parameter of the path as `{}`. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** By name. */
  readonly webhooks: ReadonlyMap<string, Operation>;
}

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options", "trace"] as const;

/** What is there to compare of a document. */
export function comparable(document: JsonObject): Comparable {
  const [server] = listAt(document, "servers").flatMap(addressesOf);
  const base = server === undefined ? "" : pathOf(server);
  return {
    document,
    title: textAt(document["info"], "title") ?? "",
    origins: originsOf(document),
    operations: operationsIn(document, "paths", (method, path) => keyOf(method, base, path)),
    webhooks: operationsIn(document, "webhooks", (_, name) => name),
  };
}

/** `POST /v3/payments/{}`: Khipu ends a server's address where ours begins a path, or the other way round. */
function keyOf(method: string, base: string, path: string): string {
  const whole = `${base}/${path}`.replaceAll(/\/{2,}/g, "/").replaceAll(/\{[^}]*\}/g, "{}");
  return `${method.toUpperCase()} ${whole}`;
}

function originsOf(holder: JsonObject): string[] {
  const all = listAt(holder, "servers").flatMap(addressesOf);
  return [...new Set(all.map((url) => (URL.canParse(url) ? new URL(url).origin : url)))];
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** More addresses than anybody writes with the variables of one server. */
const MOST_ADDRESSES = 100;

/** Every address that the variables of a server make. */
function addressesOf(server: Json): string[] {
  let addresses = [textAt(server, "url") ?? ""];
  for (const [name, variable] of Object.entries(objectAt(server, "variables"))) {
    const values = listAt(variable, "enum").map(String);
    const all = values.length > 0 ? values : [textAt(variable, "default") ?? ""];
    addresses = addresses.flatMap((url) => all.map((value) => url.replaceAll(`{${name}}`, value)));
    addresses = addresses.slice(0, MOST_ADDRESSES);
  }
  return addresses;
}

function operationsIn(
  document: JsonObject,
  under: "paths" | "webhooks",
  keyFor: (method: string, path: string) => string,
): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const [path, node] of Object.entries(objectAt(document, under))) {
    const item = resolve(document, node);
    for (const method of METHODS) {
      const operation = isObject(item) ? item[method] : undefined;
      if (!isObject(item) || !isObject(operation)) continue;
      found.set(keyFor(method, path), {
        ...{ path, method },
        ...operationOf(document, item, operation),
      });
    }
  }
  return found;
}

function operationOf(
  document: JsonObject,
  item: JsonObject,
  operation: JsonObject,
): Omit<Operation, "path" | "method"> {
  const body = resolve(document, operation["requestBody"]);
  const all = [...listAt(item, "parameters"), ...listAt(operation, "parameters")];
  const responses = Object.entries(objectAt(operation, "responses")).map(
    ([status, node]) => [status, resolve(document, node)] as const,
  );
  const security = operation["security"] ?? document["security"];
  return {
    id: textAt(operation, "operationId"),
    parameters: objectOf(parametersOf(document, all)),
    body: contentOf(body),
    isBodyRequired: isObject(body) && body["required"] === true,
    responses: new Map(responses.map(([status, answer]) => [status, contentOf(answer)])),
    headers: new Map(responses.map(([status, one]) => [status, headersOf(document, one)])),
    security: listAt({ security: security ?? [] }, "security").map((one) =>
      schemesOf(document, one),
    ),
    origins: originsOf("servers" in operation ? operation : item),
    isDeprecated: operation["deprecated"] === true,
    isOurs: OURS in operation,
    isIdOurs: operation["x-khipu-operation-id"] === "ours",
  };
}

/** Headers that no document may describe as parameters: they follow from other parts of it. */
const IMPLIED = new Set(["header accept", "header content-type", "header authorization"]);

/** The parameters by place and name; what the operation says of one goes before what the path says. */
function parametersOf(document: JsonObject, nodes: readonly Json[]): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const node of nodes) {
    const parameter = resolve(document, node);
    if (!isObject(parameter)) continue;
    const [kind = "", name = ""] = [textAt(parameter, "in"), textAt(parameter, "name")];
    const key = `${kind} ${kind === "header" ? name.toLowerCase() : name}`;
    if (!IMPLIED.has(key)) found.set(key, parameter);
  }
  // What an address contains is known by its place; its name is nobody's business but the document's.
  let place = 0;
  const named = [...found].map(([key, parameter]): [string, JsonObject] => [
    key.startsWith("path ") ? `path ${(place += 1)}` : key,
    parameter,
  ]);
  return new Map(named);
}

function objectOf(parameters: ReadonlyMap<string, JsonObject>): JsonObject {
  const all = [...parameters];
  const required = all.filter(([, one]) => one["required"] === true).map(([name]) => name);
  const properties = all.map(([name, parameter]): [string, Json] => {
    const [media] = Object.values(objectAt(parameter, "content"));
    const schema = parameter["schema"] ?? objectAt(media, "schema");
    const { deprecated, [OURS]: ours } = parameter;
    const said = {
      ...(deprecated === true && { deprecated }),
      ...(ours !== undefined && { [OURS]: ours }),
    };
    return [name, Object.keys(said).length > 0 ? { allOf: [schema], ...said } : schema];
  });
  return { type: "object", properties: Object.fromEntries(properties), required };
}

function headersOf(document: JsonObject, answer: Json | undefined): JsonObject {
  const entries = Object.entries(objectAt(answer, "headers")).map(([name, node]) => {
    const header = resolve(document, node);
    return [`header ${name.toLowerCase()}`, isObject(header) ? header : {}] as const;
  });
  return objectOf(new Map(entries));
}

function contentOf(holder: Json | undefined): Content {
  const content = Object.entries(objectAt(holder, "content"));
  return new Map(
    content.map(([type, media]) => [
      type.split(";")[0]?.trim().toLowerCase() ?? "",
      objectAt(media, "schema"),
    ]),
  );
}

function schemesOf(document: JsonObject, requirement: Json): string[] {
  const schemes = objectAt(document["components"], "securitySchemes");
  return Object.entries(isObject(requirement) ? requirement : {}).map(([name, scopes]) => {
    const scheme = resolve(document, Object.hasOwn(schemes, name) ? schemes[name] : undefined);
    const parts = ["type", "scheme", "in", "name"].map((key) => textAt(scheme, key) ?? "");
    const all = [...parts, ...listAt({ scopes }, "scopes").map(String)];
    return all
      .filter((part) => part !== "")
      .join(" ")
      .toLowerCase();
  });
}
