import { describe, expect, test } from "@jest/globals";
import nock, { failureOfTime } from "../support/nock.js";
import { API_KEY, failureOf, fixture, ORIGIN, testKhipu } from "../support/client.js";
import type { Method } from "../support/methods.js";
import { everythingShownBy } from "../support/secrets.js";
import { untyped } from "../support/untyped.js";
import { automatic } from "./support/automatic.js";
import { METHODS, READS, WRITES } from "./support/subscription-methods.js";

const khipu = testKhipu();
const ID = "13a0f1aa-5e47-4894-aa8b-282dd19593ec";
const PATH = `/v1/automatic-payment/subscription/${ID}`;
const named = (methods: readonly Method[]) =>
  methods.map((method) => [method.name, method] as const);

/** Expects exactly this method's request. */
function expectRequest({ http, path, body }: Method): nock.Interceptor {
  const scope = nock(ORIGIN, {
    reqheaders: {
      "x-api-key": API_KEY,
      accept: "application/json",
      "user-agent": /^khipu-sdk\/\d+\.\d+\.\d+$/,
      ...(body && { "content-type": "application/json" }),
    },
    ...(!body && { badheaders: ["content-type"] }),
  });
  // nock takes no body for any body: an empty text is what says that there is none.
  return scope.intercept(path, http, body ? (sent) => sorted(sent) === sorted(body) : "");
}

/** nock's own comparison takes `"5"` for `5`. */
function sorted(value: unknown): string {
  return JSON.stringify(Object.entries(value as object).sort());
}

test("the table has every method of both resources", () => {
  const { subscriptions, chargeIntents } = khipu;
  const methods = Object.entries({ subscriptions, chargeIntents }).flatMap(([resource, object]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(object))
      .filter((method) => method !== "constructor")
      .map((method) => `${resource}.${method}`),
  );

  const here = METHODS.map(({ name }) => name);
  expect([...here, "subscriptions.waitFor"].sort()).toEqual(methods.sort());
});

describe.each(named(METHODS))("%s", (_, method) => {
  const { operation, answer, call, http } = method;
  const isRead = http === "GET";

  test("sends its request and resolves to the body as it came", async () => {
    expectRequest(method).reply(200, answer, { "x-request-id": "r-1" });

    const { data, response } = await call(khipu).withResponse();

    expect(data).toEqual(answer);
    expect(response.headers.get("x-request-id")).toBe("r-1");
  });

  test("rejects with what Khipu complains of, field by field", async () => {
    expectRequest(method).reply(400, fixture("validation-error"));

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuApiError",
      ...{ operation, status: 400, outcome: "rejected" },
      fieldErrors: [{ field: "receiver_id" }],
    });
  });

  test.each([401, 403, 404, 500])("rejects on an empty %d", async (status) => {
    expectRequest(method).reply(status, "");

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuApiError",
      ...{ operation, status, body: undefined },
      outcome: status < 500 ? "rejected" : "unknown",
    });
  });

  test.each(["", '{"message":"Mess', "<html></html>", "null", "[]"])(
    "does not take a 200 with %j for success",
    async (body) => {
      expectRequest(method).reply(200, body);

      const error = await failureOf(call(khipu));

      expect(error).toMatchObject({ name: "KhipuConnectionError", operation, outcome: "unknown" });
      expect(String(error).includes("look before you repeat it")).toBe(!isRead);
    },
  );

  test("tells of a lost answer that nobody knows its outcome", async () => {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    expectRequest(method).replyWithError(Object.assign(new TypeError("fetch failed"), { cause }));

    expect(await failureOf(call(khipu))).toMatchObject({
      name: "KhipuConnectionError",
      ...{ operation, outcome: "unknown" },
      message: expect.stringContaining("the connection failed (ECONNRESET)"),
    });
  });

  test("rejects when its own time is up", async () => {
    expectRequest(method).delay(60_000).reply(200, answer);

    const failure = await failureOfTime(() => call(khipu, { timeoutMs: 300 }), 300);

    expect(failure).toMatchObject({
      name: "KhipuTimeoutError",
      ...{ operation, timeoutMs: 300, outcome: "unknown" },
    });
  });

  test("never shows its key, not even where the tool quotes headers", async () => {
    nock(ORIGIN).get("/elsewhere").reply(200);

    const error = await failureOf(call(khipu));
    nock.cleanAll();

    expect(error).toMatchObject({ operation });
    expect(everythingShownBy(error)).not.toContain(API_KEY);
  });
});

describe("a call that fails", () => {
  const patient = testKhipu({ maxRetries: 1 });

  test.each(named(READS))("is repeated after a 500: %s", async (_, method) => {
    expectRequest(method).reply(500, "", { "retry-after": "0" });
    expectRequest(method).reply(200, method.answer);

    await expect(method.call(patient)).resolves.toEqual(method.answer);
  });

  test.each(named(WRITES))("is not repeated after a 500, being a write: %s", async (_, method) => {
    expectRequest(method).reply(500, "", { "retry-after": "0" });

    expect(await failureOf(method.call(patient))).toMatchObject({ outcome: "unknown" });
  });
});

