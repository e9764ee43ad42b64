import { isObject } from "./answer.js";

/**
 * Lets an id into a path, or refuses it: `..` would reach another operation (`DELETE /v3/`), and an
 * empty one the collection.
 */
export function pathId(name: string, id: unknown): string {
  // A lone surrogate cannot be encoded: encodeURIComponent would throw an error that names no field.
  if (typeof id !== "string" || /^[\s.]*$|\p{Surrogate}/u.test(id)) {
    throw new TypeError(`${name} must be text, not empty or made of dots`);
  }
  if (id.length > 255) throw new RangeError(`${name} must have at most 255 characters`);
  return id;
}

/** The parameters of an operation on one thing. */
export function byId(name: string, id: unknown): { path: { id: string } } {
  return { path: { id: pathId(name, id) } };
}

/** Lets a whole number into a path, written as a number or as text. */
export function wholeNumber(name: string, id: unknown): number {
  const isText = typeof id === "string" && /^\d{1,15}$/.test(id);
  // Up to 15 digits are exact as a number.
  if (isText || (Number.isInteger(id) && Number(id) >= 0 && Number(id) < 1e15)) return Number(id);
  throw new TypeError(`${name} must be a whole number`);
}

/** Refuses what is not an object of parameters, before anything is read from it. */
export function paramsObject<T extends object>(params: T): T {
  if (isObject(params)) return params;
  throw new TypeError("params must be an object");
}
