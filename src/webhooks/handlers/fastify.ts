import { fieldsOf } from "../../fields.js";
import { mustClose, type NodeReadable, readNodeBody } from "./node-body.js";
import type { NotificationHandlerOptions } from "./notification.js";
import { type HandlerSource, webhookOf } from "./web.js";
import type { RequestHandler, RequestHeaders } from "./webhook.js";

/** As much of Fastify's request as is needed. */
export interface FastifyRequestLike {
  readonly method: string;
  readonly headers: RequestHeaders;
  readonly raw: NodeReadable;
  readonly body?: unknown;
}

/** As much of Fastify's reply as is needed. */
export interface FastifyReplyLike {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
}

/** As much of a Fastify instance as is needed. */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    contentType: string,
    parser: (
      request: unknown,
      payload: NodeReadable,
      done: (error: null, body: unknown) => void,
    ) => void,
  ): unknown;
  all(
    url: string,
    handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown;
}

/** A Fastify plugin, to be registered. */
export type FastifyWebhookPlugin = (
  instance: FastifyLike,
  options: unknown,
  done: () => void,
) => void;

/**
 * Makes a Fastify plugin that handles notifications at a URL. Takes the options of `webhookHandler`, or a
 * handler of another kind (`subscriptionHandler(...)`).
 *
 * The body parsers of your other routes stay as they are: only inside the plugin there are none.
 *
 * @example
 * ```ts
 * app.register(fastifyPlugin("/webhooks/khipu", options));
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function fastifyPlugin<Tx = undefined, Writes = unknown>(
  url: string,
  options: NotificationHandlerOptions<Tx, Writes>,
): FastifyWebhookPlugin;
export function fastifyPlugin(url: string, handler: RequestHandler): FastifyWebhookPlugin;
export function fastifyPlugin<Tx>(url: string, source: HandlerSource<Tx>): FastifyWebhookPlugin {
  const { answer, takesParsedBody } = webhookOf(source);
  return (instance, _, done) => {
    instance.removeAllContentTypeParsers();
    // Hands the stream on as it is; what comes without a content type has no parser, and stays in `raw`.
    instance.addContentTypeParser("*", (_, payload, parsed) => parsed(null, payload));
    instance.all(url, async ({ method, headers, raw, body }, reply) => {
      const stream = isStream(body) ? body : raw;
      const source = { stream, kept: {}, takesParsedBody, advice: () => ADVICE };
      const verdict = await answer({
        method,
        headers,
        readBody: (limits) => readNodeBody(source, limits),
      });
      reply.code(verdict.status);
      for (const [name, value] of Object.entries(verdict.headers)) reply.header(name, value);
      if (mustClose(raw, verdict.status)) reply.header("connection", "close");
      return reply.send(verdict.body);
    });
    done();
  };
}

const ADVICE =
  "Fastify: a preParsing hook has read it; register that hook in a plugin beside this one, not above it.";

function isStream(body: unknown): body is NodeReadable {
  return typeof fieldsOf<NodeReadable>(body).resume === "function";
}
