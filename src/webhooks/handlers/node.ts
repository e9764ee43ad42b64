import { type KeptBody, mustClose, type NodeReadable, readNodeBody } from "./node-body.js";
import type { NotificationHandlerOptions } from "./notification.js";
import { type HandlerSource, webhookOf } from "./web.js";
import type { RequestHandler, RequestHeaders, Verdict } from "./webhook.js";

/** As much of Node's request as is needed: also Express's, Koa's `ctx.req`, NestJS's, Next.js's. */
export interface NodeRequest extends NodeReadable, KeptBody {
  readonly method?: string | undefined;
  readonly headers: RequestHeaders;
}

/** As much of Node's response as is needed. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** Handles a request of `node:http` and of what is built on it. Resolves once it is answered; never rejects. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/**
 * Handles notifications for `node:http`, Express 4 and 5, Koa, NestJS and Next.js pages. Takes the options of
 * `webhookHandler`, or a handler of another kind (`subscriptionHandler(...)`).
 *
 * Mount it above the body parser. Where one was there first, the bytes are taken from `rawBody`, or from `body`
 * after `express.raw`; if nobody kept them, it answers 500 and tells `onError` which line to change.
 *
 * @example
 * ```ts
 * app.post("/webhooks/khipu", nodeHandler(options));
 * app.use(express.json());
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function nodeHandler<Tx = undefined, Writes = unknown>(
  options: NotificationHandlerOptions<Tx, Writes>,
): NodeHandler;
export function nodeHandler(handler: RequestHandler): NodeHandler;
export function nodeHandler<Tx>(source: HandlerSource<Tx>): NodeHandler {
  const { answer, takesParsedBody } = webhookOf(source);
  return async (request, response) => {
    const advice = () => adviceFor(request);
    const body = { stream: request, kept: request, takesParsedBody, advice };
    const { method, headers } = request;
    const readBody = (limits: Parameters<typeof readNodeBody>[1]) => readNodeBody(body, limits);
    const verdict = await answer({ method, headers, readBody });
    send(response, verdict, mustClose(request, verdict.status));
  };
}

function send(response: NodeResponse, { status, body, headers }: Verdict, isLast: boolean): void {
  // A timeout of the framework's, or the sender's end, was faster.
  if (response.headersSent) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (isLast) response.setHeader("connection", "close");
  response.end(body);
}

const EXPRESS =
  "Express: put this route above app.use(express.json()), or keep the bytes there: " +
  "express.json({ verify: (req, res, bytes) => { req.rawBody = bytes } }). " +
  "NestJS: NestFactory.create(AppModule, { rawBody: true }).";
const NEXT =
  "Next.js: add `export const config = { api: { bodyParser: false } }` to this file of pages/api.";
const OTHERS =
  "Koa: put this route above app.use(bodyParser()), or set ctx.req.rawBody = ctx.request.rawBody before it. " +
  "Fastify: app.register(fastifyPlugin(options)) in place of nodeHandler.";

function adviceFor(request: NodeRequest): string {
  if ("app" in request) return EXPRESS;
  return "previewData" in request || "draftMode" in request ? NEXT : OTHERS;
}
