import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { watchOrder } from "../../src/browser/index.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { until } from "../support/timers.js";
import { answering, ok, PAID, PENDING, watchAll } from "./answering.js";
import { fakeLocation, fakePage, forgetPage } from "./fake-page.js";

useRealSockets();

afterEach(forgetPage);

describe("a page", () => {
  test.each(["visibilitychange", "online"])("asks at once at %s", async (name) => {
    const { page, window } = fakePage(true);
    const { url } = await answering(ok(PENDING), ok(PAID));
    const told: string[] = [];
    const watch = watchOrder(url, {
      intervalMs: 60_000,
      onChange: ({ state }) => told.push(state),
    });
    await until(() => told.length > 0);

    page.hidden = false;
    (name === "online" ? window : page).dispatchEvent(new Event(name));

    expect((await watch.done).ended).toBe("final");
    expect(told).toEqual(["pending", "paid"]);
  });

  test("does not ask at once when the server said how long to wait", async () => {
    const { window } = fakePage(false);
    const { url, requests } = await answering(httpAnswer(429, "", { "retry-after": "60" }));
    const onError = jest.fn();
    const watch = watchOrder(url, { onChange: () => undefined, onError });
    await until(() => onError.mock.calls.length > 0);

    window.dispatchEvent(new Event("online"));
    await new Promise((resolve) => setTimeout(resolve, 60));
    watch.stop();

    expect(requests).toHaveLength(1);
  });

  test("never asks twice at a time", async () => {
    const { window } = fakePage(false);
    const server = await startRawServer(
      (socket) => void setTimeout(() => socket.end(ok(PAID)), 60),
    );
    const watch = watchOrder(server.url, { onChange: () => undefined });
    await until(() => server.requests.length > 0);

    window.dispatchEvent(new Event("online"));
    await watch.done;

    expect(server.requests).toHaveLength(1);
  });

  test("asks less often while it is hidden", async () => {
    fakePage(true);
    const { url, requests } = await answering(ok(PENDING));

    await watchOrder(url, { onChange: () => undefined, intervalMs: 40, timeoutMs: 200 }).done;

    expect(requests.length).toBeLessThanOrEqual(2);
  });

  test("is reloaded after five failures, if that was asked for", async () => {
    const { url, requests } = await answering(httpAnswer(502, ""));
    const reload = jest.fn();
    fakeLocation(reload);

    const { ended } = await watchAll(url, { reload: true });

    expect([ended, requests.length]).toEqual(["stopped", 5]);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test("is not reloaded for failures that an answer stands between", async () => {
    const failures = Array<string>(4).fill(httpAnswer(502, ""));
    const { url } = await answering(...failures, ok(PENDING), ...failures, ok(PAID));
    const reload = jest.fn();
    fakeLocation(reload);

    expect((await watchAll(url, { reload: true })).ended).toBe("final");
    expect(reload).not.toHaveBeenCalled();
  });

  test("is not reloaded otherwise", async () => {
    const { url, requests } = await answering(
      ...Array<string>(5).fill(httpAnswer(502, "")),
      ok(PAID),
    );
    const reload = jest.fn();
    fakeLocation(reload);

    expect((await watchAll(url)).ended).toBe("final");
    expect(requests).toHaveLength(6);
    expect(reload).not.toHaveBeenCalled();
  });
});
