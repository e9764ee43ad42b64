import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import { failureOf, testKhipu } from "../support/client.js";
import type { KhipuOptions } from "../../src/index.js";
import { selfSignedCertificate } from "../support/certificate.js";
import { nodeFetch } from "../support/node-fetch.js";
import { listen, useRealSockets } from "../support/raw-server.js";

useRealSockets();

// No wait between attempts.
beforeEach(() => void jest.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;

/** A write over TLS; how often it was tried is told by `retries`. */
async function writeTo(port: number, host = "127.0.0.1", options: Partial<KhipuOptions> = {}) {
  const retries: number[] = [];
  const khipu = testKhipu({
    baseUrl: `https://${host}:${port}`,
    maxRetries: 1,
    hooks: { onRetry: ({ attempt }) => retries.push(attempt) },
    ...options,
  });
  const error = await failureOf(khipu.payments.create(PARAMS));
  return { error, retries };
}

async function writeToServer(server: Server, options: Partial<KhipuOptions> = {}) {
  const { port, close } = await listen(server);
  try {
    return await writeTo(port, "127.0.0.1", options);
  } finally {
    await close();
  }
}

/** A server that answers the first bytes of a handshake with these. */
function answering(bytes: Uint8Array | string): Server {
  return createTcpServer((socket) => socket.once("data", () => socket.write(bytes)));
}

/** The platform's `fetch`, and one whose errors are the socket's own. */
const TRANSPORTS: readonly [string, Partial<KhipuOptions>][] = [
  ["the platform's fetch", {}],
  ["a fetch on node:https", { fetch: nodeFetch() }],
];

describe.each(TRANSPORTS)(
  "a TLS connection that fails before the request, with %s",
  (_, options) => {
    test("for a certificate that nobody vouches for is not sent, and tried again", async () => {
      const requests: unknown[] = [];
      const server = createServer(selfSignedCertificate(), (socket) => {
        socket.on("data", (data) => requests.push(data));
      });
      const { error, retries } = await writeToServer(server, options);

      expect(error).toMatchObject({
        name: "KhipuConnectionError",
        operation: "postPayment",
        outcome: "not_sent",
        message: "postPayment: the request was not sent (DEPTH_ZERO_SELF_SIGNED_CERT)",
      });
      expect(retries).toEqual([1]);
      expect(requests).toEqual([]);
    });

    test("for a server that speaks no TLS proves nothing: see below", async () => {
      const answeringPlainly = answering("HTTP/1.1 400 Bad Request\r\n\r\n");
      const { error, retries } = await writeToServer(answeringPlainly, options);

      expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
      expect(retries).toEqual([]);
    });

    test("for a refused handshake proves nothing: an alert may come at any time", async () => {
      const alert = Uint8Array.of(0x15, 3, 1, 0, 2, 2, 40);
      const { error, retries } = await writeToServer(answering(alert), options);

      expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
      expect(retries).toEqual([]);
    });
  },
);

/** OpenSSL's word for what is no TLS record, on a connection of TLS 1.3: Node 22 brought another one. */
const NO_RECORD =
  Number(process.versions.node.split(".")[0]) < 22 ? "WRONG_VERSION_NUMBER" : "BAD_RECORD_TYPE";

/** A TLS server behind a relay that speaks to the client itself once the server has read a request. */
async function breakingAfterRequest(options: TlsOptions, bytes: Uint8Array | string) {
  const requests: unknown[] = [];
  let breakIn = (): void => undefined;
  const inner = await listen(
    createServer({ ...selfSignedCertificate(), ...options }, (socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        requests.push(data);
        breakIn();
      });
    }),
  );
  const outer = await listen(
    createTcpServer((client) => {
      const server: Socket = connect(inner.port, "127.0.0.1").on("error", () => undefined);
      client.pipe(server).pipe(client);
      breakIn = () => {
        server.unpipe(client);
        client.write(bytes);
      };
    }),
  );
  const close = () => Promise.all([outer.close(), inner.close()]);
  return { port: outer.port, requests, close };
}

