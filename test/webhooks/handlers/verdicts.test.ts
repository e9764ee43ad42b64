import { afterEach, describe, expect, jest, test } from "@jest/globals";
import nock from "../../support/nock.js";
import type { VerdictEvent } from "../../../src/webhooks/index.js";
import { KhipuConnectionError, KhipuMismatchError } from "../../../src/errors.js";
import { memoryStore } from "../../../src/stores/memory.js";
import {
  chargeFailureHandler,
  confirmingHandler,
  lambdaHandler,
  nodeHandler,
  subscriptionHandler,
  webhookHandler,
} from "../../../src/webhooks/index.js";
import { fixture, ORIGIN, testKhipu } from "../../support/client.js";
import { asWord, everythingShownBy } from "../../support/secrets.js";
import { gate, handInTimers, until } from "../../support/timers.js";
import { EVENTS } from "./lambda-events.js";
import { answerOf, NOTIFICATION, ORDER, request, shop, signed } from "./setup.js";
import { serving, Wire } from "./wire.js";

const KEY = "payment:gqzdy6chjne9";
const ms = expect.any(Number);

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** A handler of {@link ORDER}, and the verdicts that it tells. */
function telling(changes: Parameters<typeof shop>[0] = {}) {
  const verdicts: VerdictEvent[] = [];
  const { options, told } = shop({ onVerdict: (event) => verdicts.push(event), ...changes });
  return { verdicts, told, options, handle: webhookHandler(options) };
}

function broken(error: unknown): () => never {
  return () => {
    throw error;
  };
}

const unreachable = new KhipuConnectionError("getPaymentById", "down", { outcome: "not_sent" });
const mismatch = new KhipuMismatchError("mine", [{ field: "amount", expected: 1, actual: 2 }]);

describe("onVerdict", () => {
  test("is told of what is settled, and of its repetition", async () => {
    const { handle, verdicts } = telling();
    const posted = await signed();

    await handle(request(posted));
    await handle(request(posted));

    const common = { source: "notification", status: 200, durationMs: ms, key: KEY };
    expect(verdicts).toEqual([
      { ...common, verdict: "settled" },
      { ...common, verdict: "already" },
    ]);
  });

  test("is told that somebody else is at it", async () => {
    const { open, opened } = gate();
    const begun = gate();
    const onPaid = () => (begun.open(), opened);
    const { handle, verdicts } = telling({ onPaid });
    const posted = await signed();

    const first = handle(request(posted));
    await begun.opened;
    await handle(request(posted));
    open();
    await first;

    expect(verdicts.map(({ verdict, status }) => [verdict, status])).toEqual([
      ["busy", 503],
      ["settled", 200],
    ]);
  });

  type Case = [VerdictEvent["verdict"], number, string | undefined, Parameters<typeof shop>[0]];
  test.each<Case>([
    ["mismatch", 200, undefined, { expect: () => ({ ...ORDER, amount: 1 }) }],
    ["mismatch", 200, undefined, { onPaid: broken(mismatch) }],
    ["mismatch", 409, undefined, { onPaid: broken(mismatch), mismatchStatus: 409 }],
    ["unknown-order", 404, undefined, { expect: () => undefined }],
    ["unknown-order", 404, undefined, { expect: () => undefined, onUnknownOrder: () => 1 }],
    ["failed", 500, "error", { onPaid: broken(new Error("full")) }],
    ["failed", 500, "error", { expect: broken(undefined) }],
    ["failed", 500, "service", { onPaid: broken(unreachable) }],
    ["failed", 500, "error", { expect: () => undefined, onUnknownOrder: broken("no") }],
  ])("says %s, answered %d, for %s", async (verdict, status, reason, changes) => {
    const { handle, verdicts } = telling(changes);

    await handle(request(await signed()));

    expect(verdicts).toEqual([
      expect.objectContaining({ verdict, status, key: KEY, ...(reason && { reason }) }),
    ]);
    if (!reason) expect(verdicts[0]).not.toHaveProperty("reason");
  });

  test("says why a message is refused", async () => {
    const { handle, verdicts, told } = telling({ maxBodyBytes: 2_000 });
    const { body, headers } = await signed();
    const post = (changed: string, more: object) =>
      handle(request({ body: changed, headers: { ...headers, ...more } }));

    await post(`${body} `, {});
    await post(body, { "x-khipu-signature": "" });
    await post(body, { "x-khipu-signature": "t=1,s=x" });
    await post("x".repeat(2_001), {});
    await post(body, { "content-encoding": "gzip" });
    await handle(new Request("https://shop.example.com/khipu"));

    expect(verdicts.map(({ verdict, reason, status }) => [verdict, reason, status])).toEqual([
      ["refused", "mismatch", 400],
      ["refused", "missing-signature", 400],
      ["refused", "malformed-signature", 400],
      ["refused", "too-large", 413],
      ["refused", "encoded", 415],
      ["refused", "method", 405],
    ]);
    for (const verdict of verdicts) expect(verdict).not.toHaveProperty("key");
    for (const { context } of told.failures) expect(context).not.toHaveProperty("key");
  });

  test("says that the time was up, and tells of a settlement that came after it", async () => {
    handInTimers();
    const { open, opened } = gate();
    const begun = gate();
    const onPaid = () => (begun.open(), opened);
    const { handle, verdicts } = telling({ timeoutMs: 20_000, onPaid });

    const answer = answerOf(handle(request(await signed())));
    await begun.opened;
    await jest.advanceTimersByTimeAsync(21_000);
    expect(await answer).toBe("503 timed out: try again");
    open();
    await until(() => verdicts.length === 2);

    expect(verdicts).toEqual([
      expect.objectContaining({ verdict: "failed", reason: "timed-out", status: 503, key: KEY }),
      expect.objectContaining({ verdict: "settled", isLate: true, key: KEY }),
    ]);
    expect(verdicts[0]).not.toHaveProperty("isLate");
  });

  test("says that Khipu does not have it as paid yet", async () => {
    const verdicts: VerdictEvent[] = [];
    const { onPaid: _, ...options } = shop({ onVerdict: (event) => verdicts.push(event) }).options;
    const payment = { ...fixture("payment.done"), ...ORDER, payment_id: NOTIFICATION.payment_id };
    nock(ORIGIN)
      .get(`/v3/payments/${NOTIFICATION.payment_id}`)
      .reply(200, { ...payment, status: "verifying" });
    const handle = webhookHandler({
      ...options,
      confirmWithKhipu: true,
      khipu: testKhipu(),
      onPaid: () => undefined,
    });

    await handle(request(await signed()));

    expect(verdicts).toEqual([
      expect.objectContaining({
        ...{ source: "notification", verdict: "unpaid" },
        ...{ reason: "verifying", status: 503 },
      }),
    ]);
  });

  test("says how long it took", async () => {
    let now = 1_000;
    jest.spyOn(performance, "now").mockImplementation(() => now);
    const { handle, verdicts } = telling({ onPaid: () => (now += 40) });

    await handle(request(await signed()));

    expect(verdicts).toMatchObject([{ verdict: "settled", durationMs: 40 }]);
  });

  test("is told by every adapter", async () => {
    const { verdicts, options } = telling();
    const posted = await signed();
    const event = Object.values(EVENTS)[0]?.(posted) ?? {};

    await lambdaHandler(options)(event);
    await lambdaHandler(options)({});
    await serving(nodeHandler(options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ ...posted.headers, "content-length": String(posted.body.length) });
      await wire.write(posted.body);
      return wire.answer();
    });

    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["settled", "refused", "already"]);
  });

  const hang = () => new Promise(() => undefined);
  test.each<[string, (event: VerdictEvent) => unknown]>([
    ["throws", broken(new Error("a bad reporter"))],
    ["rejects", () => Promise.reject(new Error("later"))],
    ["never ends", hang],
    [
      "changes what it is told",
      (event) => Object.assign(event, { status: 500, verdict: "failed" }),
    ],
  ])("changes no answer when it %s", async (_, onVerdict) => {
    const { handle, told } = telling({ onVerdict });

    expect(await answerOf(handle(request(await signed())))).toBe("200 settled");
    expect(await answerOf(handle(request(await signed())))).toBe("200 already settled");
    expect(told.paid).toEqual(["gqzdy6chjne9"]);
  });

  test("must be a function", () => {
    expect(() => telling({ onVerdict: "console" as never })).toThrow(
      /^onVerdict must be a function$/,
    );
  });

  test("is told nothing of anybody, and the id in the key alone", async () => {
    const { handle, verdicts } = telling();

    await handle(request(await signed()));

    const [{ key, ...labels }] = verdicts as [VerdictEvent];
    expect(key).toBe(KEY);
    for (const personal of ["gqzdy6chjne9", "payer", "Cobrador", "5900", "order-1042"]) {
      expect(everythingShownBy(labels)).not.toMatch(asWord(personal));
    }
  });
});

