/** One request that went out, as the platform's tracing has it. */
export interface Span {
  readonly traceId: string;
  readonly method: string;
  /** Without its query: it can hold a payer's e-mail address. */
  readonly url: string;
  /** Missing when no answer came. */
  readonly status?: number;
}

/** What khipu-sdk calls in place of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How requests leave the platform. */
export interface Egress {
  /** The platform's own way out, such as undici's `fetch` with a proxy. */
  readonly fetch: Fetch;
  readonly onSpan: (span: Span) => void;
}

/** Gives every request a trace, and tells what became of it. `init` goes on as it is, its signal above all. */
export function tracedFetch({ fetch, onSpan }: Egress): Fetch {
  return async (url, init) => {
    const traceId = crypto.randomUUID().replaceAll("-", "");
    const headers = new Headers(init.headers);
    headers.set("traceparent", `00-${traceId}-${traceId.slice(0, 16)}-01`);
    const { origin, pathname } = new URL(url);
    const span = { traceId, method: init.method ?? "GET", url: origin + pathname };
    try {
      const response = await fetch(url, { ...init, headers });
      onSpan({ ...span, status: response.status });
      return response;
    } catch (error) {
      onSpan(span);
      throw error;
    }
  };
}
