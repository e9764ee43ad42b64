import { describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { clientOf, createPayment, RECEIVER, send, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

describe("an API key", () => {
  test.each([
    { what: "is missing", headers: {}, status: 403, message: "Forbidden" },
    { what: "is empty", headers: { "x-api-key": "" }, status: 403, message: "Forbidden" },
    {
      what: "is wrong",
      headers: { "x-api-key": "nonsense" },
      status: 401,
      message: "Unauthorized",
    },
  ])("that $what is answered with $status", async ({ headers, status, message }) => {
    const { url } = await simulate();

    const answer = await send(`${url}/v3/banks`, { headers });

    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ status, message });
  });

  test("is blotted out of what the simulator remembers", async () => {
    const simulator = await simulate();

    await clientOf(simulator)("GET", "/v3/banks?x=1");

    const request = simulator.lastRequest();
    expect(request).toMatchObject({ path: "/v3/banks", query: { x: "1" } });
    expect(request?.headers["x-api-key"]).toBe("[redacted]");
    expect(JSON.stringify(request)).not.toContain(simulator.apiKey);
  });
});

describe("a receiver", () => {
  test("has a key and a secret of its own, and only its own payments", async () => {
    const simulator = await simulate({ receiver: { notifyApiVersion: "3.0" } });
    const client = clientOf(simulator);
    const merchant = await openMerchant();
    const { body: child } = await client("POST", "/v3/receivers", {
      ...RECEIVER,
      notify_url: merchant.url,
    });
    const childClient = clientOf({ url: simulator.url, apiKey: String(child["api_key"]) });
    const id = await createPayment(childClient);

    await simulator.pay(id);

    expect((await client("GET", `/v3/payments/${id}`)).status).toBe(404);
    const { body } = await childClient("GET", `/v3/payments/${id}`);
    expect(String(body["receiver_id"])).toBe(child["receiver_id"]);
    const [sent] = merchant.received;
    const [, t, s] = /^t=(\d+),s=(.+)$/.exec(String(sent?.headers["x-khipu-signature"])) ?? [];
    const digest = createHmac("sha256", String(child["secret"])).update(`${t}.${sent?.body}`);
    expect(digest.digest("base64")).toBe(s);
    expect(child["secret"]).not.toBe(simulator.webhookSecret);
  });

  test("is listed by its integrator, page by page and in order", async () => {
    const client = clientOf(await simulate());
    for (const business_name of ["Beta", "Alfa", "Gama"]) {
      await client("POST", "/v3/receivers", { ...RECEIVER, business_name });
    }
    const names = async (query: string) => {
      const { body } = await client("GET", `/v3/receivers/children?${query}`);
      const receivers = body["receivers"] as { name: string }[];
      return [receivers.map(({ name }) => name).join(" "), body["total"]];
    };

    expect(await names("sort=name")).toEqual(["Alfa Beta Gama", 3]);
    expect(await names("sort=name&order=desc&max=2")).toEqual(["Gama Beta", 3]);
    expect(await names("sort=name&offset=1&max=1")).toEqual(["Beta", 3]);
    expect((await names("sort=id"))[1]).toBe(3);
  });

  test("that is no integrator can neither create nor list receivers", async () => {
    const simulator = await simulate();
    const { body } = await clientOf(simulator)("POST", "/v3/receivers", RECEIVER);
    const child = clientOf({ url: simulator.url, apiKey: String(body["api_key"]) });

    expect((await child("POST", "/v3/receivers", RECEIVER)).status).toBe(403);
    expect((await child("GET", "/v3/receivers/children")).status).toBe(403);
  });

  test("without a privilege is answered with 403", async () => {
    const simulator = await simulate({
      receiver: { privileges: { confirm: false, refund: false } },
    });
    const client = clientOf(simulator);
    const id = await createPayment(client);
    await simulator.pay(id);

    const answers = await Promise.all([
      client("POST", `/v3/payments/${id}/confirm`),
      client("POST", `/v3/payments/${id}/refunds`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(answers[0]?.body["message"]).toBe("El cliente no tiene privilegios para esta operación");
  });

  test("shows its payment methods and those of its own receivers", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const { body: child } = await client("POST", "/v3/receivers", RECEIVER);

    const path = `/v3/merchants/${String(child["receiver_id"])}/paymentMethods`;

    const methods = (await client("GET", path)).body["paymentMethods"];
    expect(methods).toMatchObject([{ id: "SIMPLIFIED_TRANSFER" }, { id: "REGULAR_TRANSFER" }]);
  });
});

describe("a prediction", () => {
  test.each([
    { amount: "100000", bank: "Bawdf", result: "OK" },
    { amount: "100001", bank: "Bawdf", result: "NEW_DESTINATARY_AMOUNT_EXCEEDED" },
    { amount: "5000001", bank: "Bawdf", result: "MAX_AMOUNT_EXCEEDED" },
    { amount: "1000", bank: "nobank", result: "NOT_AVAILABLE_ACCOUNT" },
  ])("for $amount at $bank is $result", async ({ amount, bank, result }) => {
    const client = clientOf(await simulate());

    const { body } = await client("GET", predictPath(amount, bank));

    expect(body["result"]).toBe(result);
  });

  test("learns whom a payer has paid, and waits a day", async () => {
    const simulator = await simulate({ now: () => Date.parse("2026-03-09T12:00:00.000Z") });
    const client = clientOf(simulator);
    await simulator.pay(await createPayment(client, { payer_email: "ana@example.com" }));

    const coolingDown = (await client("GET", predictPath("200000"))).body;
    await simulator.advance(24 * 3_600_000);
    const free = (await client("GET", predictPath("200000"))).body;

    expect(coolingDown).toEqual({
      cool_down_date: "2026-03-10T12:00:00.000Z",
      max_amount: 5_000_000,
      new_destinatary_max_amount: 100_000,
      result: "NEW_DESTINATARY_COOL_DOWN",
    });
    expect(free["result"]).toBe("OK");
  });
});

function predictPath(amount: string, bank = "Bawdf"): string {
  return `/v3/predict?payer_email=ana%40example.com&bank_id=${bank}&amount=${amount}&currency=CLP`;
}
