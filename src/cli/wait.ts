import { isKhipuError, isPaid, type Khipu, type KhipuTimeoutError } from "../index.js";
import { paymentTest } from "../lifecycle/payment-test.js";
import type { Payment } from "../types.js";
import type { Context } from "./context.js";
import { clock, durationMs } from "./durations.js";
import { EXIT } from "./exit-code.js";
import { showPayment, stateText } from "./payment-view.js";

/** Options of everything that waits. */
export interface WaitingOptions {
  readonly timeout?: string;
  readonly interval?: string;
}

const DEFAULT_TIMEOUT = "10m";
const TICK_MS = 1_000;

/** Reads the options of a wait, for the SDK. */
export function waitOptions(
  context: Context,
  { timeout = DEFAULT_TIMEOUT, interval }: WaitingOptions,
) {
  return {
    timeoutMs: durationMs("--timeout", timeout),
    ...(interval !== undefined && { intervalMs: durationMs("--interval", interval) }),
    signal: context.signal,
  };
}

/**
 * Shows what is waited for with the time that is left, until `wait` ends. `label` tells what is known by
 * now.
 */
export async function showWait<T>(
  context: Context,
  timeoutMs: number,
  label: () => string,
  wait: () => Promise<T>,
): Promise<T> {
  const ends = performance.now() + timeoutMs;
  const line = () => {
    const left = clock(ends - performance.now());
    return `${label()} · ${context.say({ en: `${left} left`, es: `quedan ${left}` })}`;
  };
  const progress = context.progress(line());
  const timer = setInterval(() => progress.update(line()), TICK_MS);
  try {
    return await wait();
  } finally {
    clearInterval(timer);
    progress.done();
  }
}

/** Waits until a payment's state is final, shows it, and gives the exit code. */
export async function waitForPayment(
  context: Context,
  client: Khipu,
  paymentId: string,
  options: WaitingOptions,
): Promise<number> {
  const settings = waitOptions(context, options);
  const isDone = paymentTest(undefined);
  const seen: { payment?: Payment } = {};
  const label = () =>
    seen.payment
      ? stateText(context, seen.payment)
      : context.say({ en: "waiting", es: "esperando" });
  const until = (payment: Payment) => {
    seen.payment = payment;
    return isDone(payment);
  };
  try {
    const payment = await showWait(context, settings.timeoutMs, label, () =>
      client.payments.waitFor(paymentId, { ...settings, until }),
    );
    showPayment(context, payment);
    return isPaid(payment) ? EXIT.ok : EXIT.notPaid;
  } catch (error) {
    if (!isWaitOver(error)) throw error;
    sayTimeIsUp(context, options);
    if (seen.payment) showPayment(context, seen.payment);
    else context.printJson(null);
    return EXIT.notPaid;
  }
}

/** Whether the time of a wait is up, rather than that of one call. */
export function isWaitOver(error: unknown): error is KhipuTimeoutError {
  return (
    isKhipuError(error) &&
    error.name === "KhipuTimeoutError" &&
    error.operation.endsWith(".waitFor")
  );
}

/** Says that what was waited for may still come. */
export function sayTimeIsUp(context: Context, { timeout = DEFAULT_TIMEOUT }: WaitingOptions): void {
  context.note(
    context.say({
      en: `not there after ${timeout}; it may still come`,
      es: `no llegó en ${timeout}; todavía puede llegar`,
    }),
  );
}
