import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { watchOrder, type WatchOrderOptions } from "../../src/browser/index.js";
import { httpAnswer, useRealSockets } from "../support/raw-server.js";
import { handInTimers, pass, until } from "../support/timers.js";
import { answering, ok, PAID, PENDING } from "./answering.js";
import { fakeLocation, fakePage, forgetPage } from "./fake-page.js";

useRealSockets();

beforeEach(handInTimers);
afterEach(() => {
  jest.useRealTimers();
  forgetPage();
});

/** A page that shows "pending", and whose visitor has pressed something that makes the order "paid". */
async function leave(options: Partial<WatchOrderOptions> = {}) {
  const { window } = fakePage();
  const { url, requests } = await answering(ok(PENDING), ok(PAID));
  const told: string[] = [];
  const onChange = ({ state }: { state: string }) => told.push(state);
  const watch = watchOrder(url, { shown: "pending", intervalMs: 1000, onChange, ...options });
  const fire = (name: string) => window.dispatchEvent(new Event(name));
  await until(() => requests.length === 1);
  fire("beforeunload");
  await pass(2000);
  await watch.done;
  return { told, watch, fire };
}

describe("a page that is being left", () => {
  test("is told nothing, and what it missed when it is shown again", async () => {
    const { told, fire } = await leave();
    expect(told).toEqual([]);

    fire("pageshow");
    await Promise.resolve();

    expect(told).toEqual(["paid"]);
  });

  test("is told after half a minute that it was not left after all", async () => {
    const { told } = await leave();

    await pass(27_000);
    expect(told).toEqual([]);
    await pass(3_000);
    expect(told).toEqual(["paid"]);
  });

  test("is told nothing any more once the watch is stopped", async () => {
    const { told, watch } = await leave();

    watch.stop();
    await pass(60_000);

    expect(told).toEqual([]);
  });

  test("is reloaded for failures only when it turns out to stay", async () => {
    const { window } = fakePage();
    const reload = jest.fn();
    fakeLocation(() => reload());
    const { url, requests } = await answering(httpAnswer(502, ""));
    const { done } = watchOrder(url, { onChange: () => undefined, intervalMs: 10, reload: true });
    window.dispatchEvent(new Event("beforeunload"));
    for (let asked = 1; asked < 5; asked++) {
      await until(() => requests.length === asked);
      await pass(1000);
    }
    expect((await done).ended).toBe("stopped");
    expect(reload).not.toHaveBeenCalled();

    await pass(30_000);

    expect(reload).toHaveBeenCalledTimes(1);
  });
});
