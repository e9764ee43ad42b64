import type { CallbackContext, FailureContext } from "../handlers/options.js";
import { allowFunctions, requireFunctions, requireMethods, within } from "../handlers/settings.js";

/** What the page that waits is told of an order, unless you say otherwise with `isFinal`. */
export interface OrderStatus {
  /** Your own word for where the order stands: `pending`, `verifying`, `paid`. */
  readonly state: string;
  /** Whether it stays like this, so that nobody needs to wait on. */
  readonly final?: boolean | undefined;
  /** Grows with each change, so that the page can drop what is out of date, e.g. from a replica. */
  readonly version?: number | undefined;
}

/** What ends a subscription, if anything must. */
export type Unsubscribe = (() => unknown) | undefined;

/** Settings of `statusHandler` and `nodeStatusHandler`. */
export interface StatusHandlerOptions<Req, Status extends object = OrderStatus> {
  /**
   * Reads the status of the order that the request is about, or nothing when there is none **or this visitor may
   * not see it**: check that here, by the session or by a token in the address. An order's number can be guessed.
   *
   * All that it gives is sent. Give what the page needs, never the order itself.
   */
  read: (
    request: Req,
    context: CallbackContext,
  ) => Status | undefined | Promise<Status | undefined>;
  /**
   * Asks to be woken when the order may have changed, in place of reading it every second: call `notify` then.
   * Gives what ends that. It may be called too often, and may miss a change: `intervalMs` goes on.
   *
   * @defaultValue the order is read every `intervalMs`
   */
  subscribe?:
    | ((
        notify: () => void,
        request: Req,
        context: CallbackContext,
      ) => Unsubscribe | Promise<Unsubscribe>)
    | undefined;
  /**
   * Whether a status is the last.
   *
   * @defaultValue `status.final === true`
   */
  isFinal?: ((status: Status) => boolean) | undefined;
  /**
   * How often the order is read for each page that waits, in milliseconds.
   *
   * @defaultValue 1000; 10000 with `subscribe`
   */
  intervalMs?: number | undefined;
  /**
   * How often a stream says that it is alive, in milliseconds. `watchOrder` takes 45 seconds of silence for an
   * end, proxies usually 60.
   *
   * @defaultValue 15000
   */
  heartbeatMs?: number | undefined;
  /**
   * How long a stream lasts, in milliseconds; the page then connects again and is told nothing twice. Less than
   * your platform allows a request.
   *
   * @defaultValue 120000
   */
  maxDurationMs?: number | undefined;
  /**
   * How long a page waits before it connects again, in milliseconds.
   *
   * @defaultValue 2000
   */
  retryMs?: number | undefined;
  /** Ends every stream when it aborts, so that a server can shut down. */
  signal?: AbortSignal | undefined;
  /**
   * Told of what your callbacks throw. The visitor sees a 500 without a word of it. What it throws itself is
   * dropped.
   *
   * @defaultValue nobody is told
   */
  onError?: ((error: unknown, context: FailureContext) => unknown) | undefined;
}

/** The options once read. */
export type StatusSettings<Req, Status extends object> = StatusHandlerOptions<Req, Status> & {
  readonly isFinal: (status: Status) => boolean;
  readonly intervalMs: number;
  readonly heartbeatMs: number;
  readonly maxDurationMs: number;
  readonly retryMs: number;
};

/** Checks the options when a handler is made, not when the first visitor comes. */
export function statusSettings<Req, Status extends object>(
  options: StatusHandlerOptions<Req, Status>,
): StatusSettings<Req, Status> {
  // What JavaScript hands over may be nothing at all.
  const { read, subscribe, onError, signal, isFinal = isMarkedFinal } = options ?? {};
  requireFunctions({ read, isFinal });
  allowFunctions({ subscribe, onError });
  if (signal !== undefined) requireMethods("signal", Object(signal), ["addEventListener"]);
  const { intervalMs = subscribe ? 10_000 : 1_000, heartbeatMs = 15_000 } = options;
  const { maxDurationMs = 120_000, retryMs = 2_000 } = options;
  return {
    ...options,
    isFinal,
    intervalMs: milliseconds("intervalMs", intervalMs),
    heartbeatMs: milliseconds("heartbeatMs", heartbeatMs),
    maxDurationMs: milliseconds("maxDurationMs", maxDurationMs),
    retryMs: milliseconds("retryMs", retryMs),
  };
}

function isMarkedFinal(status: { readonly final?: unknown }): boolean {
  return status.final === true;
}

/** What a timer can keep. */
function milliseconds(name: string, value: number): number {
  return within(name, value, 1, 2 ** 31 - 1);
}
