import { notificationError } from "./notification-error.js";

/** A notification's body as it came, text counting as UTF-8. Never a parsed object. */
export type NotificationBody = string | Uint8Array | ArrayBuffer;

/** A `Request` of any realm or framework: all that is needed of one. */
export interface NotificationRequest {
  readonly bodyUsed: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A body that can be hashed. Anything else (a parsed object, say) is refused. */
export function rawBody(body: unknown, operation?: string): string | Uint8Array {
  if (typeof body === "string") return body;
  // A view of another kind is nobody's body, and would only fail to verify.
  if (ArrayBuffer.isView(body)) return body as Uint8Array;
  // By its tag, because a buffer of another realm (jest, vm) is no instance of our class.
  if (Object.prototype.toString.call(body).endsWith("ArrayBuffer]")) {
    return new Uint8Array(body as ArrayBuffer);
  }
  throw notificationError(
    "parsed-body",
    "the body was read or parsed before: pass it raw",
    operation,
  );
}

/** Whether `body` is a `Request` that nobody has read yet. */
export function isRequest(body: unknown): body is NotificationRequest {
  const request = body as Partial<NotificationRequest> | null | undefined;
  return typeof request?.arrayBuffer === "function" && !request.bodyUsed;
}

// Made when first needed: where a test's environment has none (jsdom), importing must not fail.
let decoder: InstanceType<typeof TextDecoder> | undefined;

/**
 * The text of a raw body, without a byte order mark. Bytes that are not UTF-8 cost their letters, not the payment.
 */
export function textOf(raw: string | Uint8Array): string {
  if (typeof raw !== "string") return (decoder ??= new TextDecoder()).decode(raw);
  return raw.replace(/^\ufeff/, "");
}

/** The bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
