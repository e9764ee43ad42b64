/** The fields of whatever was handed over, none of them known yet; nothing and plain values have none. */
export function fieldsOf<T extends object = Record<string, unknown>>(
  value: unknown,
): { readonly [Name in keyof T]?: unknown } {
  return Object(value) as { readonly [Name in keyof T]?: unknown };
}

/** The names in a table of ours: a literal, which has those that its type knows and no others. */
export function keysOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}

/** The items of a list, none of them known yet; nothing else has any. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
