import { describe, expect, test } from "@jest/globals";
import { createServer as createTcpServer, type Server } from "node:net";
import { createServer } from "node:tls";
import { failureOf, testKhipu } from "../support/client.js";
import { selfSignedCertificate } from "../support/certificate.js";
import { listen, useRealSockets } from "../support/raw-server.js";

useRealSockets();

const PARAMS = { amount: 1000, currency: "CLP", subject: "Order 1042" } as const;

/** A write over TLS; how often it was tried is told by `retries`. */
async function writeTo(port: number, host = "127.0.0.1") {
  const retries: number[] = [];
  const khipu = testKhipu({
    baseUrl: `https://${host}:${port}`,
    maxRetries: 1,
    hooks: { onRetry: ({ attempt }) => retries.push(attempt) },
  });
  const error = await failureOf(khipu.payments.create(PARAMS));
  return { error, retries };
}

async function writeToServer(server: Server) {
  const { port, close } = await listen(server);
  try {
    return await writeTo(port);
  } finally {
    await close();
  }
}

/** A server that answers the first bytes of a handshake with these. */
function answering(bytes: Uint8Array | string): Server {
  return createTcpServer((socket) => socket.once("data", () => socket.write(bytes)));
}

describe("a TLS connection that fails before the request", () => {
  test("for a certificate that nobody vouches for is not sent, and tried again", async () => {
    const requests: unknown[] = [];
    const server = createServer(selfSignedCertificate(), (socket) => {
      socket.on("data", (data) => requests.push(data));
    });
    const { error, retries } = await writeToServer(server);

    expect(error).toMatchObject({
      name: "KhipuConnectionError",
      operation: "postPayment",
      outcome: "not_sent",
      message: "postPayment: the request was not sent (DEPTH_ZERO_SELF_SIGNED_CERT)",
    });
    expect(retries).toEqual([1]);
    expect(requests).toEqual([]);
  });

  test("for a server that speaks no TLS is not sent", async () => {
    const answeringPlainly = answering("HTTP/1.1 400 Bad Request\r\n\r\n");
    const { error, retries } = await writeToServer(answeringPlainly);

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "not_sent" });
    expect(String(error)).toContain("ERR_SSL_WRONG_VERSION_NUMBER");
    expect(retries).toEqual([1]);
  });

  test("for a refused handshake is not sent", async () => {
    const alert = Uint8Array.of(0x15, 3, 1, 0, 2, 2, 40);
    const { error } = await writeToServer(answering(alert));

    expect(error).toMatchObject({ name: "KhipuConnectionError", outcome: "not_sent" });
    expect(String(error)).toContain("HANDSHAKE_FAILURE");
  });

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
