/** A promise of a body that can also give the HTTP response it came in. */
export interface KhipuPromise<T> extends Promise<T> {
  /** Resolves to the body together with the `Response` (already read: look at its status and headers). */
  withResponse(): Promise<{ data: T; response: Response }>;
}

/** Starts a call and hands out its body, keeping the response for who asks. */
export function khipuPromise<T>(
  start: () => Promise<{ data: T; response: Response }>,
): KhipuPromise<T> {
  const exchange = start();
  const body = exchange.then(({ data }) => data);
  return Object.assign(body, {
    withResponse() {
      // Who takes the response handles its failure there; the body's twin must not count as unhandled.
      body.catch(() => undefined);
      return exchange;
    },
  });
}
