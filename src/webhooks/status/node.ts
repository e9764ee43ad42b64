import type { NodeRequest, NodeResponse } from "../handlers/node.js";
import { answerStatus } from "./answer.js";
import { type OrderStatus, type StatusHandlerOptions, statusSettings } from "./options.js";

/** As much of Node's request as is needed: also Express's, Koa's `ctx.req`, Fastify's `request.raw`. */
export type NodeStatusRequest = Pick<NodeRequest, "method" | "headers">;

/** As much of Node's response as is needed. */
export interface NodeStatusResponse extends NodeResponse {
  write(text: string): unknown;
  on(event: "close", listener: () => void): unknown;
}

/** Handles a request of `node:http` and of what is built on it. Resolves once it is answered; never rejects. */
export type NodeStatusHandler<Req extends NodeStatusRequest> = (
  request: Req,
  response: NodeStatusResponse,
) => Promise<void>;

/**
 * Tells the page that waits how its order stands, for `node:http`, Express 4 and 5, Koa, NestJS and Next.js
 * pages. Takes the options of `statusHandler`; `read` is given the framework's own request.
 *
 * @example
 * ```ts
 * app.get("/orders/:id/status", nodeStatusHandler({
 *   read: (request: express.Request) => orders.statusFor(request.session.userId, request.params.id),
 *   onError: console.error,
 * }));
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function nodeStatusHandler<
  Req extends NodeStatusRequest = NodeStatusRequest,
  Status extends object = OrderStatus,
>(options: StatusHandlerOptions<Req, Status>): NodeStatusHandler<Req> {
  const settings = statusSettings(options);
  return async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const { method, headers } = request;
    const answer = await answerStatus({ request, method, headers, signal: gone.signal }, settings);
    // A timeout of the framework's, or the visitor's leaving, was faster.
    if (response.headersSent || gone.signal.aborted) return;
    response.statusCode = answer.status;
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    const { body } = answer;
    if (typeof body === "string") return void response.end(body);
    await body({ write: (text) => response.write(text) });
    response.end("");
  };
}
