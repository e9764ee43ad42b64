import type { Client } from "openapi-fetch";
import { checkMs } from "../duration.js";
import { isKhipuError, type KhipuError } from "../errors.js";
import type { CallOptions } from "../options.js";
import { readAnswer } from "./answer.js";
import { configuredClient, type MakeClient } from "./configured-client.js";
import { sleep, startDeadline } from "./deadline.js";
import { type Exchange, exchangeOf, type HttpSettings, observe, send } from "./exchange.js";
import { callHeaders } from "./headers.js";
import { khipuPromise, type KhipuPromise } from "./khipu-promise.js";
import { isRepeatable, retryDelayMs } from "./retry.js";
import type { WireRequest } from "./wire-request.js";

/** One call of openapi-fetch. It only writes the request; what it resolves to is not the answer. */
type Write<Paths extends object> = (api: Client<Paths>) => Promise<{ response: Response }>;

/** Makes the calls to one API: one deadline, the retry rule, typed errors. */
export class Http<Paths extends object> {
  readonly #settings: HttpSettings;
  readonly #makeClient: MakeClient<Paths>;
  #api: Client<Paths> | undefined;

  constructor(settings: HttpSettings, makeClient: MakeClient<Paths>) {
    this.#settings = settings;
    this.#makeClient = makeClient;
  }

  /** How long one of several calls may take, of which all together have `remainingMs` left. */
  atMost(remainingMs: number): number {
    return Math.min(this.#settings.timeoutMs, remainingMs);
  }

  /** Makes one call. Errors are told what it is `about`. */
  call<T>(
    operation: string,
    options: CallOptions | undefined,
    write: Write<Paths>,
    about?: Pick<KhipuError, "refund">,
  ): KhipuPromise<T> {
    return khipuPromise<T>(async () => {
      const settings = this.#settings;
      const timeoutMs = checkMs("timeoutMs", options?.timeoutMs ?? settings.timeoutMs);
      const headers = callHeaders(options?.headers);
      const deadline = startDeadline(timeoutMs, options?.signal);
      try {
        const { response } = await write((this.#api ??= this.#makeApi()));
        // See `#makeApi`.
        const request = response as unknown as WireRequest;
        const call = { settings, operation, request, headers, deadline };
        return await attempts<T>(exchangeOf(call));
      } catch (error) {
        throw isKhipuError(error) ? Object.assign(error, about) : error;
      } finally {
        deadline.clear();
      }
    });
  }

  /** Made at the first call: making it earlier would load the platform's HTTP stack at start-up. */
  #makeApi(): Client<Paths> {
    // An answer without a body, as which openapi-fetch hands the request it wrote back.
    return configuredClient(this.#settings.baseUrl, this.#makeClient, (request) =>
      Promise.resolve(Object.assign(request, { status: 204 }) as unknown as Response),
    );
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
async function pause(
  { settings, operation, deadline, advice, attempt, response }: Exchange,
  error: unknown,
): Promise<void> {
  const { maxRetries, hooks } = settings;
  if (!isKhipuError(error) || attempt > maxRetries || !isRepeatable(error, !advice)) throw error;
  const delayMs = retryDelayMs(attempt, response?.headers?.get("retry-after"));
  // A wait that does not fit is not begun: the caller learns at once what went wrong.
  if (delayMs >= deadline.remainingMs()) throw error;
  observe(hooks?.onRetry, { operation, attempt, delayMs, error });
  await sleep(delayMs, deadline.signal).catch((reason: unknown) => {
    // A program held up slept through its deadline: what went wrong is still `error`.
    throw deadline.isOver() ? error : reason;
  });
}
