/** What callers without types do: passes any value for any type. */
export function untyped<T>(value: unknown): T {
  return value as T;
}