describe("the source of a verdict", () => {
  const callback = (body: object) =>
    request({ body: JSON.stringify(body), headers: { "content-type": "application/json" } });

  function common() {
    const verdicts: VerdictEvent[] = [];
    const onVerdict = (event: VerdictEvent) => verdicts.push(event);
    const onError = () => undefined;
    return { verdicts, options: { store: memoryStore(), onError, onVerdict, khipu: testKhipu() } };
  }

  test("is subscription", async () => {
    const { verdicts, options } = common();
    nock(ORIGIN)
      .get(/subscription/)
      .reply(200, { subscription_id: "13a0", status: "SIGNED" });
    nock(ORIGIN)
      .get(/subscription/)
      .reply(404, {});
    const handle = subscriptionHandler({ ...options, onStatus: () => undefined });

    await handle(callback({ subscription_id: "13a0", status: "enabled" }));
    await handle(callback({ subscription_id: "13a0", status: "enabled" }));
    await handle(callback({}));

    expect(verdicts).toMatchObject([
      { source: "subscription", verdict: "settled", key: "subscription:13a0:SIGNED" },
      { source: "subscription", verdict: "refused", reason: "unknown-to-sender" },
      { source: "subscription", verdict: "refused", reason: "not-a-notification" },
    ]);
  });

  test("is charge-failure", async () => {
    const { verdicts, options } = common();
    const handle = chargeFailureHandler({ ...options, onFailed: () => undefined });

    await handle(callback({ subscription_id: "13a0", transaction_id: "order-1042" }));

    expect(verdicts).toMatchObject([{ source: "charge-failure", verdict: "unknown-order" }]);
  });

  test.each([
    [{}, "other"],
    [{ source: "erp" }, "erp"],
  ])("is what a handler of your own calls itself: %j", async (named, source) => {
    const { verdicts, options } = common();
    const steps = { confirm: () => 1, key: () => "bill:1", onConfirmed: () => undefined };

    await confirmingHandler({ ...options, ...steps, ...named })(callback({}));

    expect(verdicts).toMatchObject([{ source, verdict: "settled", key: "bill:1" }]);
  });
});
