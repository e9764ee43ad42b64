import { describe, expect, test } from "@jest/globals";
import { runInNewContext } from "node:vm";
import { parseNotification, verifyNotification } from "../../src/webhooks/index.js";
import type { NotificationBody } from "../../src/webhooks/index.js";
import { OFFICIAL, SECRET, rejection, then } from "./vectors.js";

const options = { secret: SECRET, now: then };
const { bytes } = OFFICIAL;

/** The bytes amid others, so that a view of them has an offset. */
function amid(): Uint8Array {
  const larger = new Uint8Array(bytes.length + 20).fill(0x7b);
  larger.set(bytes, 7);
  return larger.subarray(7, 7 + bytes.length);
}

function exactBuffer(): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function shared(): Uint8Array {
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length));
  view.set(bytes);
  return view;
}

describe("verifyNotification takes the body", () => {
  test.each<[string, NotificationBody]>([
    ["as text", OFFICIAL.body],
    ["as a Buffer", bytes],
    ["as a Uint8Array", Uint8Array.from(bytes)],
    ["as a view with an offset", amid()],
    ["as a Buffer with an offset", Buffer.from(amid().buffer, 7, bytes.length)],
    ["as an ArrayBuffer", exactBuffer()],
    ["as a view of shared memory", shared()],
    ["as a Uint8Array of another realm", foreign("new Uint8Array(values)")],
    ["as an ArrayBuffer of another realm", foreign("new Uint8Array(values).buffer")],
  ])("%s", async (_, body) => {
    await expect(verifyNotification(body, OFFICIAL.header, options)).resolves.toHaveProperty(
      "payment_id",
      "zfxnocsow6mz",
    );
  });

  function foreign(code: string): Uint8Array {
    return runInNewContext(code, { values: [...bytes] }) as Uint8Array;
  }

  test("as a Request, which it reads", async () => {
    const request = new Request("https://shop.example.com/khipu", {
      method: "POST",
      headers: { "x-khipu-signature": OFFICIAL.header },
      body: bytes,
    });

    const notification = await verifyNotification(request, request.headers, options);

    expect(notification.payment_id).toBe("zfxnocsow6mz");
    expect(request.bodyUsed).toBe(true);
  });

  test("as a Request, unread while its header is no good", async () => {
    const request = new Request("https://shop.example.com/khipu", { method: "POST", body: bytes });

    const error = await rejection(verifyNotification(request, request.headers, options));

    expect(error).toMatchObject({ reason: "missing-signature" });
    expect(request.bodyUsed).toBe(false);
  });

  test("as it was when it was called, though the buffer is used again at once", async () => {
    const buffer = Buffer.from(bytes);

    const verified = verifyNotification(buffer, OFFICIAL.header, options);
    buffer.fill(0x20);

    await expect(verified).resolves.toHaveProperty("amount", "1000.0000");
  });
});

describe("a body that is not raw is refused", () => {
  const used = new Request("https://shop.example.com/khipu", { method: "POST", body: bytes });

  test.each<[string, unknown]>([
    ["a parsed object", JSON.parse(OFFICIAL.body)],
    ["an empty object, as express has it without a parser", {}],
    ["a parsed array", [1, 2]],
    ["undefined", undefined],
    ["null", null],
    ["a number", 7],
    ["a Buffer that went through JSON", JSON.parse(JSON.stringify(bytes))],
    ["an object that has a buffer's fields", { byteLength: 4, buffer: [], arrayBuffer: "x" }],
    ["Node's request", { headers: {}, on: () => undefined, pipe: () => undefined }],
  ])("%s", async (_, body) => {
    const error = await rejection(
      verifyNotification(body as NotificationBody, OFFICIAL.header, options),
    );

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      reason: "parsed-body",
      message: "verifyNotification: the body was read or parsed before: pass it raw",
    });
  });

  test("a Request that was read before", async () => {
    await used.json();

    const error = await rejection(verifyNotification(used, OFFICIAL.header, options));

    expect(error).toMatchObject({ reason: "parsed-body" });
  });

  test("not a Request whose sender went away: that rejects as the platform has it", async () => {
    const gone = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    const request = { bodyUsed: false, arrayBuffer: () => Promise.reject(gone) };

    expect(await rejection(verifyNotification(request, OFFICIAL.header, options))).toBe(gone);
  });
});

describe("bytes that are no ASCII", () => {
  const now = () => 1773022948436;

  test("are hashed as UTF-8 when they come as text", async () => {
    const body = '{"payment_id":"ltoyxrpcwx8s","payer_name":"Ñandú Peña 🪙"}';
    const header = "t=1773022948436,s=FJLGDMEz7SJk6zw57a3fWJjeGuaugXWAv4jjtPVV5y0=";

    for (const form of [body, Buffer.from(body)]) {
      await expect(verifyNotification(form, header, { secret: SECRET, now })).resolves.toEqual({
        payment_id: "ltoyxrpcwx8s",
        payer_name: "Ñandú Peña 🪙",
      });
    }
  });

  test("cost a letter but not the payment when they are not UTF-8", async () => {
    const body = Buffer.from('{"payment_id":"ltoyxrpcwx8s","payer_name":"Pe\xf1a"}', "latin1");
    const header = "t=1773022948436,s=6N2WpKcVSK2VSyPagZOjhOUU8+C1FHZPYRqmxniXtaM=";

    await expect(verifyNotification(body, header, { secret: SECRET, now })).resolves.toEqual({
      payment_id: "ltoyxrpcwx8s",
      payer_name: "Pe\ufffda",
    });
    expect(
      await rejection(verifyNotification(body.toString(), header, { secret: SECRET, now })),
    ).toMatchObject({ reason: "mismatch" });
  });
});

test("parseNotification takes the same forms", () => {
  for (const body of [OFFICIAL.body, bytes, amid(), exactBuffer(), shared()]) {
    expect(parseNotification(body).payment_id).toBe("zfxnocsow6mz");
  }
});