describe("what is refused before anything is sent", () => {
  const params = untyped<Parameters<typeof khipu.subscriptions.create>[0]>(
    automatic("createSubscription_1.request"),
  );

  test.each(["mil", 10.5, 0, -1, "1.000,5", "5.000", "1.234.567"])(
    "max_amount %j",
    async (max_amount) => {
      const creating = khipu.subscriptions.create({ ...params, max_amount });

      expect(await failureOf(creating)).toMatchObject({ name: "RangeError" });
    },
  );

  test.each(["mil", 10.5, 0, -1, "5.000", undefined])(
    "max_amount_per_charge %j",
    async (max_amount_per_charge) => {
      const creating = khipu.subscriptions.create(untyped({ ...params, max_amount_per_charge }));

      expect(await failureOf(creating)).toMatchObject({
        name: "RangeError",
        message: expect.stringContaining("max_amount_per_charge"),
      });
    },
  );

  test.each([
    [1001, 1000],
    ["1000.0001", "1000.0000"],
    ["10000", "9999"],
  ])("a charge of up to %j where a month has %j", async (max_amount_per_charge, max_amount) => {
    const ceilings = { max_amount_per_charge, max_amount, currency: "CLF" };

    expect(await failureOf(khipu.subscriptions.create({ ...params, ...ceilings }))).toMatchObject({
      name: "RangeError",
      message: expect.stringMatching(/^max_amount_per_charge must be at most max_amount/),
    });
  });

  test.each(["", "..", null, undefined, 7])("the id %j", async (id) => {
    const subscription_id = untyped<string>(id);
    const { subscriptions } = khipu;

    for (const call of [
      () => subscriptions.get(subscription_id),
      () => subscriptions.end(subscription_id),
      () => subscriptions.confirm({ subscription_id }),
      () => subscriptions.waitFor(subscription_id),
    ]) {
      expect(await failureOf(call())).toMatchObject({ name: "TypeError" });
    }
    const nothing = subscriptions.confirm(untyped(undefined));
    expect(await failureOf(nothing)).toMatchObject({ name: "TypeError" });
  });
});

describe("subscriptions.waitFor", () => {
  const reads = (...statuses: readonly string[]) => {
    for (const status of statuses) {
      nock(ORIGIN)
        .get(PATH)
        .reply(200, { ...automatic("fetchSubscriptionStatus_1.enabled"), status });
    }
  };

  test.each([
    [undefined, "ENABLED"],
    ["SIGNED" as const, "SIGNED"],
  ])("reads until %s", async (until, status) => {
    reads("DISABLED", ...(until ? [] : ["SIGNED"]), status);
    const options = { timeoutMs: 20_000, intervalMs: 100, ...(until && { until }) };

    await expect(khipu.subscriptions.waitFor(ID, options)).resolves.toMatchObject({ status });
  });

  test("does not take the callback's lower case for the status", async () => {
    reads("enabled", "ENABLED");

    const found = await khipu.subscriptions.waitFor(ID, { timeoutMs: 20_000, intervalMs: 100 });

    expect(found.status).toBe("ENABLED");
  });

  test.each([
    ["DISCARDED", undefined],
    ["DISCARDED", "SIGNED" as const],
    ["ENABLED", "SIGNED" as const],
  ])("ends at once when it is %s and %s is waited for", async (status, until) => {
    reads("PENDING", status);
    const options = { timeoutMs: 20_000, intervalMs: 100, ...(until && { until }) };

    expect(await failureOf(khipu.subscriptions.waitFor(ID, options))).toMatchObject({
      name: "KhipuStateError",
      operation: "subscriptions.waitFor",
      message: expect.stringContaining(`is ${status} and cannot become ${until ?? "ENABLED"}`),
      last: { subscription_id: ID, status },
    });
  });

  test("waits on through a status that nobody has seen before, and for what is ended", async () => {
    reads("ON_HOLD", "DISABLED", "ENABLED", "DISCARDED");
    const options = { timeoutMs: 20_000, intervalMs: 100, until: "DISCARDED" as const };

    await expect(khipu.subscriptions.waitFor(ID, options)).resolves.toMatchObject({
      status: "DISCARDED",
    });
  });

  test.each(["enabled", "toString", "", null, 7, ["ENABLED"]])(
    "refuses to wait for %j",
    async (until) => {
      expect(await failureOf(khipu.subscriptions.waitFor(ID, untyped({ until })))).toMatchObject({
        name: "TypeError",
        message: "until must be one of PENDING, SIGNED, ENABLED, DISABLED, DISCARDED",
      });
    },
  );

  test("outlives a 500, and ends with a 404", async () => {
    nock(ORIGIN).get(PATH).reply(500, "");
    nock(ORIGIN).get(PATH).reply(404, { message: "no está" });

    const waiting = khipu.subscriptions.waitFor(ID, { timeoutMs: 20_000, intervalMs: 100 });

    expect(await failureOf(waiting)).toMatchObject({ name: "KhipuApiError", status: 404 });
  });

  test("gives up with the subscription as it was last read", async () => {
    const disabled = automatic("fetchSubscriptionStatus_1.unsigned");
    nock(ORIGIN).get(PATH).reply(200, disabled).persist();

    const waiting = khipu.subscriptions.waitFor(ID, { timeoutMs: 250, intervalMs: 100 });

    expect(await failureOf(waiting)).toMatchObject({ name: "KhipuTimeoutError", last: disabled });
    nock.cleanAll();
  });
});
