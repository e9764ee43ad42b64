// Compiled, never run: what users may write, and what they may not.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { expectTypeOf } from "expect-type";
import type { PaymentNotification } from "../../src/types.js";
import {
  parseNotification,
  signNotification,
  verifyNotification,
} from "../../src/webhooks/index.js";

declare const body: string;
declare const secret: string;
declare const parsed: { payment_id: string };
declare const request: Request;
declare const incoming: IncomingMessage;
declare const nodeHeaders: IncomingHttpHeaders;
declare const lambdaHeaders: Record<string, string | undefined>;
declare const plainHeaders: Record<string, string | string[] | undefined>;

// verifyNotification: sad path
// @ts-expect-error -- there is no verification without headers and a secret
void verifyNotification(body);
// @ts-expect-error -- nor without a secret
void verifyNotification(body, "");
// @ts-expect-error -- nor without one in the options
void verifyNotification(body, "", {});
// @ts-expect-error -- a parsed body cannot be verified
void verifyNotification(parsed, "", { secret });
// @ts-expect-error -- `process.env` may hold no secret: look before
void verifyNotification(body, "", { secret: process.env["KHIPU_WEBHOOK_SECRET"] });
// @ts-expect-error -- the header is text
void verifyNotification(body, 7, { secret });
// @ts-expect-error -- only `false` switches the tolerance off
void verifyNotification(body, "", { secret, toleranceMs: true });
// @ts-expect-error -- the skew cannot be switched off
void verifyNotification(body, "", { secret, clockSkewMs: false });
// @ts-expect-error -- a clock gives a number of milliseconds
void verifyNotification(body, "", { secret, now: () => new Date() });
// @ts-expect-error -- an option that does not exist is a slip of the pen
void verifyNotification(body, "", { secret, tolerance: 300 });
// @ts-expect-error -- Node's request is not its bytes: collect them first
void verifyNotification(incoming, incoming.headers, { secret });

// verifyNotification: happy path
expectTypeOf(
  verifyNotification(body, "", { secret }),
).resolves.toEqualTypeOf<PaymentNotification>();
void verifyNotification(new Uint8Array(), "", { secret: [secret, secret] as const });
void verifyNotification(Buffer.from(body), nodeHeaders, { secret });
void verifyNotification(new ArrayBuffer(8), lambdaHeaders, { secret });
void verifyNotification(body, plainHeaders, { secret, toleranceMs: false, clockSkewMs: 0 });
void verifyNotification(body, incoming.headers, { secret, now: Date.now });
void verifyNotification(request, request.headers, { secret });
void verifyNotification(body, request.headers.get("x-khipu-signature"), { secret });
void verifyNotification(body, new Map([["x-khipu-signature", ""]]), { secret });
void verifyNotification(body, { "x-khipu-signature": [""] }, { secret });

// parseNotification: sad path
// @ts-expect-error -- it reads raw bodies only
parseNotification(parsed);
// @ts-expect-error -- a Request is read by who verifies it
parseNotification(request);
// @ts-expect-error -- a notification has no status: that it came means paid
parseNotification(body).status satisfies string;

// parseNotification: happy path
expectTypeOf(parseNotification(body)).toEqualTypeOf<PaymentNotification>();
expectTypeOf(parseNotification(new Uint8Array()).payment_id).toBeString();
expectTypeOf(parseNotification(new ArrayBuffer(8)).transaction_id).toEqualTypeOf<
  string | undefined
>();

// signNotification: sad path
// @ts-expect-error -- there is nothing to sign with
void signNotification(body);
// @ts-expect-error -- one secret signs
void signNotification(body, { secret: [secret] });
// @ts-expect-error -- what is signed is what will be sent: text or bytes
void signNotification(parsed, { secret });
// @ts-expect-error -- a time is a number of milliseconds
void signNotification(body, { secret, timestampMs: new Date() });

// signNotification: happy path
expectTypeOf(signNotification(body, { secret })).resolves.toBeString();
void signNotification(new Uint8Array(), { secret, timestampMs: Date.now() });
