import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { memoryStore } from "../../../src/stores/memory.js";
import {
  chargeFailureHandler,
  confirmingHandler,
  type RequestHandler,
  type VerdictEvent,
  subscriptionHandler,
  webhookHandler,
} from "../../../src/webhooks/index.js";
import { untyped } from "../../support/untyped.js";
import { gate, handInTimers } from "../../support/timers.js";
import { answerOf, ORDER, request, shop, signed } from "./setup.js";

beforeEach(() => {
  handInTimers();
  verdicts.length = 0;
});
afterEach(() => void jest.useRealTimers());

type Wait = (signal: AbortSignal | undefined) => Promise<never>;

/** What was told of the delivery under test. */
const verdicts: unknown[] = [];
const onVerdict = ({ verdict, reason }: VerdictEvent) => verdicts.push([verdict, reason]);
const limits = { timeoutMs: 50, onVerdict };
const common = () => ({ store: memoryStore(), onError: () => undefined, ...limits });
/** One message for all: a notification that names a subscription and a charge, too. */
const CALLBACK = { subscription_id: "13a0", status: "enabled", transaction_id: "order-1042" };

/** What waits in each handler, by who is waited for. */
const WAITING: [string, (wait: Wait) => RequestHandler, object?][] = [
  [
    "expect",
    (wait) => webhookHandler(shop({ ...limits, expect: (_, { signal }) => wait(signal) }).options),
  ],
  [
    "Khipu, asked for the payment",
    (wait) =>
      webhookHandler({
        ...shop({ ...limits, expect: () => ORDER }).options,
        confirmWithKhipu: true,
        khipu: { payments: { get: (_, options) => wait(options?.signal) } },
        onPaid: () => undefined,
      }),
  ],
  [
    "confirm",
    (wait) =>
      confirmingHandler({
        ...common(),
        confirm: (_, { signal }) => wait(signal),
        key: () => "bill:1",
        onConfirmed: () => undefined,
      }),
  ],
  [
    "accept",
    (wait) =>
      confirmingHandler({
        ...common(),
        confirm: () => 1,
        key: () => "bill:1",
        accept: (_, { signal }) => wait(signal),
        onConfirmed: () => undefined,
      }),
  ],
  [
    "onConfirmed",
    (wait) =>
      confirmingHandler({
        ...common(),
        confirm: () => 1,
        key: () => "bill:1",
        onConfirmed: (_, { signal }) => wait(signal),
      }),
  ],
  [
    "Khipu, asked for the subscription",
    (wait) =>
      subscriptionHandler({
        ...common(),
        khipu: { subscriptions: { confirm: (_, options) => wait(options?.signal) } },
        onStatus: () => undefined,
      }),
  ],
  [
    "findPaymentId",
    (wait) =>
      chargeFailureHandler({
        ...common(),
        khipu: { payments: { get: () => Promise.reject(new Error("not asked")) } },
        findPaymentId: (_, { signal }) => wait(signal),
        onFailed: () => undefined,
      }),
    { payment_id: "" },
  ],
  [
    "Khipu, asked for the payment of a charge",
    (wait) =>
      chargeFailureHandler({
        ...common(),
        khipu: { payments: { get: (_, options) => wait(options?.signal) } },
        onFailed: () => undefined,
      }),
  ],
];

describe("the signal of a delivery", () => {
  test.each(WAITING)(
    "ends the wait for %s when the time is up",
    async (_, handler, changes = {}) => {
      const reasons: unknown[] = [];
      const { open: begin, opened: begun } = gate();
      const handle = handler((signal) => {
        begin();
        return new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            reasons.push(signal.reason);
            reject(signal.reason as Error);
          });
        });
      });

      // Where nothing is signed, what is more is passed over.
      const answer = answerOf(handle(request(await signed(untyped({ ...CALLBACK, ...changes })))));
      await begun;
      await jest.advanceTimersByTimeAsync(49);
      expect(reasons).toEqual([]);
      await jest.advanceTimersByTimeAsync(1);

      expect(await answer).toBe("503 timed out: try again");
      expect(reasons).toMatchObject([{ name: "KhipuTimeoutError", timeoutMs: 50 }]);
      expect(String(reasons[0])).toBe(
        "KhipuTimeoutError: webhookHandler: not settled within 50 ms",
      );
      expect(verdicts).toEqual([["failed", "timed-out"]]);
      expect(jest.getTimerCount()).toBe(0);
    },
  );
});
