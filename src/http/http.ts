import { checkMs } from "../duration.js";
import { isKhipuError, type KhipuError } from "../errors.js";
import type { CallOptions } from "../options.js";
import type { Answer, Contract, Input, Operation } from "../operation.js";
import { readAnswer } from "./answer.js";
import { sleep, startDeadline } from "./deadline.js";
import { eventError, tell, toItsEnd } from "./events.js";
import { type Exchange, exchangeOf, type HttpSettings, send } from "./exchange.js";
import { callHeaders } from "./headers.js";
import { khipuPromise, type KhipuPromise } from "./khipu-promise.js";
import { isRepeatable, retryDelayMs } from "./retry.js";
import { writeRequest } from "./request.js";

/** Makes the calls to one API: one deadline, the retry rule, typed errors. */
export class Http {
  readonly #settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.#settings = settings;
  }

  /** How long one of several calls may take, of which all together have `remainingMs` left. */
  atMost(remainingMs: number): number {
    return Math.min(this.#settings.timeoutMs, remainingMs);
  }

  /** The deadline of a call that takes longer than others: a client that is more patient yet stays so. */
  atLeast(timeoutMs: number): number {
    return Math.max(this.#settings.timeoutMs, timeoutMs);
  }

  /**
   * Makes one call, with the input that `check` gives: what it throws, the call rejects with. Errors are told what
   * the call is `about`.
   */
  call<Types extends Contract>(
    operation: Operation<Types>,
    options: CallOptions | undefined,
    check: () => Input<Types>,
    about?: Pick<KhipuError, "refund">,
  ): KhipuPromise<Answer<Types>> {
    return khipuPromise(async () => {
      const settings = this.#settings;
      const timeoutMs = checkMs("timeoutMs", options?.timeoutMs ?? settings.timeoutMs);
      const headers = callHeaders(options?.headers);
      const deadline = startDeadline(timeoutMs, options?.signal);
      try {
        const request = writeRequest(settings.baseUrl, operation, check(), settings.bodyFormat);
        const { id, path } = operation;
        const call = { settings, operation: id, path, request, headers, deadline };
        return await toItsEnd(await exchangeOf(call), attempts<Answer<Types>>);
      } catch (error) {
        throw isKhipuError(error) ? Object.assign(error, about) : error;
      } finally {
        deadline.clear();
      }
    });
  }
}

async function attempts<T>(exchange: Exchange): Promise<{ data: T; response: Response }> {
  for (; ; exchange.attempt++) {
    try {
      const { response, text } = await send(exchange);
      // The document's word for it: no client can check a service's every answer and stay small.
      return { data: readAnswer(exchange, response, text) as T, response };
    } catch (error) {
      await pause(exchange, error);
    }
  }
}

/** Waits for the next attempt, or throws what went wrong with this one. */
async function pause(exchange: Exchange, error: unknown): Promise<void> {
  const { settings, deadline, advice, attempt, response } = exchange;
  if (!isKhipuError(error) || attempt > settings.maxRetries || !isRepeatable(error, !advice))
    throw error;
  const delayMs = retryDelayMs(attempt, response?.headers?.get("retry-after"));
  // A wait that does not fit is not begun: the caller learns at once what went wrong.
  if (delayMs >= deadline.remainingMs()) throw error;
  tell(exchange, (hooks, event) =>
    hooks.onRetry?.({ ...event, delayMs, error: eventError(error) }),
  );
  await sleep(delayMs, deadline.signal).catch((reason: unknown) => {
    // A program held up slept through its deadline: what went wrong is still `error`.
    throw deadline.isOver() ? error : reason;
  });
}
