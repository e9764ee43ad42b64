import { answerStatus } from "./answer.js";
import { type OrderStatus, type StatusHandlerOptions, statusSettings } from "./options.js";
import type { Sink } from "./stream.js";

/**
 * Tells the page that waits how its order stands, wherever a server speaks `Request` and `Response`: Next.js
 * route handlers, Hono, Bun, Deno, Workers, SvelteKit, Remix.
 *
 * To who accepts `text/event-stream` it answers with a stream that ends by itself; to all others with JSON and
 * an entity tag. Nothing of it is cached. `watchOrder` of `khipu-sdk/browser` asks for either.
 *
 * @example
 * ```ts
 * export const GET = statusHandler({
 *   read: async (request: Request) => {
 *     const order = await findOrderOf(await sessionOf(request), request.url);
 *     return order && { state: order.state, final: order.state !== "pending" };
 *   },
 *   onError: console.error,
 * });
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function statusHandler<Status extends object = OrderStatus>(
  options: StatusHandlerOptions<Request, Status>,
): (request: Request) => Promise<Response> {
  const settings = statusSettings(options);
  return async (request) => {
    const { method, headers, signal } = request;
    const answer = await answerStatus({ request, method, headers, signal }, settings);
    const { status, body } = answer;
    // 204 and 304 may not have a body, not even an empty one.
    const content = typeof body === "function" ? streamOf(body) : body || null;
    return new Response(content, { status, headers: answer.headers });
  };
}

/** Runs a stream for as long as somebody reads it. */
function streamOf(run: (sink: Sink, gone: AbortSignal) => Promise<void>): ReadableStream {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      void run({ write }, gone.signal).then(() => {
        if (!gone.signal.aborted) controller.close();
      });
    },
    cancel: () => gone.abort(),
  });
}
