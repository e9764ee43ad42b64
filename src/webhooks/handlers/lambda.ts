import type { NotificationHandlerOptions } from "./notification.js";
import { cutShort, tooLarge } from "./refusal.js";
import { type HandlerSource, webhookOf } from "./web.js";
import type { RequestHandler, RequestHeaders } from "./webhook.js";

/** As much of an event as is needed: of API Gateway v1 and v2, a function URL, or a load balancer. */
export interface LambdaEvent {
  /** Of API Gateway v1 and load balancers. */
  readonly httpMethod?: string | undefined;
  /** Of API Gateway v2 and function URLs it holds `http.method`. */
  readonly requestContext?: object | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  /** Of load balancers that send these in place of `headers`. */
  readonly multiValueHeaders?: Readonly<Record<string, string[] | undefined>> | null | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** As much of the context as is needed: how long the function may still run. */
export interface LambdaContext {
  getRemainingTimeInMillis?(): number;
}

/** What all of them take for an answer. */
export interface LambdaResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/** Handles an event. Never rejects. */
export type LambdaHandler = (event: LambdaEvent, context?: LambdaContext) => Promise<LambdaResult>;

/**
 * Handles notifications in AWS Lambda, behind API Gateway (v1 and v2), a function URL or a load balancer. Takes
 * the options of `webhookHandler`, or a handler of another kind (`subscriptionHandler(...)`).
 *
 * It answers before the function's own timeout, which AWS sets to 3 seconds: give it 30.
 *
 * @example
 * ```ts
 * export const handler = lambdaHandler(options);
 * ```
 * @throws TypeError or RangeError when an option is missing or out of range.
 */
export function lambdaHandler<Tx = undefined>(
  options: NotificationHandlerOptions<Tx>,
): LambdaHandler;
export function lambdaHandler(handler: RequestHandler): LambdaHandler;
export function lambdaHandler<Tx>(source: HandlerSource<Tx>): LambdaHandler {
  const { answer } = webhookOf(source);
  return async (event, context) => {
    const { status, body, headers } = await answer({
      method: event.httpMethod ?? methodOf(event.requestContext),
      headers: headersOf(event),
      readBody: ({ maxBytes }) => readEvent(event, maxBytes),
      remainingMs: context?.getRemainingTimeInMillis?.(),
    });
    return { statusCode: status, headers: { ...headers }, body, isBase64Encoded: false };
  };
}

function methodOf(requestContext: object = {}): string | undefined {
  return (requestContext as { readonly http?: { readonly method?: string } }).http?.method;
}

/** The lists where there are some: they show a header that was sent twice. */
function headersOf({ headers, multiValueHeaders }: LambdaEvent): RequestHeaders {
  return multiValueHeaders ?? headers ?? {};
}

function readEvent({ body, isBase64Encoded }: LambdaEvent, maxBytes: number): string | Uint8Array {
  const raw = isBase64Encoded ? decodeBase64(body ?? "") : (body ?? "");
  if (raw.length > maxBytes) throw tooLarge(maxBytes);
  return raw;
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw cutShort();
  }
}
