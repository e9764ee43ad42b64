import { BodyBuffer } from "./body-buffer.js";
import { notificationWebhook, type NotificationHandlerOptions } from "./notification.js";
import { cutShort, parsedBody, Refusal, tooLarge, tooSlow } from "./refusal.js";
import type { ReadLimits, RequestHandler, Webhook } from "./webhook.js";

/**
 * Handles notifications of version 3.0 wherever a server speaks `Request` and `Response`: Next.js route
 * handlers, Hono, Bun, Deno, Workers, SvelteKit, Remix.
 *
 * It verifies the signature, compares the payment with your order, settles it once, and answers in time; its
 * promise never rejects.
 *
 * @example
 * ```ts
 * export const POST = webhookHandler({
 *   secret: "the receiver's secret",
 *   store: memoryStore(),
 *   expect: ({ transaction_id }) => findOrder(transaction_id),
 *   onPaid: ({ transaction_id }) => deliver(transaction_id),
 *   onError: console.error,
 * });
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function webhookHandler<Tx = undefined, Writes = unknown>(
  options: NotificationHandlerOptions<Tx, Writes>,
): RequestHandler {
  return requestHandler(notificationWebhook(options));
}

/** Statuses with which a `Response` refuses a body. */
const BODILESS: readonly number[] = [204, 205, 304];

/** Makes a handler of a webhook. */
export function requestHandler(webhook: Webhook): RequestHandler {
  const handle = async (request: Request): Promise<Response> => {
    const { status, body, headers } = await webhook.answer({
      method: request.method,
      headers: request.headers,
      readBody: (limits) => readRequest(request, limits),
    });
    return new Response(BODILESS.includes(status) ? null : body, { status, headers });
  };
  return Object.assign(handle, { webhook });
}

/**
 * What adapters take: the options of notifications 3.0, or a handler of any kind. As overloads: beside a function
 * in one union, the compiler could not tell what `onPaid` is given.
 */
export type HandlerSource<Tx> = NotificationHandlerOptions<Tx> | RequestHandler;

/** The webhook behind what an adapter was given. */
export function webhookOf<Tx>(source: HandlerSource<Tx>): Webhook {
  if (typeof source !== "function") return notificationWebhook(source);
  if (typeof source.webhook?.answer === "function") return source.webhook;
  throw new TypeError("pass the handler's options, or a handler that this package made");
}

const ADVICE =
  "Pass it the request before anything calls request.json(), text() or formData() (in Hono: c.req.raw, " +
  "before c.req.json()).";

async function readRequest(
  request: Request,
  { maxBytes, signal }: ReadLimits,
): Promise<Uint8Array> {
  const { body } = request;
  if (request.bodyUsed || body?.locked) throw parsedBody(ADVICE);
  const buffer = new BodyBuffer(maxBytes);
  if (!body) return buffer.bytes;
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  // A read that is waiting then ends as if the body had.
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw tooSlow();
      if (done) return buffer.bytes;
      if (!buffer.add(value)) throw tooLarge(maxBytes);
    }
  } catch (error) {
    cancel();
    throw error instanceof Refusal ? error : cutShort();
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
