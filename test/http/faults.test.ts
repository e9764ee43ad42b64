import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { failureOf, testKhipu } from "../support/client.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";

useRealSockets();

// No wait between attempts.
beforeEach(() => void jest.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;
const JSON_BODY = '{"message":"ok","payment_id":"gqzdy6chjne9"}';
const gzipped = gzipSync(JSON_BODY.repeat(50));

type Say = (socket: Socket) => void;

/** Writes, and cuts the connection when it is out. */
const thenCut =
  (bytes: string | Uint8Array): Say =>
  (socket) =>
    socket.write(bytes, () => socket.destroy());
/** Writes, and ends the connection as a server does that has said all. */
const thenEnd =
  (bytes: string | Uint8Array): Say =>
  (socket) =>
    socket.end(bytes);
/** Writes, and resets the connection a little later. */
const thenReset =
  (bytes: string): Say =>
  (socket) =>
    socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 10));
/** Writes a byte from time to time, and never comes to an end. */
const drip =
  (bytes: string): Say =>
  (socket) => {
    let sent = 0;
    const timer = setInterval(() => socket.write(bytes[sent++ % bytes.length] ?? ""), 5);
    socket.on("close", () => clearInterval(timer));
  };
const head = (lines: string) => `HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`;

/** Tries a read and a write on a server that behaves so, with retries allowed. */
async function tryBoth(say: Say, timeoutMs = 3_000) {
  const server = await startRawServer(say);
  const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 2, timeoutMs });
  const started = performance.now();
  const read = await failureOf(payments.get("gqzdy6chjne9"));
  const reads = server.requests.length;
  const write = await failureOf(payments.create(PARAMS));
  const writes = server.requests.length - reads;
  return { read, reads, write, writes, took: performance.now() - started };
}

