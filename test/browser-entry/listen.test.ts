import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { watchOrder } from "../../src/browser/index.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";

useRealSockets();

/** An EventSource of which a test plays the network. */
class PlayedEventSource {
  static all: PlayedEventSource[] = [];
  readyState = 0;
  onmessage: (event: { data: string }) => void = () => undefined;
  onerror: () => void = () => undefined;
  ping: () => void = () => undefined;
  isClosed = false;

  constructor() {
    PlayedEventSource.all.push(this);
  }

  addEventListener(_: "ping", listener: () => void): void {
    this.ping = listener;
  }

  close(): void {
    this.isClosed = true;
  }
}

const globals = globalThis as {
  EventSource?: unknown;
  document?: object;
  addEventListener?: unknown;
};

beforeEach(() => {
  PlayedEventSource.all = [];
  globals.EventSource = PlayedEventSource;
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "performance"] });
});
afterEach(() => {
  jest.useRealTimers();
  delete globals.EventSource;
  delete globals.document;
  delete globals.addEventListener;
});

/** A shop that answers polls, and a watch that begins with events. */
async function watched() {
  const server = await startRawServer((socket) =>
    socket.end(httpAnswer(200, '{"state":"paid","final":true}')),
  );
  const watch = watchOrder(server.url, { onChange: () => undefined });
  const [source = new PlayedEventSource()] = PlayedEventSource.all;
  return { server, watch, source };
}

describe("server-sent events give way to polling", () => {
  test("when no word comes, as behind a proxy that keeps answers back", async () => {
    const { watch, source, server } = await watched();

    jest.advanceTimersByTime(5_900);
    expect([source.isClosed, server.requests.length]).toEqual([false, 0]);
    jest.advanceTimersByTime(200);

    expect((await watch.done).ended).toBe("final");
    expect(source.isClosed).toBe(true);
  });

  test("when a connection falls silent, but not as long as it says that it is alive", async () => {
    const { watch, source } = await watched();

    for (let minutes = 0; minutes < 6; minutes += 0.5) {
      source.ping();
      jest.advanceTimersByTime(30_000);
    }
    expect(source.isClosed).toBe(false);
    jest.advanceTimersByTime(16_000);

    expect((await watch.done).ended).toBe("final");
  });

  test("when they are refused", async () => {
    const { watch, source } = await watched();

    source.readyState = 2;
    source.onerror();

    expect((await watch.done).ended).toBe("final");
    expect(source.isClosed).toBe(true);
  });

  test("when three connections in a row say nothing, but not when they do", async () => {
    const { watch, source, server } = await watched();

    for (let turn = 0; turn < 5; turn += 1) {
      source.onerror();
      source.onerror();
      source.ping();
    }
    expect(source.isClosed).toBe(false);
    expect(server.requests).toEqual([]);
    for (let turn = 0; turn < 3; turn += 1) source.onerror();

    expect((await watch.done).ended).toBe("final");
  });
});

describe("server-sent events", () => {
  test("tell of what is no status, and go on", async () => {
    const reasons: string[] = [];
    const watch = watchOrder("http://127.0.0.1:1/", {
      onChange: () => undefined,
      onError: ({ reason }) => reasons.push(reason),
    });
    const [source] = PlayedEventSource.all;

    source?.onmessage({ data: "hello" });
    source?.onmessage({ data: '{"state":"paid","final":true}' });

    expect((await watch.done).ended).toBe("final");
    expect(reasons).toEqual(["unreadable"]);
  });

  test("are opened anew when the page is looked at again: the old connection may be dead", async () => {
    const page = Object.assign(new EventTarget(), {
      hidden: false,
      baseURI: "https://shop.example.com/",
    });
    globals.document = page;
    globals.addEventListener = () => undefined;
    const { watch, source } = await watched();

    page.hidden = true;
    page.dispatchEvent(new Event("visibilitychange"));
    expect(PlayedEventSource.all).toHaveLength(1);
    page.hidden = false;
    page.dispatchEvent(new Event("visibilitychange"));

    expect(PlayedEventSource.all).toHaveLength(2);
    expect([source.isClosed, PlayedEventSource.all[1]?.isClosed]).toEqual([true, false]);
    watch.stop();
    expect(PlayedEventSource.all[1]?.isClosed).toBe(true);
    page.dispatchEvent(new Event("visibilitychange"));
    expect(PlayedEventSource.all).toHaveLength(2);
  });

  test("leave no timer behind", async () => {
    const { watch, source } = await watched();
    source.ping();

    watch.stop();

    expect(jest.getTimerCount()).toBe(0);
  });
});
