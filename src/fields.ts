/** The fields of whatever was handed over, none of them known yet; nothing and plain values have none. */
export function fieldsOf<T extends object = Record<string, unknown>>(
  value: unknown,
): { readonly [Name in keyof T]?: unknown } {
  return Object(value) as { readonly [Name in keyof T]?: unknown };
}
