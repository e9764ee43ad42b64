import { expect, test } from "@jest/globals";
import { lambdaHandler, type VerdictEvent, webhookHandler } from "../../../src/webhooks/index.js";
import { untyped } from "../../support/untyped.js";
import { SECRET } from "../vectors.js";
import { answerOf, request, shop, signed } from "./setup.js";

/** A request whose body is this stream. */
function streaming(headers: Record<string, string>, start: (to: Stream) => void): Request {
  const body = new ReadableStream<Uint8Array>({ start });
  const init = { method: "POST", headers, body, duplex: "half" as const };
  return new Request("https://shop.example.com/khipu", init);
}
type Stream = ReadableStreamDefaultController<Uint8Array>;

const CODING = `x-${"y".repeat(60)}`;

test.each<[string, Request | Promise<Request>, string, string, string]>([
  [
    "too slow",
    streaming({}, (to) => to.enqueue(Uint8Array.of(123))),
    "408 refused",
    "too-slow",
    "webhookHandler: the body did not arrive within timeoutMs",
  ],
  [
    "cut short",
    streaming({}, (to) => to.error(new Error("socket hang up"))),
    "400 refused",
    "cut-short",
    "webhookHandler: the connection ended before the body did",
  ],
  [
    "compressed, in a coding of any length",
    streaming({ "content-encoding": CODING }, () => undefined),
    "415 refused",
    "encoded",
    `webhookHandler: the body has the content-encoding x-${"y".repeat(38)}; only a plain one is read`,
  ],
  [
    "read already",
    signed().then(async (posted) => {
      const read = request(posted);
      await read.text();
      return read;
    }),
    "500 not set up",
    "parsed-body",
    "webhookHandler: the body was read or parsed before this handler, and the signature is over its bytes as " +
      "they came. Pass it the request before anything calls request.json(), text() or formData() " +
      "(in Hono: c.req.raw, before c.req.json()).",
  ],
])("a body that is %s is told as that", async (_, posted, answer, reason, message) => {
  const verdicts: VerdictEvent[] = [];
  const { options, told } = shop({ timeoutMs: 50, onVerdict: (event) => verdicts.push(event) });

  expect(await answerOf(webhookHandler(options)(await posted))).toBe(answer);
  expect(verdicts).toMatchObject([{ verdict: "refused", reason }]);
  expect(told.failures).toMatchObject([{ error: { name: "KhipuNotificationError", message } }]);
});

test("a body that a platform has parsed is this server's mistake, and told again", async () => {
  const { options, told } = shop();
  const { headers } = await signed();
  const event = { httpMethod: "POST", headers, body: {} };

  expect(await lambdaHandler(options)(untyped<never>(event))).toMatchObject({
    statusCode: 500,
    body: "not set up",
  });
  expect(told.failures).toMatchObject([{ error: { reason: "parsed-body" } }]);
});

test("so is a list of secrets that is empty by then", async () => {
  const secret = [SECRET];
  const { options, told } = shop({ secret });
  const handle = webhookHandler(options);
  secret.pop();

  expect(await answerOf(handle(request(await signed())))).toBe("500 not set up");
  expect(told.failures).toMatchObject([{ error: { reason: "no-secret" } }]);
});
