import { describe, expect, jest, test } from "@jest/globals";
import { statusHandler } from "../../src/webhooks/index.js";
import { untyped } from "../support/untyped.js";
import { handlerOf, type Options, PAID, PENDING, URL_OF_STATUS } from "./status-support.js";

describe("statusHandler, asked for JSON", () => {
  test("answers the status, which nobody may keep", async () => {
    const response = await handlerOf([PENDING]).get();

    expect(response.status).toBe(200);
    await expect(response.json()).resolves.toEqual(PENDING);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      vary: "accept",
    });
  });

  test("answers 304 without a body to who has this status, and 200 to who has another", async () => {
    const { get } = handlerOf([PENDING, PENDING, PAID]);
    const etag = (await get()).headers.get("etag") ?? "";

    const same = await get({ "if-none-match": etag });
    const other = await get({ "if-none-match": etag });

    expect(etag).toBe('"be7fc112e01078f5e8a8b51a"');
    expect([same.status, await same.text()]).toEqual([304, ""]);
    expect([other.status, await other.json()]).toEqual([200, PAID]);
  });

  test("answers HEAD with the headers alone", async () => {
    const response = await handlerOf([PENDING]).get({ accept: "text/event-stream" }, "HEAD");

    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("etag")).toMatch(/^"\w{24}"$/);
  });

  test("answers 404 when there is no order for this visitor", async () => {
    const response = await handlerOf([undefined]).get();

    expect(response.status).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test.each(["POST", "DELETE", "PUT"])("refuses %s without reading", async (method) => {
    const { get, read } = handlerOf([PENDING]);

    const response = await get({}, method);

    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(read).not.toHaveBeenCalled();
  });

  test("gives read the request, and a signal", async () => {
    const { get, read } = handlerOf([PENDING]);

    await get();

    const [request, context] = read.mock.calls[0] ?? [];
    expect(request?.url).toBe(URL_OF_STATUS);
    expect(context?.signal.aborted).toBe(false);
  });
});

describe("statusHandler, when something fails", () => {
  test.each<[string, Options["read"]]>([
    [
      "throws",
      () => {
        throw new Error("password=hunter2");
      },
    ],
    ["rejects", () => Promise.reject(new Error("password=hunter2"))],
    ["gives what JSON cannot say", () => untyped({ state: "x", final: false, amount: 1n })],
  ])("answers 500 without details when read %s", async (_, read) => {
    const onError = jest.fn();
    const response = await statusHandler({ read, onError })(new Request(URL_OF_STATUS));

    expect(response.status).toBe(500);
    expect(await response.text()).toBe("failed: try again");
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledWith(expect.anything(), { status: 500 });
  });

  test.each([
    () => {
      throw new Error("logger");
    },
    () => Promise.reject(new Error("logger")),
  ])("answers the same when onError fails too", async (onError) => {
    const read = () => Promise.reject(new Error("database"));
    const response = await statusHandler({ read, onError })(new Request(URL_OF_STATUS));

    expect(response.status).toBe(500);
  });
});

describe("the options of statusHandler", () => {
  test.each([{ read: undefined }, { subscribe: 1 }, { onError: "log" }, { isFinal: true }])(
    "may not be %p",
    (wrong) => {
      expect(() => statusHandler({ read: () => PENDING, ...untyped<object>(wrong) })).toThrow(
        TypeError,
      );
    },
  );

  test.each(["intervalMs", "heartbeatMs", "maxDurationMs", "retryMs"])(
    "%s has its limits",
    (name) => {
      for (const value of [0, -1, NaN, 2 ** 31]) {
        expect(() => statusHandler({ read: () => PENDING, [name]: value })).toThrow(RangeError);
      }
    },
  );
});
