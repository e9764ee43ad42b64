import { describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { Khipu } from "../../src/index.js";
import { parseTokenNotification } from "../../src/v2/index.js";
import { clientOf, createPayment, RECEIVER, send, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";
import { signedClientOf } from "./support/signed-client.js";
import { khipuV2Of } from "./support/v2.js";

const ORDER = { amount: 1000, currency: "CLP", subject: "Té" } as const;
const FORM = { amount: "1000", currency: "CLP", subject: "Té (dos)" };

describe("Instant Payments 2.0 with our client", () => {
  test("goes from creation over notification and confirmation to refund", async () => {
    const simulator = await simulate();
    const merchant = await openMerchant();
    const khipu = khipuV2Of(simulator);
    const order = { ...ORDER, transaction_id: "order-1" };
    const created = await khipu.payments.create({ ...order, notify_url: merchant.url });
    expect(await khipu.payments.get(created.payment_id)).toMatchObject({
      status: "pending",
      notify_api_version: "1.3",
    });

    await simulator.pay(created.payment_id);

    const [notification] = merchant.received;
    expect(notification?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(notification?.headers).not.toHaveProperty("x-khipu-signature");
    const body = notification?.body ?? "";
    expect(body).toMatch(/^api_version=1\.3&notification_token=[0-9a-f]{64}$/);
    const paid = await khipu.notifications.confirm(body, order);
    expect(paid).toMatchObject({ payment_id: created.payment_id, status: "done" });
    await khipu.payments.confirm(created.payment_id);
    await khipu.payments.refund(created.payment_id, { amount: 400 });
    expect(await khipu.payments.get(created.payment_id)).toMatchObject({
      status_detail: "partially-refunded",
    });
    await khipu.payments.refund(created.payment_id);
    await expect(khipu.notifications.confirm(body, order)).rejects.toMatchObject({
      name: "KhipuMismatchError",
      differences: [{ field: "status" }],
    });
  });

  test("waits for a payment", async () => {
    const simulator = await simulate();
    const khipu = khipuV2Of(simulator);
    const { payment_id } = await khipu.payments.create(ORDER);
    const waiting = khipu.payments.waitFor(payment_id, { timeoutMs: 5_000 });
    await simulator.pay(payment_id);

    await expect(waiting).resolves.toMatchObject({ status: "done", status_detail: "normal" });
  });

  test("lists banks and payment methods, and creates receivers without an API key", async () => {
    const simulator = await simulate();
    const khipu = khipuV2Of(simulator);

    const { banks } = await khipu.banks.list();
    const { paymentMethods } = await khipu.receivers.listPaymentMethods(simulator.receiverId);
    const child = await khipu.receivers.create(RECEIVER);

    expect(banks).toContainEqual(expect.objectContaining({ bank_id: "Bawdf" }));
    expect(paymentMethods.map(({ id }) => id)).toContain("SIMPLIFIED_TRANSFER");
    expect(Object.keys(child).sort()).toEqual(["receiver_id", "secret"]);
    const { receiver_id: receiverId, secret: webhookSecret } = child;
    const its = khipuV2Of({ url: simulator.url, receiverId: Number(receiverId), webhookSecret });
    await expect(its.payments.create(ORDER)).resolves.toHaveProperty("payment_id");
  });

  test("sees the payments of version 3.0, without the field that only that has", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));
    await simulator.pay(id);
    const khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });

    const old = await khipuV2Of(simulator).payments.get(id);
    const { authorizer_operation_code: code, ...rest } = await khipu.payments.get(id);

    expect(code).toMatch(/^[0-9a-f]{32}$/);
    expect(old).toEqual(rest);
  });

  test.each([
    ["spaces, signs and accents", "a b+c%&=?#/ñ€ 🍵 !*'()~-._"],
    ["a line feed", "first\r\nsecond\tthird"],
  ])("takes %s as they were meant", async (_name, subject) => {
    const simulator = await simulate();
    const khipu = khipuV2Of(simulator);
    const booleans = { send_email: true, payer_name: "Ana", payer_email: "ana@example.com" };
    const { payment_id } = await khipu.payments.create({ ...ORDER, ...booleans, subject });

    expect(await khipu.payments.get(payment_id)).toMatchObject({ subject, send_email: true });
  });

  test.each([
    ["JSON", "application/json", "{}"],
    ["JSON with a part", "application/json; charset=utf-8", '{"amount":1000}'],
    ["a form", "application/x-www-form-urlencoded", "amount=1000"],
  ])("takes a refund in %s", async (_, type, body) => {
    const simulator = await simulate();
    const { payment_id: id } = await khipuV2Of(simulator).payments.create(ORDER);
    await simulator.pay(id);
    const url = `${simulator.url}/api/2.0/payments/${id}/refunds`;
    const fields = type.includes("json") ? `&${body}` : "&amount=1000";
    const text = `POST&${encodeURIComponent(url)}${fields}`;
    const signature = createHmac("sha256", simulator.webhookSecret).update(text).digest("hex");
    const authorization = `${String(simulator.receiverId)}:${signature}`;

    const answer = await send(url, {
      method: "POST",
      headers: { authorization, "content-type": type },
      body,
    });

    expect([answer.status, answer.body]).toEqual([
      200,
      { message: "La devolución ha sido realizada." },
    ]);
  });

  test.each([500, 503])("can say %d, which the client reads as unknown", async (status) => {
    const simulator = await simulate();
    const fault = { operation: "postPayment", tookEffect: true, status } as const;
    simulator.fault({ kind: "server-error", ...fault });
    const khipu = khipuV2Of(simulator);

    await expect(khipu.payments.create(ORDER)).rejects.toMatchObject({
      name: "KhipuApiError",
      status,
      outcome: "unknown",
      body: { status },
    });
    expect(simulator.payments()).toHaveLength(1);
  });
});

