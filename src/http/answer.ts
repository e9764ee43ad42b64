import { KhipuApiError, KhipuConnectionError } from "../errors.js";
import type { Exchange } from "./exchange.js";

/**
 * Turns an answer into its data or a typed error.
 *
 * Success is `response.ok`, never what the body says: an empty 401 says nothing.
 */
export function readAnswer(
  { operation, advice }: Exchange,
  { ok, status }: Response,
  text: string,
): object {
  const body = parse(text);
  if (!ok) {
    const isKnown = isRefusal(status, advice);
    throw new KhipuApiError(operation, {
      status,
      body,
      outcome: isKnown ? "rejected" : "unknown",
      advice: isKnown ? "" : advice,
    });
  }
  if (isObject(body)) return body;
  const problem = `the answer (${status}) is no JSON object${advice}`;
  throw new KhipuConnectionError(operation, problem, { outcome: "unknown" });
}

/** Whether it was certainly refused: a 4xx, but for a 408 on a write, which may have taken effect. */
export function isRefusal(status: number, advice: string): boolean {
  return status >= 400 && status < 500 && !(advice && status === 408);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}

/** Not a list, and not null. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
