import { isKhipuError } from "../errors.js";
import { observe } from "../observe.js";
import type { EndEvent, EventError, Hooks, RequestEvent } from "../options.js";
import { failureCode } from "./connection.js";
import type { Exchange } from "./exchange.js";

/** Tells the hooks, if there are any. Each is given an object of its own, so that nobody else sees what it changes in there. */
export function tell(
  { settings: { hooks }, told, attempt }: Exchange,
  how: (hooks: Hooks, event: RequestEvent) => unknown,
): void {
  if (hooks) observe(() => how(hooks, { ...told, attempt }));
}

/**
 * Does the work of a call, and tells once how it ended.
 *
 * @param outcomeOf - what it comes to when it resolves, where that is not always a success.
 */
export async function toItsEnd<T>(
  exchange: Exchange,
  work: (exchange: Exchange) => Promise<T>,
  outcomeOf: (done: T) => EndEvent["outcome"] = () => "succeeded",
): Promise<T> {
  const started = performance.now();
  const end = (outcome: EndEvent["outcome"], error?: EventError) => {
    const durationMs = performance.now() - started;
    const status = exchange.response?.status;
    tell(exchange, (hooks, event) =>
      hooks.onEnd?.({ ...event, durationMs, outcome, status, error }),
    );
  };
  try {
    const done = await work(exchange);
    end(outcomeOf(done));
    return done;
  } catch (reason) {
    const error = eventError(reason);
    end(error.outcome, error);
    throw reason;
  }
}

/** What may be told of an error. What is none of ours is the reason of the caller's abort. */
export function eventError(error: unknown): EventError {
  if (!isKhipuError(error)) return { name: "AbortError", outcome: "unknown" };
  const outcome = "outcome" in error ? error.outcome : "unknown";
  const status = "status" in error ? error.status : undefined;
  return { name: error.name, outcome, status, code: failureCode(error.cause) };
}
