import { type JsonObject, listAt, objectAt } from "../../../scripts/generate/json.js";

/** One way in which a document can change, and what must be said of it. */
export interface Case {
  readonly title: string;
  /** `silent`: the same, said in another way. */
  readonly verdict: "silent" | "ok" | "breaks";
  readonly change: (document: JsonObject) => void;
}

export const schema = (document: JsonObject, name: string) =>
  objectAt(objectAt(document["components"], "schemas"), name);
export const field = (document: JsonObject, name: string, key: string) =>
  objectAt(objectAt(schema(document, name), "properties"), key);
export const operation = (document: JsonObject, path: string, method: string) =>
  objectAt(objectAt(objectAt(document, "paths"), path), method);
export const required = (document: JsonObject, name: string) =>
  listAt(schema(document, name), "required");

export function replace(target: JsonObject, key: string, value: JsonObject[string]): void {
  target[key] = value;
}

export function drop(list: unknown[], value: unknown): void {
  list.splice(list.indexOf(value), 1);
}

/** The first field of a request that has the given kind of value. */
export const create = (document: JsonObject, key: string) => field(document, "PaymentCreate", key);
export const payment = (document: JsonObject, key: string) => field(document, "Payment", key);
