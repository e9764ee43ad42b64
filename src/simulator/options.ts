import { randomUUID } from "node:crypto";
import type { Fault } from "./faults/fault.js";
import { RETRY_DELAYS_MS } from "./notifications/retry-schedule.js";
import { isWebUrl } from "./payments/request-rules.js";
import type { PreparedData } from "./prepared-data.js";
import type { ReceiverSettings } from "./receivers/receiver.js";

/** A language of the payer's pages and the dashboard. */
export type Language = "es" | "en";

/** How a simulator is started; everything may be left out. */
export interface SimulatorOptions {
  /** The port to listen on. @defaultValue a free one */
  readonly port?: number;
  /** The address to listen on; anything but loopback lets other machines in. @defaultValue `"127.0.0.1"` */
  readonly host?: string;
  /** How others reach the simulator, when that is not where it listens. @defaultValue host and port */
  readonly publicUrl?: string;
  /**
   * Makes ids, keys, secrets, tokens and faults by chance the same in every run.
   *
   * @defaultValue a different one each time
   */
  readonly seed?: string | number;
  /**
   * Tells the time, in milliseconds since 1970. Waiting is not affected by it: a retry after 50 ms comes
   * after 50 ms, even if this always tells the same time.
   *
   * @defaultValue `Date.now`
   */
  readonly now?: () => number;
  /**
   * How long to wait before each retry of a notification, in milliseconds; as many retries as there are
   * numbers.
   *
   * @defaultValue ten retries that grow from a minute to 20 hours, within two days in all
   */
  readonly retryDelaysMs?: readonly number[];
  /** How long a merchant has to answer a notification, in milliseconds. @defaultValue 30000 */
  readonly notificationTimeoutMs?: number;
  /**
   * Whether a retry is signed with its own time, or with that of the first attempt. Which of the two
   * Khipu does is not known.
   *
   * @defaultValue true
   */
  readonly renewTimestamps?: boolean;
  /** How long a payment made on the payer's page is `verifying`, in milliseconds. @defaultValue 500 */
  readonly verificationMs?: number;
  /** Faults from the start; {@link Simulator.fault} adds more. */
  readonly faults?: readonly Fault[];
  /**
   * Keeps everything in this file from one run to the next. It holds JSON lines; each change is written
   * before it is answered, so killing the process loses nothing that anybody was told. One simulator at a
   * time may use it.
   *
   * @defaultValue nothing is kept
   */
  readonly dataFile?: string;
  /**
   * What is there from the start, each payment in its state. With a `dataFile` that holds payments already, those stay and
   * nothing is added.
   */
  readonly prepared?: PreparedData;
  /** The language of pages; the API speaks Spanish, as Khipu does. @defaultValue `"es"` */
  readonly language?: Language;
  /** The receiver whose credentials the simulator hands out. */
  readonly receiver?: ReceiverSettings;
}

/** {@link SimulatorOptions} with nothing left out but what has no default. */
export interface Settings extends Required<
  Omit<SimulatorOptions, "dataFile" | "publicUrl" | "prepared">
> {
  readonly dataFile: string | undefined;
  readonly publicUrl: string | undefined;
  readonly seed: string;
  /** Whether the seed was asked for. */
  readonly isSeeded: boolean;
}

/**
 * Fills in the defaults.
 *
 * @throws TypeError or RangeError for an option that makes no sense.
 */
export function settingsOf(options: SimulatorOptions): Settings {
  const { port = 0, host = "127.0.0.1", retryDelaysMs = RETRY_DELAYS_MS } = options;
  const { notificationTimeoutMs = 30_000, verificationMs = 500, language = "es" } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`port must be a whole number from 0 to 65535, got ${String(port)}`);
  }
  if (language !== "es" && language !== "en") {
    throw new RangeError(`language must be "es" or "en", got ${String(language)}`);
  }
  for (const ms of [...retryDelaysMs, notificationTimeoutMs, verificationMs]) checkMs(ms);
  checkUrl("publicUrl", options.publicUrl);
  checkUrl("receiver.notifyUrl", options.receiver?.notifyUrl);
  return {
    port,
    host,
    publicUrl: options.publicUrl?.replace(/\/+$/, ""),
    seed: String(options.seed ?? randomUUID()),
    isSeeded: options.seed !== undefined,
    now: options.now ?? (() => Date.now()),
    retryDelaysMs: [...retryDelaysMs],
    notificationTimeoutMs,
    renewTimestamps: options.renewTimestamps ?? true,
    verificationMs,
    faults: options.faults ?? [],
    dataFile: options.dataFile,
    language,
    receiver: options.receiver ?? {},
  };
}

function checkMs(ms: number): void {
  if (typeof ms !== "number" || !(ms >= 0)) {
    throw new RangeError(`a time in milliseconds must be 0 or more, got ${String(ms)}`);
  }
}

function checkUrl(name: string, url: string | undefined): void {
  if (url && !isWebUrl(url))
    throw new TypeError(`${name} must be an http or https URL, got ${url}`);
}
