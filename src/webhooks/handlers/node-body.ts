import { bytesOf } from "../body.js";
import { BodyBuffer, checkSize } from "./body-buffer.js";
import { cutShort, parsedBody, type Refusal, tooLarge, tooSlow } from "./refusal.js";
import type { MessageBody, ReadLimits } from "./webhook.js";

/** As much of a Node stream as reading it takes. */
export interface NodeReadable {
  on(event: string, listener: (chunk: Uint8Array | string) => void): unknown;
  removeListener(event: string, listener: (chunk: Uint8Array | string) => void): unknown;
  resume(): unknown;
  pause?(): unknown;
  /** Whether the whole message has arrived. */
  readonly complete?: boolean | undefined;
  readonly httpVersionMajor?: number | undefined;
  /** Whether anybody has read of it. */
  readonly readableDidRead?: boolean | undefined;
  readonly readableEnded?: boolean | undefined;
  readonly destroyed?: boolean | undefined;
}

/** What frameworks hang on a request when they have read its body. */
export interface KeptBody {
  /** The bytes, kept by NestJS (`rawBody: true`), Google Cloud Functions, and a `verify` of `express.json`. */
  readonly rawBody?: unknown;
  /** What a parser made of it; the bytes, if it was `express.raw` or `express.text`. */
  readonly body?: unknown;
}

/** Where a body may be, and what to say if it is not there. */
export interface NodeBodySource {
  readonly stream: NodeReadable;
  readonly kept: KeptBody;
  readonly takesParsedBody: boolean;
  readonly advice: () => string;
}

/** Takes the bytes where a framework kept them, or reads them. A parsed body is never made into bytes again. */
export async function readNodeBody(
  { stream, kept, takesParsedBody, advice }: NodeBodySource,
  limits: ReadLimits,
): Promise<MessageBody> {
  const { rawBody } = kept;
  if (isRaw(rawBody)) return checkSize(rawBody, limits.maxBytes);
  // Some platforms parse when `body` is first looked at, so it is not, as long as the stream is there.
  if (!(stream.readableDidRead ?? stream.readableEnded)) return readStream(stream, limits);
  const { body } = kept;
  if (isRaw(body)) return checkSize(body, limits.maxBytes);
  if (takesParsedBody && typeof body === "object" && body !== null) return body;
  if (stream.destroyed && !stream.readableEnded) throw cutShort();
  throw parsedBody(advice());
}

function isRaw(value: unknown): value is string | Uint8Array {
  return typeof value === "string" || ArrayBuffer.isView(value);
}

/**
 * Whether the connection has to be closed with the answer: the rest of a body that is not wanted, or never comes, is
 * otherwise read to its end. HTTP/2 has no such header, and holds the sender back by itself.
 */
export function mustClose(
  { complete, httpVersionMajor = 1 }: NodeReadable,
  status: number,
): boolean {
  const isWhole = complete ?? (status !== 408 && status !== 413);
  return httpVersionMajor === 1 && !isWhole;
}

function readStream(stream: NodeReadable, { maxBytes, signal }: ReadLimits): Promise<Uint8Array> {
  const buffer = new BodyBuffer(maxBytes);
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      stream.removeListener("data", onData);
      stream.removeListener("end", onEnd);
      stream.removeListener("close", onCut);
      signal.removeEventListener("abort", onAbort);
      end();
    };
    const refuse = (refusal: Refusal) => {
      stream.pause?.();
      settle(() => reject(refusal));
    };
    const onData = (chunk: Uint8Array | string) => {
      const bytes = typeof chunk === "string" ? bytesOf(chunk) : chunk;
      if (!buffer.add(bytes)) refuse(tooLarge(maxBytes));
    };
    const onEnd = () => settle(() => resolve(buffer.bytes));
    const onCut = () => refuse(cutShort());
    const onAbort = () => refuse(tooSlow());
    stream.on("data", onData);
    stream.on("end", onEnd);
    stream.on("close", onCut);
    // Stays on: a stream that fails after it was given up must not end the process.
    stream.on("error", onCut);
    signal.addEventListener("abort", onAbort, { once: true });
    if (stream.destroyed) onCut();
    // Also when somebody paused it.
    else stream.resume();
  });
}
