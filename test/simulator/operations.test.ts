import { describe, expect, test } from "@jest/globals";
import { operations } from "../../generated/instant-payments.v3/operations.js";
import type { OperationId } from "../../generated/instant-payments.v3/operations.js";
import {
  answerValidators,
  webhookValidators,
} from "../../generated/instant-payments.v3/validators.js";
import type { Simulator } from "../../src/simulator/index.js";
import { clientOf, createPayment, RECEIVER, simulate } from "./support/client.js";
import type { Client } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

interface Example {
  readonly path: string;
  readonly body?: object;
}

/** A request that succeeds, for every operation of the document. */
const SUCCEEDS: Record<
  OperationId,
  (client: Client, sim: Simulator) => Example | Promise<Example>
> = {
  getBanks: () => ({ path: "/v3/banks" }),
  postPayment: () => ({ path: "/v3/payments", body: EVERY_FIELD }),
  getPaymentById: async (client) => ({ path: `/v3/payments/${await createPayment(client)}` }),
  deletePaymentById: async (client) => ({ path: `/v3/payments/${await createPayment(client)}` }),
  postPaymentConfirmById: async (client, sim) => ({
    path: `/v3/payments/${await paid(client, sim)}/confirm`,
  }),
  postPaymentRefundsById: async (client, sim) => ({
    path: `/v3/payments/${await paid(client, sim)}/refunds`,
  }),
  voidPaymentById: async (client, sim) => ({
    path: `/v3/payments/${await paid(client, sim)}/void`,
  }),
  getPredictAll: () => ({
    path: "/v3/predict/all?payer_email=ana%40example.com&amount=5000&currency=CLP",
  }),
  getPredict: () => ({
    path: "/v3/predict?payer_email=ana%40example.com&bank_id=Bawdf&amount=5000&currency=CLP",
  }),
  postReceiver: () => ({ path: "/v3/receivers", body: RECEIVER }),
  getReceivers: async (client) => {
    await client("POST", "/v3/receivers", RECEIVER);
    return { path: "/v3/receivers/children?offset=0&max=10&sort=name&order=desc" };
  },
  getMerchantPaymentMethodsById: (_client, sim) => ({
    path: `/v3/merchants/${String(sim.receiverId)}/paymentMethods`,
  }),
  getRefundWalletBalance: () => ({ path: "/v3/refund-wallet/balance" }),
  postRefund: async (client, sim) => ({
    path: "/v3/refunds",
    body: { type: "partial", payment_id: await paid(client, sim), amount: "50" },
  }),
};

const EVERY_FIELD = {
  amount: 5000,
  currency: "CLP",
  subject: "Té",
  transaction_id: "order-1",
  custom: "<xml>…</xml>",
  body: "Dos cajas de té",
  bank_id: "Bawdf",
  return_url: "https://shop.example.com/back",
  cancel_url: "https://shop.example.com/cancel",
  picture_url: "https://shop.example.com/tea.png",
  notify_url: "https://shop.example.com/notify",
  contract_url: "https://shop.example.com/contract.pdf",
  notify_api_version: "3.0",
  expires_date: "2999-12-31T15:45:00-04:00",
  send_email: true,
  payer_name: "Ana",
  payer_email: "ana@example.com",
  send_reminders: true,
  responsible_user_email: "jefa@example.com",
  fixed_payer_personal_identifier: "11.111.111-1",
  integrator_fee: "100",
  collect_account_uuid: "007367340234",
  confirm_timeout_date: "2999-01-01T13:00:00Z",
  mandatory_payment_method: "simplified_transfer",
  psp_client_merchant_name: "PSP 1->PSP 2->Tienda",
};

async function paid(client: Client, simulator: Simulator): Promise<string> {
  const id = await createPayment(client);
  await simulator.pay(id);
  return id;
}

/** What the document finds wrong with an answer. */
function problemsOf(operation: OperationId, body: unknown): unknown {
  const validate = answerValidators[operation];
  if (validate === undefined) throw new Error(`${operation} has no answer to validate`);
  return validate(body) ? [] : validate.errors;
}

