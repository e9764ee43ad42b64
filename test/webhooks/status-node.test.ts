import { describe, expect, jest, test } from "@jest/globals";
import { createServer, get as httpGet, type IncomingMessage } from "node:http";
import { nodeStatusHandler, type StatusHandlerOptions } from "../../src/webhooks/index.js";
import { listen, useRealSockets } from "../support/raw-server.js";
import { gate } from "../support/timers.js";

useRealSockets();

const PENDING = { state: "pending", final: false };
const PAID = { state: "paid", final: true };

type Options = StatusHandlerOptions<IncomingMessage>;

/** A shop on a real socket, for as long as a test uses it; `left` resolves when its first visitor has gone. */
async function withShop(
  options: Options,
  use: (url: string, left: Promise<void>) => Promise<void>,
): Promise<void> {
  const handle = nodeStatusHandler(options);
  const { open: leave, opened: left } = gate();
  const { port, close } = await listen(
    createServer((request, response) => {
      response.once("close", leave);
      void handle(request, response);
    }),
  );
  try {
    await use(`http://127.0.0.1:${port}/orders/1042/status`, left);
  } finally {
    await close();
  }
}

describe("nodeStatusHandler", () => {
  test("gives read the framework's own request, and answers JSON", async () => {
    const read = jest.fn<Options["read"]>(() => PENDING);

    await withShop({ read }, async (url) => {
      const response = await fetch(url, { headers: { cookie: "session=abc" } });

      await expect(response.json()).resolves.toEqual(PENDING);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(read.mock.calls[0]?.[0].headers.cookie).toBe("session=abc");
    });
  });

  test("answers 304, 404, 405 and 500", async () => {
    const answers = [() => PENDING, () => PENDING, () => undefined];
    const read = () => {
      const answer = answers.shift();
      if (!answer) throw new Error("database");
      return answer();
    };

    await withShop({ read }, async (url) => {
      const etag = (await fetch(url)).headers.get("etag") ?? "";
      const statuses = [
        await fetch(url, { headers: { "if-none-match": etag } }),
        await fetch(url),
        await fetch(url, { method: "POST" }),
        await fetch(url),
      ].map(({ status }) => status);

      expect(statuses).toEqual([304, 404, 405, 500]);
    });
  });

  test("streams each change as it comes", async () => {
    const order = { ...PENDING };

    await withShop({ read: () => ({ ...order }), intervalMs: 5 }, async (url) => {
      const response = await fetch(url, { headers: { accept: "text/event-stream" } });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      while (!text.includes("pending")) text += (await reader?.read())?.value ?? "";
      Object.assign(order, PAID);
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        text += part.value;
      }

      expect(text.match(/"state":"\w+"/g)).toEqual(['"state":"pending"', '"state":"paid"']);
    });
  });

  test("stops reading when the visitor hangs up", async () => {
    const read = jest.fn<Options["read"]>(() => PENDING);

    await withShop({ read, intervalMs: 5 }, async (url, left) => {
      const request = httpGet(url, { headers: { accept: "text/event-stream" } }, (response) => {
        response.on("error", () => undefined).once("data", () => request.destroy());
      });
      await left;
      // A read that was under way may still end.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const readsThen = read.mock.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 50));

      expect(read).toHaveBeenCalledTimes(readsThen);
    });
  });

  test("writes nothing after what a framework has answered", async () => {
    const handle = nodeStatusHandler({ read: () => PENDING });
    const response = {
      statusCode: 503,
      headersSent: true,
      setHeader: jest.fn(),
      write: jest.fn(),
      end: jest.fn(),
      on: jest.fn(),
    };

    await handle({ method: "GET", headers: {} }, response);

    expect(response.end).not.toHaveBeenCalled();
    expect(response.statusCode).toBe(503);
  });
});
