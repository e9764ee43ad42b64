import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { operations } from "../../generated/instant-payments.v2/operations.js";
import type { OperationId } from "../../generated/instant-payments.v2/operations.js";
import {
  answerValidators,
  webhookValidators,
} from "../../generated/instant-payments.v2/validators.js";
import type { Simulator } from "../../src/simulator/index.js";
import { send, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import { signedClientOf } from "./support/signed-client.js";
import type { SignedClient } from "./support/signed-client.js";

type Fields = Readonly<Record<string, string>>;
type Request = readonly [path: string, fields?: Fields];

const text = (file: string) =>
  readFileSync(new URL(`../fixtures/instant-payments.v2/${file}`, import.meta.url), "utf8");
const form = (name: string): Fields =>
  Object.fromEntries(new URLSearchParams(text(`${name}.request.form`)));

/** For every operation: the document's own request on the simulator, and the file of its own answer. */
const EXAMPLES: Record<
  OperationId,
  { request: (signed: SignedClient, simulator: Simulator) => Promise<Request>; answer: string }
> = {
  getBanks: { request: async () => Promise.resolve(["/banks"]), answer: "getBanks.published" },
  getPayments: {
    request: async (signed, simulator) => {
      const { token } = await paid(signed, simulator);
      return ["/payments", { notification_token: token }];
    },
    answer: "getPaymentById.published",
  },
  postPayment: {
    request: async () => Promise.resolve(["/payments", form("postPayment")]),
    answer: "postPayment.published",
  },
  getPaymentById: {
    request: async (signed, simulator) => [`/payments/${(await paid(signed, simulator)).id}`],
    answer: "getPaymentById.published",
  },
  deletePaymentById: {
    request: async (signed) => [`/payments/${await created(signed)}`],
    answer: "deletePaymentById.published",
  },
  postPaymentConfirmById: {
    request: async (signed, sim) => [`/payments/${(await paid(signed, sim)).id}/confirm`],
    answer: "deletePaymentById.published",
  },
  postPaymentRefundsById: {
    request: async (signed, simulator) => {
      const { id } = await paid(signed, simulator);
      return [`/payments/${id}/refunds`, form("postPaymentRefundsById")];
    },
    answer: "deletePaymentById.published",
  },
  postReceiver: {
    request: async () => Promise.resolve(["/receivers", form("postReceiver")]),
    answer: "postReceiver.published",
  },
  getMerchantPaymentMethodsById: {
    request: async (_signed, { receiverId }) =>
      Promise.resolve([`/merchants/${String(receiverId)}/paymentMethods`]),
    answer: "getMerchantPaymentMethodsById.published",
  },
};

async function created(signed: SignedClient): Promise<string> {
  const { body } = await signed("POST", "/payments", form("postPayment"));
  return String(body["payment_id"]);
}

async function paid(signed: SignedClient, simulator: Simulator) {
  const id = await created(signed);
  const { notification_token: token } = await simulator.pay(id);
  return { id, token };
}

/** What is there, and of what kind; of a list, what its first member is. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shape(value[0])] : [];
  if (typeof value !== "object" || value === null) return typeof value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shape(inner)] as const);
  return Object.fromEntries(entries);
}

describe("the examples of Instant Payments 2.0", () => {
  test.each(Object.keys(EXAMPLES) as OperationId[])(
    "%s is answered as the document's example is",
    async (operation) => {
      const simulator = await simulate();
      const signed = signedClientOf(simulator);
      const { request, answer: file } = EXAMPLES[operation];
      const [path, fields] = await request(signed, simulator);

      const answer = await signed(operations[operation].method, path, fields);

      expect(answer.status).toBe(200);
      const validate = answerValidators[operation];
      expect(validate?.(answer.body) === true ? [] : (validate?.errors ?? "none")).toEqual([]);
      expect(simulator.lastRequest()).toMatchObject({ operation, api: "instant-payments.v2" });
      const example: unknown = JSON.parse(text(`${file}.json`));
      // The service writes amounts as text where the examples have numbers; no files are attached here.
      const amounts = { amount: "x", discount: "x", min_amount: "x", attachment_urls: [] };
      const known = JSON.stringify(example, (key, value: unknown) =>
        key in amounts ? amounts[key as keyof typeof amounts] : value,
      );
      expect(shape(answer.body)).toEqual(shape(JSON.parse(known)));
    },
  );

  test("notifies in the form of the document's example", async () => {
    const simulator = await simulate();
    const merchant = await openMerchant();
    const signed = signedClientOf(simulator);
    const asked = { notify_url: merchant.url, notify_api_version: "1.3" };
    const { body } = await signed("POST", "/payments", { ...form("postPayment"), ...asked });
    const { notification_token: token } = await simulator.pay(String(body["payment_id"]));

    const example = text("notifyPaymentConciliated.request.form");
    const got = merchant.received[0]?.body ?? "";
    expect(got).toBe(example.replace(/[0-9a-f]{64}/, token));
    const fields = Object.fromEntries(new URLSearchParams(got));
    expect(webhookValidators.notifyPaymentConciliated.body?.(fields)).toBe(true);
  });

  test("refuses in the shape of the examples", async () => {
    const simulator = await simulate();
    const signed = signedClientOf(simulator);
    simulator.fault({ kind: "server-error", status: 503, operation: "getBanks" });

    const refusals = {
      "refusal.503": await signed("GET", "/banks"),
      "refusal.403": await send(`${simulator.url}/api/2.0/banks`),
      "refusal.400": await signed("POST", "/payments", { ...form("postPayment"), amount: "x" }),
    };

    for (const [file, { status, body }] of Object.entries(refusals)) {
      const example = JSON.parse(text(`${file}.json`)) as { status: number };
      expect([status, shape(body)]).toEqual([example.status, shape(example)]);
    }
  });
});