describe("Instant Payments 2.0 with a stranger's client", () => {
  test("goes from a form with plus signs to a token and back", async () => {
    const simulator = await simulate();
    const merchant = await openMerchant(500, 200);
    const signed = signedClientOf(simulator);
    const fields = { ...FORM, notify_url: merchant.url, notify_api_version: "1.3" };

    const created = await signed("POST", "/payments", fields);
    const id = String(created.body["payment_id"]);
    await simulator.pay(id);
    await simulator.advance(3_600_000);

    expect(created.status).toBe(200);
    expect(merchant.received.map(({ body }) => body)).toHaveLength(2);
    const { notification_token } = parseTokenNotification(merchant.received[1]?.body ?? "");
    const read = await signed("GET", "/payments", { notification_token });
    expect(read.body).toMatchObject({ payment_id: id, subject: "Té (dos)", status: "done" });
    expect((await signed("GET", `/payments/${id}`)).status).toBe(200);
    expect((await signed("POST", `/payments/${id}/refunds`, { amount: "1000" })).status).toBe(200);
    expect((await signed("DELETE", `/payments/${id}`)).status).toBe(400);
  });

  test("deletes a pending payment", async () => {
    const simulator = await simulate();
    const signed = signedClientOf(simulator);
    const { body } = await signed("POST", "/payments", FORM);

    expect((await signed("DELETE", `/payments/${String(body["payment_id"])}`)).status).toBe(200);
    expect(simulator.payments()).toMatchObject([{ status: "deleted" }]);
  });

  test("accepts the name under which it was called", async () => {
    const simulator = await simulate();
    const url = simulator.url.replace("127.0.0.1", "localhost");

    expect((await signedClientOf({ ...simulator, url })("GET", "/banks")).status).toBe(200);
  });

  test.each([
    ["no signature", undefined],
    ["an API key", "YOUR_API_KEY_HERE"],
    ["nothing after the receiver", "1:"],
    ["a scheme word", `Bearer ${"0".repeat(64)}`],
    ["an unknown receiver", `1:${"0".repeat(64)}`],
  ])("refuses %s with a 403", async (_name, authorization) => {
    const { url } = await simulate();
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await send(`${url}/api/2.0/banks`, { headers });

    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({ status: 403, message: "Error de autorización" });
  });

  test("refuses another secret, another's id, and fields that were changed on the way", async () => {
    const simulator = await simulate();
    const liar = signedClientOf({ ...simulator, webhookSecret: "0".repeat(40) });
    expect((await liar("GET", "/banks")).status).toBe(403);

    const headers: Record<string, string> = {};
    await khipuV2Of(simulator, {
      fetch: (url, init) => {
        Object.assign(headers, init?.headers);
        return fetch(url, init);
      },
    }).payments.create(ORDER);
    const post = (body: string) =>
      send(`${simulator.url}/api/2.0/payments`, { method: "POST", headers, body });

    expect((await post("amount=1000&currency=CLP&subject=T%C3%A9")).status).toBe(200);
    expect((await post("subject=T%C3%A9&currency=CLP&amount=1000")).status).toBe(200);
    expect((await post("amount=1&currency=CLP&subject=T%C3%A9")).status).toBe(403);
    expect((await post("amount=1000&currency=CLP&subject=T%C3%A9&custom=x")).status).toBe(403);
    expect(simulator.payments()).toHaveLength(3);
  });

  test.each([
    ["currency", { ...FORM, currency: "CLF" }],
    ["amount", { ...FORM, amount: "1.000,5" }],
    ["amount", { ...FORM, amount: "1000.5" }],
    ["subject", { ...FORM, subject: "x".repeat(256) }],
    ["send_email", { ...FORM, send_email: "yes" }],
    ["notify_url", { ...FORM, notify_url: "ftp://shop.example.com" }],
  ])("complains of the field %s", async (field, fields) => {
    const simulator = await simulate();

    const answer = await signedClientOf(simulator)("POST", "/payments", fields);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ message: "Error de validación", errors: [{ field }] });
  });

  test("says 400 to an unknown token, 404 to an unknown id, 403 without a privilege", async () => {
    const simulator = await simulate({ receiver: { privileges: { integrator: false } } });
    const signed = signedClientOf(simulator);

    const token = await signed("GET", "/payments", { notification_token: "0".repeat(64) });
    expect(token.status).toBe(400);
    expect(token.body).toMatchObject({ errors: [{ field: "notification_token" }] });
    expect((await signed("GET", "/payments")).status).toBe(400);
    expect((await signed("GET", "/payments/nosuchthing")).status).toBe(404);
    expect((await signed("POST", "/receivers", RECEIVER)).status).toBe(403);
  });

  test("records requests with the signature blotted out", async () => {
    const simulator = await simulate();
    await khipuV2Of(simulator).banks.list();

    expect(simulator.lastRequest()).toMatchObject({
      api: "instant-payments.v2",
      operation: "getBanks",
      headers: { authorization: "[redacted]" },
    });
  });
});
