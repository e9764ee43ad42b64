import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { KhipuApiError } from "../../src/index.js";
import { API_KEY, failureOf, testKhipu } from "../support/client.js";
import { httpAnswer, type Script, startRawServer, useRealSockets } from "../support/raw-server.js";
import { everythingShownBy } from "../support/secrets.js";

useRealSockets();
beforeEach(() => void jest.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
const ID = "gqzdy6chjne9";
const OK = httpAnswer(200, '{"message":"ok"}');

/** One call against a server that behaves so. */
async function attempt(what: "read" | "write", script: Script, timeoutMs = 3_000) {
  const server = await startRawServer(script);
  const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 2, timeoutMs });
  const started = performance.now();
  const call = what === "read" ? payments.get(ID) : payments.create(PARAMS);
  const error = (await failureOf(call)) as KhipuApiError;
  return { error, sent: server.requests.length, took: performance.now() - started };
}

describe("a status", () => {
  // What each status means, and how many requests were sent with two retries allowed.
  test.each<[number, "rejected" | "unknown", number, "rejected" | "unknown", number]>([
    [400, "rejected", 1, "rejected", 1],
    [401, "rejected", 1, "rejected", 1],
    [403, "rejected", 1, "rejected", 1],
    [404, "rejected", 1, "rejected", 1],
    [405, "rejected", 1, "rejected", 1],
    [408, "rejected", 3, "unknown", 1],
    [409, "rejected", 1, "rejected", 1],
    [413, "rejected", 1, "rejected", 1],
    [422, "rejected", 1, "rejected", 1],
    [425, "rejected", 1, "rejected", 1],
    [429, "rejected", 3, "rejected", 3],
    [451, "rejected", 1, "rejected", 1],
    [499, "rejected", 1, "rejected", 1],
    [500, "unknown", 3, "unknown", 1],
    [501, "unknown", 3, "unknown", 1],
    [502, "unknown", 3, "unknown", 1],
    [503, "unknown", 3, "unknown", 1],
    [504, "unknown", 3, "unknown", 1],
    [599, "unknown", 3, "unknown", 1],
    [999, "unknown", 3, "unknown", 1],
  ])(
    "of %d: read %s after %d requests, write %s after %d",
    async (status, read, reads, write, writes) => {
      const answer: Script = (socket) => socket.write(httpAnswer(status, '{"message":"no"}'));

      const ofRead = await attempt("read", answer);
      const ofWrite = await attempt("write", answer);

      const refused = { name: "KhipuApiError", status, body: { message: "no" } };
      expect(ofRead.error).toMatchObject({ ...refused, outcome: read });
      expect(ofWrite.error).toMatchObject({ ...refused, outcome: write });
      expect([ofRead.sent, ofWrite.sent]).toEqual([reads, writes]);
      expect(ofWrite.error.message.includes("look before you repeat it")).toBe(write === "unknown");
      expect(ofRead.error.message).not.toContain("look before");
    },
  );

  test.each([0, 101, 199])(
    "of %d, which only a `fetch` of one's own gives, rejects nothing",
    async (status) => {
      const fake = {
        ok: false,
        status,
        type: "basic",
        headers: new Headers(),
        text: () => Promise.resolve(""),
      };
      const { payments } = testKhipu({ fetch: () => Promise.resolve(fake as unknown as Response) });

      expect(await failureOf(payments.create(PARAMS))).toMatchObject({ outcome: "unknown" });
    },
  );
});

describe("the body of a refusal", () => {
  const lost: [string, Script][] = [
    ["that is cut", (socket) => socket.end("HTTP/1.1 400 No\r\ncontent-length: 99\r\n\r\n{")],
    [
      "that is reset",
      (socket) =>
        socket.write("HTTP/1.1 400 No\r\ncontent-length: 99\r\n\r\n{", () =>
          setTimeout(() => socket.resetAndDestroy(), 10),
        ),
    ],
    [
      "that is cut between chunks",
      (socket) => socket.end("HTTP/1.1 400 No\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n"),
    ],
    ["that never comes", (socket) => socket.write("HTTP/1.1 400 No\r\ncontent-length: 99\r\n\r\n")],
    [
      "that is no gzip",
      (socket) => socket.end(httpAnswer(400, "{}", { "content-encoding": "gzip" })),
    ],
  ];

  test.each(lost)("%s does not make it less of a refusal", async (_, script) => {
    const { error, sent, took } = await attempt("write", script, 300);

    expect(error).toMatchObject({
      name: "KhipuApiError",
      status: 400,
      outcome: "rejected",
      body: undefined,
      fieldErrors: [],
    });
    expect(sent).toBe(1);
    expect(took).toBeLessThan(2_500);
  });

  test.each([
    ["HTML", "<html><h1>403 Forbidden</h1></html>"],
    ["broken JSON", '{"message":"no'],
    ["plain text", "Forbidden"],
  ])("is kept as text when it is %s", async (_, body) => {
    const { error } = await attempt("read", (socket) => socket.write(httpAnswer(403, body)));

    expect(error).toMatchObject({ name: "KhipuApiError", status: 403, body, fieldErrors: [] });
    expect(error.message).toBe("getPaymentById: refused with 403");
  });

  test.each([
    ["null", null],
    ["[]", []],
    ["7", 7],
    ['"no"', "no"],
    ["false", false],
  ])("may be %s", async (body, parsed) => {
    const { error } = await attempt("read", (socket) => socket.write(httpAnswer(403, body)));

    expect(error).toMatchObject({ name: "KhipuApiError", status: 403, fieldErrors: [] });
    expect(error.body).toEqual(parsed);
  });

  test("does not carry the key back, should a proxy echo it", async () => {
    const echo: Script = (socket, { headers }) =>
      socket.write(
        httpAnswer(403, JSON.stringify({ message: `bad key ${headers["x-api-key"]}`, headers })),
      );
    const { error } = await attempt("read", echo);

    expect(error.message).toBe("getPaymentById: refused with 403 (bad key [redacted])");
    expect(everythingShownBy(error)).not.toContain(API_KEY);
    expect(error.body).toMatchObject({ headers: { "x-api-key": "[redacted]" } });
  });

  test("is cut to 300 characters in the message, and whole in `body`", async () => {
    const message = "no ".repeat(400);
    const { error } = await attempt("read", (socket) =>
      socket.write(httpAnswer(400, JSON.stringify({ message }))),
    );

    expect(error.message.length).toBeLessThan(400);
    expect(error.body).toEqual({ message });
  });
});

describe("a call that is refused and then taken", () => {
  test("sends the same write again after a 429, once", async () => {
    const server = await startRawServer((socket, _, index) =>
      socket.write(index === 0 ? httpAnswer(429, "", { "retry-after": "0" }) : OK),
    );
    const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 2 });

    await expect(payments.create(PARAMS)).resolves.toEqual({ message: "ok" });
    expect(server.requests.map(({ body }) => body)).toEqual([
      JSON.stringify(PARAMS),
      JSON.stringify(PARAMS),
    ]);
  });

  test.each(["429 Slow\r\ncontent-length: 50", "503 Busy\r\ncontent-length: 50"])(
    "reads again after %j with a cut body",
    async (head) => {
      const server = await startRawServer((socket, _, index) =>
        index === 0 ? socket.end(`HTTP/1.1 ${head}\r\n\r\n{`) : socket.write(OK),
      );
      const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 1 });

      await expect(payments.get(ID)).resolves.toEqual({ message: "ok" });
      expect(server.requests).toHaveLength(2);
    },
  );
});
