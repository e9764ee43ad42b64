/** A failure as Node tells it. */
export function failing(code: string, more: object = {}): Error {
  return Object.assign(new Error("it failed"), { code, ...more });
}

/** As the platform's `fetch` rejects. */
export function fetchFailed(cause: unknown): Error {
  return new TypeError("fetch failed", { cause });
}
