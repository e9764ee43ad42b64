import { context, createContextKey, SpanStatusCode, trace } from "@opentelemetry/api";
import { describe, expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { reconcilePayments } from "../../src/index.js";
import { khipuTelemetry } from "../../src/opentelemetry/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { lambdaHandler, webhookHandler } from "../../src/webhooks/index.js";
import { fixture, ORIGIN, testKhipu } from "../support/client.js";
import { asWord, everythingShownBy } from "../support/secrets.js";
import { EVENTS } from "../webhooks/handlers/lambda-events.js";
import { ORDER, request, shop, signed } from "../webhooks/handlers/setup.js";
import { useOpenTelemetry } from "./sdk.js";

const { spans, points } = useOpenTelemetry();
const telemetry = khipuTelemetry();
const { onVerdict } = telemetry;

function tracedShop(changes: Parameters<typeof shop>[0] = {}) {
  const { options } = shop({ onVerdict, ...changes });
  return telemetry.traced(webhookHandler(options));
}

/** Names, parents and attributes of the finished spans. */
function shown() {
  const names = new Map(spans().map((span) => [span.spanContext().spanId, span.name]));
  return spans().map(({ name, parentSpanContext, attributes, status: { code } }) => ({
    name,
    parent: names.get(parentSpanContext?.spanId ?? ""),
    attributes,
    code,
  }));
}

const settled = { "khipu.source": "notification", "khipu.verdict": "settled" };
const status = "http.response.status_code";

describe("a traced handler", () => {
  test("writes its verdict on a span that is active in onPaid", async () => {
    const seen: unknown[] = [];
    const handle = tracedShop({
      onPaid: async () => {
        await Promise.resolve();
        trace.getTracer("shop").startSpan("deliver the order").end();
        seen.push(trace.getActiveSpan()?.spanContext().spanId);
      },
    });

    await handle(request(await signed()));

    expect(shown()).toEqual([
      {
        name: "deliver the order",
        parent: "khipu delivery",
        attributes: {},
        code: SpanStatusCode.UNSET,
      },
      {
        name: "khipu delivery",
        parent: undefined,
        attributes: { ...settled, [status]: 200 },
        code: SpanStatusCode.UNSET,
      },
    ]);
    expect(seen).toEqual([spans()[1]?.spanContext().spanId]);
  });

  test("keeps the context of who calls it, through the store, into onPaid", async () => {
    const key = createContextKey("tenant");
    const seen: unknown[] = [];
    const slow = memoryStore();
    const claim = slow.claim.bind(slow);
    // As a pool does: who is served next is called from where another has ended.
    slow.claim = (...args) => new Promise((resolve) => setImmediate(() => resolve(claim(...args))));
    const onPaid = () => seen.push(context.active().getValue(key));
    const handle = tracedShop({ store: slow, onPaid });
    const [one, two] = [await signed(), await signed({ payment_id: "another" })];

    await Promise.all([
      context.with(context.active().setValue(key, "one"), () => handle(request(one))),
      context.with(context.active().setValue(key, "two"), () => handle(request(two))),
    ]);

    expect(seen).toEqual(["one", "two"]);
  });

  test("is traced behind an adapter, too", async () => {
    const handle = lambdaHandler(tracedShop());

    await handle(Object.values(EVENTS)[0]?.(await signed()) ?? {});

    expect(shown()).toMatchObject([{ name: "khipu delivery", attributes: settled }]);
  });

  test.each([
    ["refused", "missing-signature", 400, SpanStatusCode.UNSET],
    ["failed", "error", 500, SpanStatusCode.ERROR],
  ])("tells that it %s", async (verdict, reason, answered, code) => {
    const posted = await signed();
    const headers = verdict === "refused" ? {} : posted.headers;
    const onPaid = (): never => {
      throw new Error("gqzdy6chjne9");
    };

    await tracedShop({ onPaid })(request({ body: posted.body, headers }));

    const labels = { ...settled, "khipu.verdict": verdict, "khipu.reason": reason };
    expect(shown()).toEqual([
      {
        name: "khipu delivery",
        parent: undefined,
        attributes: { ...labels, [status]: answered },
        code,
      },
    ]);
    expect(await points()).toEqual([
      ["khipu.verdicts", labels, 1],
      ["khipu.verdict.duration", labels, 1],
    ]);
  });
});

describe("verdicts", () => {
  test("are spans of their own where the handler is not traced", async () => {
    const { options } = shop({ onVerdict });
    const before = Date.now();

    await trace.getTracer("shop").startActiveSpan("server", async (server) => {
      await webhookHandler(options)(request(await signed()));
      server.end();
    });

    expect(shown()).toMatchObject([
      { name: "khipu notification", parent: "server", attributes: settled },
      { name: "server" },
    ]);
    const [seconds = 0] = spans()[0]?.startTime ?? [];
    expect(seconds).toBeGreaterThanOrEqual(Math.floor(before / 1_000) - 1);
  });

  test("are counted, also those of a reconciliation", async () => {
    const payment = { ...fixture("payment.done"), ...ORDER, payment_id: "gqzdy6chjne9" };
    nock(ORIGIN).get("/v3/payments/gqzdy6chjne9").times(2).reply(200, payment);
    const options = {
      store: memoryStore(),
      expect: () => ORDER,
      onPaid: () => undefined,
      onVerdict,
      concurrency: 1,
    };

    await reconcilePayments(testKhipu(), ["gqzdy6chjne9", "gqzdy6chjne9"], options);

    const labels = { "khipu.source": "reconciliation", "khipu.verdict": "settled" };
    const again = { ...labels, "khipu.verdict": "already" };
    expect(shown()).toMatchObject([
      { name: "khipu reconciliation", attributes: labels },
      { name: "khipu reconciliation", attributes: again },
    ]);
    expect(await points()).toEqual([
      ["khipu.verdicts", labels, 1],
      ["khipu.verdicts", again, 1],
      ["khipu.verdict.duration", labels, 1],
      ["khipu.verdict.duration", again, 1],
    ]);
  });

  test("show no id, e-mail address or amount", async () => {
    await tracedShop()(request(await signed()));
    await tracedShop({ expect: () => ({ ...ORDER, amount: 1 }) })(request(await signed()));
    await tracedShop({ expect: () => undefined })(request(await signed()));

    const all = spans().map(({ name, attributes, status: ended, events }) => [
      name,
      attributes,
      ended,
      events,
    ]);
    const text = everythingShownBy([all, await points()]);
    expect(all).toHaveLength(3);
    for (const word of ["gqzdy6chjne9", "payer", "order-1042", "5900"]) {
      expect(text).not.toMatch(asWord(word));
    }
  });
});
