import { post } from "../../simulator/notifications/post.js";
import type { Forwarded, Received } from "./delivery.js";
import { TIMEOUT_MS } from "./target.js";

/** Headers that belong to one connection, or that are written anew for the next. */
const OWN_TO_A_CONNECTION = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Posts a request again: the same bytes and headers, as long as Khipu would wait. */
export async function forward(
  url: string,
  { headers, body }: Pick<Received, "headers" | "body">,
  signal: AbortSignal,
): Promise<NonNullable<Forwarded>> {
  const passed = Object.entries(headers).filter(([name]) => !OWN_TO_A_CONNECTION.has(name));
  const begun = performance.now();
  const result = await post(url, {
    headers: Object.fromEntries(passed),
    body,
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  return { ...result, durationMs: Math.round(performance.now() - begun) };
}
