import { describe, expect, test } from "@jest/globals";
import { getEventListeners } from "node:events";
import { connect as connectHttp2, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { readNodeBody } from "../../../src/webhooks/handlers/node-body.js";
import { confirmingHandler, nodeHandler } from "../../../src/webhooks/index.js";
import { gate, until } from "../../support/timers.js";
import { pause, type Posted, shop, signed } from "./setup.js";
import { serving, Wire } from "./wire.js";

/** Speaks HTTP/2 to the handler: posts a head and a body, and resolves to the answer. */
async function overHttp2(
  handle: ReturnType<typeof nodeHandler>,
  headers: Posted["headers"],
  send: (stream: NodeJS.WritableStream) => unknown,
): Promise<string> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stream = client.request({ ":method": "POST", ":path": "/khipu", ...headers });
  send(stream);
  try {
    return await new Promise((resolve, reject) => {
      let status = "";
      stream.on("error", reject);
      stream.on("response", (answered) => {
        status = String(answered[":status"]);
      });
      stream.on("data", (chunk: Buffer) => resolve(`${status} ${chunk.toString()}`));
    });
  } finally {
    client.destroy();
    server.close();
  }
}

/** A request and a response that are no sockets: as shims for serverless platforms make them. */
function shim({ headers }: Posted) {
  const request = Object.assign(new PassThrough(), { method: "POST", headers });
  const ended: string[] = [];
  const names: string[] = [];
  const response = {
    statusCode: 0,
    headersSent: false,
    setHeader: (name: string) => names.push(name),
    end: (body: string) => ended.push(`${response.statusCode} ${body}`),
  };
  return { request, response, ended, names };
}

/** A request whose stream is no more than what is asked for, in this state, and says nothing by itself. */
function silent(state: object) {
  const ignore = () => undefined;
  const stream = { on: ignore, removeListener: ignore, resume: ignore };
  return { method: "POST", headers: {}, ...stream, ...state };
}

describe("nodeHandler over HTTP/2", () => {
  test("settles", async () => {
    const { body, headers } = await signed();

    const answer = await overHttp2(nodeHandler(shop().options), headers, (stream) => {
      stream.end(body);
    });

    expect(answer).toBe("200 settled");
  });

  test("answers 408", async () => {
    const { options } = shop({ timeoutMs: 50 });
    const answer = await overHttp2(nodeHandler(options), {}, (stream) => stream.write("{"));

    expect(answer).toBe("408 refused");
  });
});

describe("nodeHandler on a stream that is no socket", () => {
  test("settles what it brings", async () => {
    const posted = await signed();
    const { request, response, ended, names } = shim(posted);
    request.end(posted.body);

    await nodeHandler(shop().options)(request, response);

    expect(ended).toEqual(["200 settled"]);
    // Whether all of it has arrived such a stream does not say: it has.
    expect(names).toEqual(["content-type"]);
  });

  test("listens to it no longer than it reads, but for its failures", async () => {
    const posted = await signed();
    const { request, response } = shim(posted);
    const listeners = () =>
      ["data", "end", "close", "error"].map((name) => request.listenerCount(name));
    const before = listeners();
    request.end(posted.body);

    await nodeHandler(shop().options)(request, response);

    const [data, end, close, error = 0] = before;
    expect(listeners()).toEqual([data, end, close, error + 1]);
  });

  test.each<[string, object]>([
    ["has ended, and says no more", { readableEnded: true }],
    ["has ended and was given up", { readableEnded: true, destroyed: true }],
    ["is read in part", { readableDidRead: true, readableEnded: false, destroyed: false }],
  ])("is told that somebody else has read it when it %s", async (_, state) => {
    const { response, ended } = shim(await signed());

    await nodeHandler(shop().options)(silent(state), response);

    expect(ended).toEqual(["500 not set up"]);
  });

  test.each([undefined, null, 7])("does not take %p for a body that was parsed", async (body) => {
    const { response, ended } = shim(await signed());
    const { store, onError } = shop().options;
    const handler = confirmingHandler({
      ...{ store, onError },
      confirm: () => 1,
      key: () => "bill:1",
      onConfirmed: () => undefined,
    });

    await nodeHandler(handler)(silent({ body, readableDidRead: true }), response);

    expect(ended).toEqual(["500 not set up"]);
  });

  test.each([
    { version: 1, sets: ["content-type", "connection"] },
    // HTTP/2 has no such header: Node drops it, with a warning.
    { version: 2, sets: ["content-type"] },
  ])("answers 408 with the headers of HTTP/$version", async ({ version, sets }) => {
    const { request, response, ended, names } = shim(await signed());
    const { options } = shop({ timeoutMs: 30 });

    await nodeHandler(options)(Object.assign(request, { httpVersionMajor: version }), response);

    expect({ ended, names }).toEqual({ ended: ["408 refused"], names: sets });
  });

  test("survives its failure in the middle", async () => {
    const { request, response, ended } = shim(await signed());
    const handled = nodeHandler(shop().options)(request, response);
    request.write("{");
    await pause(5);
    request.destroy(new Error("the transport failed"));
    await handled;

    expect(ended).toEqual(["400 refused"]);
  });

  test("survives that it is closed in the middle, without a word", async () => {
    const { request, response, ended } = shim(await signed());
    const handled = nodeHandler(shop().options)(request, response);
    request.write("{");
    await pause(5);
    request.destroy();
    await handled;

    expect(ended).toEqual(["400 refused"]);
  });

  test("refuses what is too large on one that cannot be paused", async () => {
    const { response, ended } = shim(await signed());
    const on = (event: string, listener: (chunk: string) => void) => {
      if (event === "data") setImmediate(() => listener("more than ten bytes"));
    };

    await nodeHandler(shop({ maxBodyBytes: 10 }).options)(silent({ on }), response);

    expect(ended).toEqual(["413 refused"]);
  });

  test("listens to the signal no longer than it reads", async () => {
    const { signal } = new AbortController();
    const stream = new PassThrough();
    const source = { stream, kept: {}, takesParsedBody: false, advice: () => "" };
    const read = readNodeBody(source, { maxBytes: 10, signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    stream.end("{}");

    expect(Buffer.from((await read) as Uint8Array).toString()).toBe("{}");
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("survives its failure after the answer", async () => {
    const { request, response, ended, names } = shim(await signed());
    const handled = nodeHandler(shop({ maxBodyBytes: 10 }).options)(request, response);
    request.write("more than ten bytes");
    await handled;
    request.destroy(new Error("the transport failed"));
    await pause(5);

    expect({ ended, names }).toEqual({
      ended: ["413 refused"],
      names: ["content-type", "connection"],
    });
  });
});

describe("a sender that went away while a middleware of yours was busy", () => {
  test.each([
    { when: "before anybody read", read: false },
    { when: "while a parser read", read: true },
  ])("$when is answered at once, to nobody", async ({ read }) => {
    const { options, told } = shop();
    const handle = nodeHandler(options);
    const { headers } = await signed();
    const come = gate();
    const handled: Promise<void>[] = [];

    await serving(
      (request, response) => {
        come.open();
        if (read) request.on("data", () => undefined);
        response.on("close", () => {
          setTimeout(() => handled.push(handle(request, response)), 10);
        });
      },
      async (port) => {
        const wire = new Wire(port);
        await wire.head({ ...headers, "content-length": "1000" });
        await wire.write("{");
        await come.opened;
        wire.destroy();
        await until(() => handled.length > 0);
        await handled[0];
      },
    );

    expect(told.failures).toMatchObject([
      { error: { message: "webhookHandler: the connection ended before the body did" } },
    ]);
  });
});