describe("the API", () => {
  test.each(Object.keys(SUCCEEDS) as OperationId[])(
    "answers %s as the document says",
    async (operation) => {
      const simulator = await simulate();
      const client = clientOf(simulator);
      const { path, body } = await SUCCEEDS[operation](client, simulator);

      const answer = await client(operations[operation].method, path, body);

      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("application/json;charset=UTF-8");
      expect(problemsOf(operation, answer.body)).toEqual([]);
      expect(simulator.lastRequest()).toMatchObject({
        api: "instant-payments.v3",
        operation,
        status: 200,
      });
    },
  );

  test("reads every field of a payment back", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const id = await createPayment(client, { ...EVERY_FIELD, no_such_field: 1 });

    const { body } = await client("GET", `/v3/payments/${id}`);

    // These three are read back in another form, or only once somebody has paid.
    const differs = ["amount", "bank_id", "expires_date"];
    const asked = Object.entries(EVERY_FIELD).filter(
      ([field]) => field in body && !differs.includes(field),
    );
    expect(asked).toHaveLength(15);
    expect(body).toMatchObject(Object.fromEntries(asked));
    expect(body).toMatchObject({ amount: "5000.0000", ready_for_terminal: true });
    expect(body["expires_date"]).toBe("2999-12-31T19:45:00.000Z");
    expect(body).not.toHaveProperty("no_such_field");
  });

  test("takes empty texts for unset, as plugins send them", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate({
      receiver: { notifyUrl: merchant.url, notifyApiVersion: "3.0" },
    });
    const empty = Object.keys(EVERY_FIELD).filter((field) => field.endsWith("_url"));
    const id = await createPayment(clientOf(simulator), {
      ...Object.fromEntries(empty.map((field) => [field, ""])),
      ...{ bank_id: "", expires_date: undefined, notify_api_version: "", payer_name: "" },
    });

    await simulator.pay(id);

    expect(JSON.parse(merchant.received[0]?.body ?? "")).toMatchObject({
      payment_id: id,
      bank_id: "Bawdf",
    });
  });

  test.each(["verify", "pay", "reject", "expire"] as const)(
    "reads a payment as the document says after %s",
    async (control) => {
      const simulator = await simulate();
      const client = clientOf(simulator);
      const id = await createPayment(client);
      await simulator[control](id);

      const { body } = await client("GET", `/v3/payments/${id}`);

      expect(problemsOf("getPaymentById", body)).toEqual([]);
    },
  );

  test("notifies as the document says", async () => {
    const simulator = await simulate();
    const merchant = await openMerchant();
    const id = await createPayment(clientOf(simulator), {
      ...EVERY_FIELD,
      notify_url: merchant.url,
    });

    await simulator.pay(id);

    const body: unknown = JSON.parse(merchant.received[0]?.body ?? "");
    const validate = webhookValidators.notifyPaymentConciliated.body;
    expect(validate?.(body) === true ? [] : validate?.errors).toEqual([]);
  });

  test("lists DemoBank as a developer's receiver sees it", async () => {
    const simulator = await simulate();

    const { body } = await clientOf(simulator)("GET", "/v3/banks");

    expect(body["banks"]).toContainEqual(
      expect.objectContaining({ bank_id: "Bawdf", name: "DemoBank", min_amount: "200.0000" }),
    );
  });

  test("serves the receipt and the logos that its answers point to", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const id = await createPayment(client, { subject: "Té (dos) \\ €" });
    const { receipt_url: receiptUrl } = await simulator.pay(id);

    const receipt = await fetch(receiptUrl);
    const file = Buffer.from(await receipt.arrayBuffer()).toString("latin1");

    expect(receipt.headers.get("content-type")).toBe("application/pdf");
    expect(file).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
    expect(file).toContain("Té \\(dos\\) \\\\ ?");
    const table = Number(/startxref\n(\d+)/.exec(file)?.[1]);
    expect(file.slice(table, table + 4)).toBe("xref");
    expect((await fetch(`${simulator.url}/logos/Bawdf.svg`)).status).toBe(200);
    expect((await fetch(`${simulator.url}/logos/SIMPLIFIED_TRANSFER.svg`)).status).toBe(404);
    expect((await fetch(receiptUrl.replace("CPKH-", "CPKH-1"))).status).toBe(404);
  });
});
