import { describe, expect, test } from "@jest/globals";
import { API_KEY, failureOf, testKhipu } from "../support/client.js";
import { nodeFetch } from "../support/node-fetch.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { everythingShownBy } from "../support/secrets.js";

useRealSockets();

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;

describe.each([300, 301, 302, 303, 304, 307, 308, 399])("a %d", (status) => {
  test.each(["another origin", "the same origin"])("to %s is never followed", async (where) => {
    const elsewhere = await startRawServer((socket) => socket.write(httpAnswer(200, "{}")));
    const server = await startRawServer((socket, { path }) => {
      const origin = where === "another origin" ? elsewhere.url : "";
      socket.write(httpAnswer(status, "", { location: `${origin}/moved${path}` }));
    });
    const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 2 });

    const read = await failureOf(payments.get("gqzdy6chjne9"));
    const write = await failureOf(payments.create(PARAMS));

    const refused = { name: "KhipuConnectionError", outcome: "unknown" };
    expect(read).toMatchObject({ ...refused, operation: "getPaymentById" });
    expect(write).toMatchObject({ ...refused, operation: "postPayment" });
    expect(String(write)).toContain("a redirect is never followed");
    expect(elsewhere.requests).toEqual([]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/v3/payments/gqzdy6chjne9",
      "/v3/payments",
    ]);
    expect(everythingShownBy([read, write])).not.toContain(API_KEY);
  });
});

describe("a redirect", () => {
  test("whose body never ends is refused at once", async () => {
    const server = await startRawServer((socket) =>
      socket.write("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 99\r\n\r\n"),
    );
    const started = performance.now();

    const error = await failureOf(testKhipu({ baseUrl: server.url }).banks.list());

    expect(error).toMatchObject({ name: "KhipuConnectionError" });
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  test("that a browser hides (`opaqueredirect`) is refused", async () => {
    const hidden = {
      type: "opaqueredirect",
      status: 0,
      ok: false,
      headers: new Headers(),
      body: null,
    };
    const khipu = testKhipu({ fetch: () => Promise.resolve(hidden as unknown as Response) });

    expect(await failureOf(khipu.payments.create(PARAMS))).toMatchObject({
      name: "KhipuConnectionError",
      outcome: "unknown",
      message: expect.stringContaining("redirect"),
    });
  });

  test("that a `fetch` of one's own has followed is refused", async () => {
    const followed = new Response('{"payment_id":"elsewhere"}');
    Object.defineProperty(followed, "redirected", { value: true });
    const khipu = testKhipu({ fetch: () => Promise.resolve(followed), maxRetries: 2 });

    expect(await failureOf(khipu.payments.create(PARAMS))).toMatchObject({
      name: "KhipuConnectionError",
      outcome: "unknown",
    });
  });

  test("whose body is a Node stream is told as a redirect, once, and lets its connection go", async () => {
    const closed: Promise<unknown>[] = [];
    const server = await startRawServer((socket) => {
      closed.push(new Promise((resolve) => socket.on("close", resolve)));
      socket.write(`${httpAnswer(302, "", { "content-length": "99" })}some of it`);
    });
    const khipu = testKhipu({ baseUrl: server.url, fetch: nodeFetch(), maxRetries: 2 });

    const read = await failureOf(khipu.payments.get("gqzdy6chjne9"));
    const write = await failureOf(khipu.payments.create(PARAMS));
    await Promise.all(closed);

    for (const error of [read, write]) {
      expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
      expect(String(error)).toContain("a redirect is never followed");
    }
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test.each([
    ["has no way to be given up", {}],
    [
      "cannot be given up",
      {
        cancel: () => {
          throw new TypeError("locked");
        },
      },
    ],
    ["fails to be given up", { cancel: () => Promise.reject(new TypeError("locked")) }],
  ])("whose body %s is a redirect all the same", async (_, body) => {
    const moved = { ok: false, status: 302, headers: new Headers(), body };
    const khipu = testKhipu({ fetch: () => Promise.resolve(moved as unknown as Response) });

    expect(String(await failureOf(khipu.banks.list()))).toContain("a redirect is never followed");
  });

  test("is asked not to be followed in so many words", async () => {
    let asked: RequestInit | undefined;
    const khipu = testKhipu({
      fetch: (_, init) => {
        asked = init;
        return Promise.resolve(new Response("{}"));
      },
    });

    await khipu.banks.list();

    expect(asked).toMatchObject({ redirect: "manual" });
  });
});
