import { KhipuTimeoutError } from "../../errors.js";
import { OPERATION } from "./refusal.js";

/** The two moments of a delivery: when work should end, and when the answer leaves regardless. */
export interface Clock {
  /** Aborts at the first; its reason is {@link reason}. */
  readonly signal: AbortSignal;
  readonly reason: KhipuTimeoutError;
  /** Resolves at the second. */
  readonly over: Promise<void>;
  isOver(): boolean;
  /** Gives the timer back. */
  stop(): void;
}

/** Long enough for a transaction to be rolled back, and for a clean answer after it. */
const MAX_GRACE_MS = 1_000;

/** Starts the clock of one delivery. */
export function startClock(timeoutMs: number): Clock {
  const controller = new AbortController();
  const reason = new KhipuTimeoutError(OPERATION, `not settled within ${timeoutMs} ms`, {
    timeoutMs,
  });
  let isOver = false;
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => {
    const end = () => {
      isOver = true;
      resolve();
    };
    const warn = () => {
      timer = setTimeout(end, Math.min(MAX_GRACE_MS, timeoutMs / 10));
      controller.abort(reason);
    };
    timer = setTimeout(warn, timeoutMs);
  });
  return {
    signal: controller.signal,
    reason,
    over,
    isOver: () => isOver,
    stop: () => clearTimeout(timer),
  };
}
