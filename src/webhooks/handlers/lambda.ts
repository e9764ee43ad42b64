import { fieldsOf } from "../../fields.js";
import { checkSize } from "./body-buffer.js";
import type { NotificationHandlerOptions } from "./notification.js";
import { cutShort } from "./refusal.js";
import { type HandlerSource, webhookOf } from "./web.js";
import type { RequestHandler, RequestHeaders } from "./webhook.js";

/** As much of an event as is needed: of API Gateway v1 and v2, a function URL, or a load balancer. */
export interface LambdaEvent {
  /** Of API Gateway v1 and load balancers. */
  readonly httpMethod?: string | undefined;
  /** Of API Gateway v2 and function URLs it holds `http.method`. */
  readonly requestContext?: object | null | undefined;
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
export function lambdaHandler<Tx = undefined, Writes = unknown>(
  options: NotificationHandlerOptions<Tx, Writes>,
): LambdaHandler;
export function lambdaHandler(handler: RequestHandler): LambdaHandler;
export function lambdaHandler<Tx>(source: HandlerSource<Tx>): LambdaHandler {
  const { answer } = webhookOf(source);
  return async (given, context) => {
    // Test consoles and schedules hand over whatever they like.
    const event = given ?? {};
    const { status, body, headers } = await answer({
      method: event.httpMethod ?? methodOf(event),
      headers: headersOf(event),
      readBody: ({ maxBytes }) => readEvent(event, maxBytes),
      remainingMs: remainingOf(context),
    });
    return { statusCode: status, headers: { ...headers }, body, isBase64Encoded: false };
  };
}

function methodOf({ requestContext }: LambdaEvent): string | undefined {
  const { http } = fieldsOf(requestContext);
  const { method } = fieldsOf(http);
  return typeof method === "string" ? method : undefined;
}

/** Of each header the list, where there is one: it shows a header that was sent twice. */
function headersOf({ headers, multiValueHeaders }: LambdaEvent): RequestHeaders {
  return Object.fromEntries([...entriesOf(headers), ...entriesOf(multiValueHeaders)]);
}

function entriesOf(headers: LambdaEvent["headers"] | LambdaEvent["multiValueHeaders"]) {
  return Object.entries(headers ?? {})
    .filter(([, value]) => typeof value === "string" || (Array.isArray(value) && value.length > 0))
    .map(([name, value]) => [name.toLowerCase(), value] as const);
}

function remainingOf(context: LambdaContext | null | undefined): number | undefined {
  if (typeof context?.getRemainingTimeInMillis !== "function") return undefined;
  const remainingMs = context.getRemainingTimeInMillis();
  return Number.isFinite(remainingMs) ? remainingMs : undefined;
}

function readEvent({ body, isBase64Encoded }: LambdaEvent, maxBytes: number): string | Uint8Array {
  return checkSize(isBase64Encoded ? decodeBase64(body ?? "") : (body ?? ""), maxBytes);
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw cutShort();
  }
}