describe("a TLS connection that fails after the request", () => {
  const fetch = nodeFetch({ rejectUnauthorized: false });

  test.each([
    ["TLSv1.2", "plain HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n", "WRONG_VERSION_NUMBER"],
    ["TLSv1.3", "plain HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n", NO_RECORD],
    ["TLSv1.3", "an alert", Uint8Array.of(0x15, 3, 3, 0, 2, 2, 40), "BAD_RECORD_TYPE"],
  ] as const)("of %s, broken by %s, is sent once", async (version, _, bytes, code) => {
    const versions = { minVersion: version, maxVersion: version };
    const { port, requests, close } = await breakingAfterRequest(versions, bytes);
    const { error, retries } = await writeTo(port, "127.0.0.1", { fetch, maxRetries: 2 });
    await close();

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect(String(error)).toContain(code);
    expect(retries).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test("because the client has no certificate may have been read by then", async () => {
    const asking = { requestCert: true, rejectUnauthorized: true };
    const server = createServer({ ...selfSignedCertificate(), ...asking });
    const { error, retries } = await writeToServer(server, { fetch });

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect(String(error)).toContain("CERTIFICATE_REQUIRED");
    expect(retries).toEqual([]);
  });
});

describe("a TLS connection that fails", () => {
  test("by a cut says that nobody knows: the code is the same as after the request", async () => {
    const cutting = createTcpServer((socket) => socket.once("data", () => socket.destroy()));
    const { error, retries } = await writeToServer(cutting);

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "unknown" });
    expect(retries).toEqual([]);
  });

  test("by silence ends at the deadline", async () => {
    const { port, close } = await listen(createTcpServer());
    const khipu = testKhipu({ baseUrl: `https://127.0.0.1:${port}`, timeoutMs: 100 });

    expect(await failureOf(khipu.payments.create(PARAMS))).toMatchObject({
      name: "KhipuTimeoutError",
      outcome: "unknown",
    });
    await close();
  });
});

describe("a connection that cannot be made", () => {
  test.each(["127.0.0.1", "localhost"])("for a refused port of %s is not sent", async (host) => {
    const { port, close } = await listen(createTcpServer());
    await close();
    const { error, retries } = await writeTo(port, host);

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "not_sent" });
    expect(String(error)).toContain("ECONNREFUSED");
    expect(retries).toEqual([1]);
  });

  test("for a port that `fetch` blocks is not sent", async () => {
    const { error } = await writeTo(1);

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "not_sent" });
  });

  test("is made later, when the server is there, and the write is sent once", async () => {
    const reserved = await listen(createTcpServer());
    await reserved.close();
    const requests: string[] = [];
    const server = createTcpServer((socket) =>
      socket.on("data", (data) => {
        requests.push(String(data).split("\r\n", 1)[0] ?? "");
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{"message":"ok"}');
      }),
    );
    const khipu = testKhipu({
      baseUrl: `http://127.0.0.1:${reserved.port}`,
      maxRetries: 20,
      hooks: {
        onRetry: ({ attempt }) => {
          if (attempt === 2) server.listen(reserved.port);
        },
      },
    });

    await expect(khipu.payments.create(PARAMS)).resolves.toEqual({ message: "ok" });

    expect(requests).toEqual(["POST /v3/payments HTTP/1.1"]);
    await new Promise((resolve) => server.close(resolve));
  });

  // As the platform rejects; asking a real name server would take the network.
  test.each([
    ["ENOTFOUND", { syscall: "getaddrinfo", hostname: "nowhere.invalid" }],
    ["EAI_AGAIN", { syscall: "getaddrinfo", hostname: "nowhere.invalid" }],
    ["UND_ERR_CONNECT_TIMEOUT", {}],
    ["EHOSTUNREACH", { syscall: "connect", address: "192.0.2.1" }],
  ])("for %s is not sent", async (code, more) => {
    const cause = Object.assign(new Error("it failed"), { code, ...more });
    const khipu = testKhipu({
      fetch: () => Promise.reject(new TypeError("fetch failed", { cause })),
    });

    expect(await failureOf(khipu.payments.create(PARAMS))).toMatchObject({
      name: "KhipuConnectionError",
      outcome: "not_sent",
      message: `postPayment: the request was not sent (${code})`,
      cause: { message: "fetch failed" },
    });
  });
});