describe("an answer that is lost", () => {
  test.each<[string, Say]>([
    ["closed before a byte", (socket) => socket.end()],
    ["cut before a byte", (socket) => socket.destroy()],
    ["reset before a byte", (socket) => socket.resetAndDestroy()],
    ["cut in the status line", thenCut("HTTP/1.1 20")],
    ["cut in the headers", thenCut("HTTP/1.1 200 OK\r\ncontent-type: appl")],
    ["reset after the headers", thenReset(head("content-length: 44"))],
    ["cut in the body", thenCut(head("content-length: 44") + '{"message":')],
    ["cut after a body that looks whole", thenCut(head("content-length: 500") + JSON_BODY)],
    ["ended before its length", thenEnd(head("content-length: 500") + JSON_BODY)],
    ["cut between chunks", thenCut(head("transfer-encoding: chunked") + `2c\r\n${JSON_BODY}\r\n`)],
    [
      "ended without a last chunk",
      thenEnd(head("transfer-encoding: chunked") + `2c\r\n${JSON_BODY}\r\n`),
    ],
    ["in chunks of no size", thenEnd(head("transfer-encoding: chunked") + "zz\r\n{}\r\n0\r\n\r\n")],
    [
      "in a gzip that is none",
      thenEnd(head("content-encoding: gzip\r\ncontent-length: 44") + JSON_BODY),
    ],
    ["another protocol's", thenEnd("SSH-2.0-OpenSSH_9.6\r\n")],
    ["random bytes", thenEnd(Uint8Array.from({ length: 64 }, (_, index) => (index * 89) % 256))],
    ["of an HTTP that nobody speaks", thenEnd("HTTP/9.9 200 OK\r\n\r\n")],
    ["of two lengths", thenEnd(head("content-length: 44\r\ncontent-length: 45") + JSON_BODY)],
    [
      "a switch of protocols",
      thenEnd("HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
    ],
    ["of endless headers", thenEnd(head(`x-long: ${"x".repeat(70_000)}`))],
  ])("(%s) is a KhipuConnectionError; a read is tried again, a write never", async (_, say) => {
    const { read, reads, write, writes, took } = await tryBoth(say);

    const lost = { name: "KhipuConnectionError", outcome: "unknown", cause: expect.anything() };
    expect(read).toMatchObject({ ...lost, operation: "getPaymentById" });
    expect(write).toMatchObject({ ...lost, operation: "postPayment" });
    expect(String(write)).toContain("It may have taken effect: look before you repeat it");
    expect({ reads, writes }).toEqual({ reads: 3, writes: 1 });
    expect(took).toBeLessThan(2_900);
  });

  test("(a gzip that breaks off) is never taken for whole", async () => {
    const half = gzipped.subarray(0, gzipped.length >> 1);
    const header = head(`content-encoding: gzip\r\ncontent-length: ${half.length}`);
    const { write, writes } = await tryBoth((socket) => {
      socket.write(header);
      socket.end(half);
    });

    expect(write).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect(writes).toBe(1);
  });

  test("(on a connection that was kept open) does not repeat a write", async () => {
    const server = await startRawServer((socket, _, index) =>
      index === 0 ? socket.write(httpAnswer(200, JSON_BODY)) : socket.destroy(),
    );
    const { payments } = testKhipu({ baseUrl: server.url, maxRetries: 2 });

    await payments.get("gqzdy6chjne9");
    const error = await failureOf(payments.create(PARAMS));

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test("says how far it came, and with which code", async () => {
    const before = await tryBoth((socket) => socket.resetAndDestroy());
    const within = await tryBoth(thenEnd(head("content-length: 500") + JSON_BODY));

    const name = "KhipuConnectionError: postPayment";
    const advice = String.raw`\. It may have taken effect: look before you repeat it`;
    const said = (problem: string) => new RegExp(`^${name}: ${problem} \\(\\w+\\)${advice}$`);
    expect(String(before.write)).toMatch(said("the connection failed"));
    expect(String(within.write)).toMatch(said("the answer was cut short"));
    expect(String(within.read)).toMatch(/getPaymentById: the answer was cut short \(\w+\)$/);
  });
});

describe("an answer that is no use", () => {
  test.each<[string, Say]>([
    ["HTML", thenEnd(httpAnswer(200, "<!doctype html><p>Welcome to our Wi-Fi"))],
    ["nothing, with 204", thenEnd("HTTP/1.1 204 No Content\r\n\r\n")],
    ["nothing, with 200", thenEnd(httpAnswer(200, ""))],
    ["null", thenEnd(httpAnswer(200, "null"))],
    ["a list", thenEnd(httpAnswer(200, "[]"))],
    [
      "half a body that nobody measured",
      thenEnd(`HTTP/1.0 200 OK\r\n\r\n${JSON_BODY.slice(0, 20)}`),
    ],
    ["JSON with something behind it", thenEnd(httpAnswer(200, `${JSON_BODY}\n<!-- proxy -->`))],
  ])("(%s) is a KhipuConnectionError, and would come again", async (_, say) => {
    const { read, reads, write, writes } = await tryBoth(say);

    expect(read).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect(write).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect({ reads, writes }).toEqual({ reads: 1, writes: 1 });
  });
});

describe("silence", () => {
  test.each<[string, Say]>([
    ["no answer at all", () => undefined],
    ["headers that never end", drip("HTTP/1.1 200 OK\r\nx: ")],
    ["a body that never comes", (socket) => void socket.write(head("content-length: 44"))],
    [
      "a body that never ends",
      (socket) => {
        socket.write(head("content-length: 100000"));
        drip(" ")(socket);
      },
    ],
  ])("(%s) ends with KhipuTimeoutError at the deadline, with nothing repeated", async (_, say) => {
    const { read, reads, write, writes, took } = await tryBoth(say, 150);

    const late = { name: "KhipuTimeoutError", outcome: "unknown", timeoutMs: 150 };
    expect(read).toMatchObject(late);
    expect(write).toMatchObject(late);
    expect(String(write)).toContain("no answer within 150 ms. It may have taken effect");
    expect({ reads, writes }).toEqual({ reads: 1, writes: 1 });
    expect(took).toBeGreaterThan(290);
    expect(took).toBeLessThan(2_500);
  });
});

describe("an answer that is whole", () => {
  test.each<[string, Say]>([
    ["ended by the connection", thenEnd(`HTTP/1.0 200 OK\r\n\r\n${JSON_BODY}`)],
    ["in chunks", thenEnd(head("transfer-encoding: chunked") + `2c\r\n${JSON_BODY}\r\n0\r\n\r\n`)],
    ["after early hints", thenEnd(`HTTP/1.1 103 Hints\r\n\r\n${httpAnswer(200, JSON_BODY)}`)],
    ["with a byte order mark", thenEnd(httpAnswer(200, `\ufeff${JSON_BODY}`))],
    ["of another type", thenEnd(httpAnswer(200, JSON_BODY, { "content-type": "text/plain" }))],
    ["with 201", thenEnd(httpAnswer(201, JSON_BODY))],
    ["with white space around", thenEnd(httpAnswer(200, `\n  ${JSON_BODY}\n`))],
  ])("(%s) is taken", async (_, say) => {
    const server = await startRawServer(say);
    const { payments } = testKhipu({ baseUrl: server.url });

    await expect(payments.create(PARAMS)).resolves.toEqual(JSON.parse(JSON_BODY));
    expect(server.requests).toHaveLength(1);
  });

  test("(20 MB of it) is taken", async () => {
    const big = JSON.stringify({ custom: "ñ".repeat(10_000_000) });
    const server = await startRawServer(thenEnd(httpAnswer(200, big)));

    const { custom } = await testKhipu({ baseUrl: server.url }).payments.get("gqzdy6chjne9");

    expect(custom).toHaveLength(10_000_000);
  });
});
