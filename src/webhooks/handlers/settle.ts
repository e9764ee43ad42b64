import { type AnyKhipuError, isKhipuError, KhipuTimeoutError } from "../../errors.js";
import { settleOnce } from "../../stores/settle-once.js";
import type { VerdictSource } from "../../verdict.js";
import type { CallbackContext, SettlingContext } from "./options.js";
import { deliveryError, OPERATION, Refusal, refusalOf } from "./refusal.js";
import type { Settings } from "./settings.js";
import {
  already,
  busy,
  type Judgement,
  judged,
  noSuchOrder,
  notPaidYet,
  settled,
  timedOut,
  verdict,
} from "./verdicts.js";
import type { MessageBody, RequestHeaders } from "./webhook.js";

/** What was posted, read. */
export interface Message {
  readonly body: MessageBody;
  readonly headers: RequestHeaders;
}

/** A payment that is genuine and not the order's. */
export type Mismatch = Extract<AnyKhipuError, { name: "KhipuMismatchError" }>;

/**
 * What differs between the kinds of message.
 *
 * @typeParam Opened - what the message proves to be about, once verified or confirmed.
 * @typeParam Accepted - the same with what is needed to settle it, once it is known whose it is.
 */
export interface Steps<Opened, Accepted, Tx> {
  /** Verifies the message, or reads from Khipu what it speaks of. */
  open(message: Message, context: CallbackContext): Promise<Opened>;
  /** What is settled at most once. */
  keyOf(opened: Opened): string;
  /** Whether accepting asks Khipu: then the store is asked first, so that a repeat costs no request. */
  readonly isCostly?: boolean;
  /**
   * Compares with the order; `undefined` when there is none. What takes a request is read here: once the claim is
   * held, it holds a connection of the store's.
   */
  accept(opened: Opened, context: CallbackContext): Promise<Accepted | undefined>;
  /** Runs inside the claim, if the store has them; gives what the callback gave. */
  settle(accepted: Accepted, context: SettlingContext<Tx>): unknown;
  /** Yours for what is not the order's; without it `onError` is told. */
  readonly onMismatch?: ((error: Mismatch, opened: Opened) => unknown) | undefined;
  /** Yours for what has no order; without it `onError` is told. */
  readonly onUnknownOrder?: ((opened: Opened) => unknown) | undefined;
}

/** One delivery on its way. */
export interface Run<Tx> {
  readonly settings: Settings<Tx>;
  readonly signal: AbortSignal;
  readonly source: VerdictSource;
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** What is being settled, once that is known. */
  key?: string;
}

/** Opens, compares, claims, settles; resolves to the judgement, or rejects with a `Refusal` or what failed. */
export async function settleMessage<Opened, Accepted, Tx>(
  message: Message,
  steps: Steps<Opened, Accepted, Tx>,
  run: Run<Tx>,
): Promise<Judgement> {
  const { signal } = run;
  const opened = await steps.open(message, { signal }).catch((error: unknown) => {
    throw refusalOf(error);
  });
  const key = steps.keyOf(opened);
  run.key = key;
  try {
    if (steps.isCostly) {
      const { status } = await run.settings.store.lookUp(key);
      if (status !== "free") return status === "done" ? already() : busy();
    }
    const accepted = await steps.accept(opened, { signal });
    if (accepted === undefined) return await unknownOrder(opened, key, steps, run);
    return await claimAndSettle(key, (context) => steps.settle(accepted, context), run);
  } catch (error) {
    if (!isMismatch(error)) throw error;
    return await mismatch(error, opened, key, steps, run);
  }
}

async function claimAndSettle<Tx>(
  key: string,
  settle: (context: SettlingContext<Tx>) => unknown,
  { settings, signal }: Run<Tx>,
): Promise<Judgement> {
  const { store, leaseMs } = settings;
  const { outcome } = await settleOnce(store, key, settle, { leaseMs, signal });
  switch (outcome) {
    case "settled":
      return settled();
    case "already":
      return already();
    case "busy":
      return busy();
    case "lost": {
      const problem =
        `the claim ended before the work did, by its lease of ${leaseMs} ms or with its connection; ` +
        "it may be done again";
      throw new Refusal(
        timedOut("claim-lost"),
        new KhipuTimeoutError(OPERATION, problem, { timeoutMs: leaseMs }),
      );
    }
  }
}

async function unknownOrder<Opened, Accepted, Tx>(
  opened: Opened,
  key: string,
  { onUnknownOrder }: Steps<Opened, Accepted, Tx>,
  { settings }: Run<Tx>,
): Promise<Judgement> {
  // Who looks among open orders only does not find the one that this payment has settled.
  if (await isDone(settings.store, key)) return already();
  const judgement = noSuchOrder(settings.unknownOrderStatus);
  if (!onUnknownOrder) throw new Refusal(judgement, deliveryError(`no order for ${key}`));
  await onUnknownOrder(opened);
  return judgement;
}

async function mismatch<Opened, Accepted, Tx>(
  error: Mismatch,
  opened: Opened,
  key: string,
  { onMismatch }: Steps<Opened, Accepted, Tx>,
  { settings }: Run<Tx>,
): Promise<Judgement> {
  if (isNotPaidYet(error))
    throw new Refusal(notPaidYet(String(error.differences[0]?.actual)), error);
  // The order may have been changed since this payment settled it.
  if (await isDone(settings.store, key)) return already();
  const judgement = judged(
    "mismatch",
    verdict(settings.mismatchStatus, "not what the order expects"),
  );
  if (!onMismatch) throw new Refusal(judgement, error);
  await onMismatch(error, opened);
  return judgement;
}

async function isDone<Tx>(store: Settings<Tx>["store"], key: string): Promise<boolean> {
  return (await store.lookUp(key)).status === "done";
}

function isMismatch(error: unknown): error is Mismatch {
  return isKhipuError(error) && error.name === "KhipuMismatchError";
}

const UNDECIDED: readonly unknown[] = ["pending", "verifying", "expired", "unknown"];

/** Nothing is wrong but that Khipu, when asked, has not reconciled it yet: time can mend that. */
function isNotPaidYet({ differences }: Mismatch): boolean {
  // One that your `onPaid` throws may name no field; what is wrong is then not known.
  return (
    differences.length > 0 &&
    differences.every(({ field, actual }) => field === "status" && UNDECIDED.includes(actual))
  );
}
