import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, RECEIVER, send, simulate } from "./support/client.js";

const PAYMENT = { amount: 1000, currency: "CLP", subject: "Té" };

describe("a request to create a payment is refused for", () => {
  test.each([
    { field: "amount", given: { amount: undefined }, says: "El campo amount es obligatorio" },
    { field: "amount", given: { amount: "1000" }, says: "El campo amount debe ser un número" },
    { field: "amount", given: { amount: 0 }, says: "El monto debe ser mayor que 0" },
    { field: "amount", given: { amount: -1 }, says: "El monto debe ser mayor que 0" },
    { field: "amount", given: { amount: 0.5 }, says: "El monto en CLP no puede tener decimales" },
    {
      field: "amount",
      given: { amount: 1.23456, currency: "USD" },
      says: "El monto 1.23456 no es válido",
    },
    { field: "amount", given: { amount: 1e300 }, says: "El monto 1e+300 no es válido" },
    { field: "subject", given: { subject: 5 }, says: "El campo subject debe ser un texto" },
    {
      field: "subject",
      given: { subject: "x".repeat(256) },
      says: "El campo subject no puede tener más de 255 caracteres",
    },
    {
      field: "currency",
      given: { currency: "XXX" },
      says: "El campo currency debe ser uno de: CLP, CLF, ARS, PEN, MXN, USD, EUR, BOB, COP",
    },
    {
      field: "psp_client_merchant_name",
      given: { psp_client_merchant_name: "x" },
      says: "El campo psp_client_merchant_name debe tener al menos 3 caracteres",
    },
    {
      field: "payer_email",
      given: { payer_email: "nobody" },
      says: "El campo payer_email no tiene un formato válido",
    },
    {
      field: "send_email",
      given: { send_email: "yes" },
      says: "El campo send_email debe ser verdadero o falso",
    },
    { field: "bank_id", given: { bank_id: "UNKNW" }, says: "El banco UNKNW no existe" },
    ...["return_url", "cancel_url", "picture_url", "notify_url"].map((field) => ({
      field,
      given: { [field]: "javascript:alert(1)" },
      says: "La URL javascript:alert(1) no es válida",
    })),
    {
      field: "expires_date",
      given: { expires_date: "tomorrow" },
      says: "El campo expires_date no tiene un formato válido",
    },
    {
      field: "expires_date",
      given: { expires_date: "2020-01-01T00:00:00Z" },
      says: "La fecha de expiración debe ser posterior al momento actual",
    },
    {
      field: "payer_name",
      given: { send_email: true, payer_email: "ana@example.com" },
      says: "El campo payer_name es obligatorio cuando se usa send_email",
    },
    {
      field: "payer_email",
      given: { send_email: true, payer_name: "Ana" },
      says: "El campo payer_email es obligatorio cuando se usa send_email",
    },
    {
      field: "fixed_payer_personal_identifier",
      given: { contract_url: "https://shop.example.com/c.pdf" },
      says: "El campo fixed_payer_personal_identifier es obligatorio cuando se usa contract_url",
    },
    {
      field: "mandatory_payment_method",
      given: { mandatory_payment_method: "cash" },
      says: "El medio de pago cash no existe",
    },
    {
      field: "notify_api_version",
      given: { notify_api_version: "2.0" },
      says: "La versión de notificación 2.0 no existe",
    },
    {
      field: "integrator_fee",
      given: { integrator_fee: "2000" },
      says: "La comisión 2000 no es válida",
    },
  ])("$field: $says", async ({ field, given, says }) => {
    const simulator = await simulate();

    const answer = await clientOf(simulator)("POST", "/v3/payments", { ...PAYMENT, ...given });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      status: 400,
      message: "Error de validación",
      errors: [{ field, message: says }],
    });
    expect(simulator.payments()).toEqual([]);
  });

  test("all that is wrong at once", async () => {
    const simulator = await simulate();

    const { body } = await clientOf(simulator)("POST", "/v3/payments", {
      ...PAYMENT,
      ...{ amount: 0, bank_id: "UNKNW", notify_url: "nowhere" },
    });

    const fields = (body["errors"] as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(["amount", "bank_id", "notify_url"]);
  });

  test("what its receiver has not contracted", async () => {
    const simulator = await simulate({
      receiver: { currencies: ["CLP"], privileges: { contract: false, integrator: false } },
    });

    const { body } = await clientOf(simulator)("POST", "/v3/payments", {
      ...PAYMENT,
      currency: "USD",
      contract_url: "https://shop.example.com/c.pdf",
      fixed_payer_personal_identifier: "11.111.111-1",
      integrator_fee: "1",
    });

    const fields = (body["errors"] as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(["currency", "contract_url", "integrator_fee"]);
  });
});

describe("a request is refused when", () => {
  const cases = [
    { what: "its JSON is broken", body: "{", type: "application/json", status: 400 },
    { what: "its body is empty", body: "", type: "application/json", status: 400 },
    { what: "its body is no object", body: "[]", type: "application/json", status: 400 },
    {
      what: "it is a form",
      body: "amount=1",
      type: "application/x-www-form-urlencoded",
      status: 415,
    },
    {
      what: "it is too large",
      body: " ".repeat(9 * 2 ** 20),
      type: "application/json",
      status: 413,
    },
  ];
  test.each(cases)("$what: $status", async ({ body, type, status }) => {
    const { url, apiKey } = await simulate();

    const answer = await send(`${url}/v3/payments`, {
      method: "POST",
      headers: { "x-api-key": apiKey, "content-type": type },
      body,
    });

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, message: expect.any(String) });
  });

  test.each([
    ["GET", "/v3/nothing", 404],
    ["GET", "/v3/payments/unknown12345", 404],
    ["GET", "/v3/payments/%E0%A4%A", 404],
    ["DELETE", "/v3/payments/", 404],
    ["GET", "/v3/payments/" + "x".repeat(256), 400],
    ["GET", "/v3/merchants/abc/paymentMethods", 400],
    ["GET", "/v3/merchants/1/paymentMethods", 404],
    ["GET", "/v3/predict?payer_email=a%40example.com&bank_id=Bawdf&amount=x&currency=CLP", 400],
    ["GET", "/v3/receivers/children?sort=colour", 400],
    ["GET", "/v3/receivers/children?max=many", 400],
  ])("%s %s: %d", async (method, path, status) => {
    const answer = await clientOf(await simulate())(method, path);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status });
  });

  test("its method is another one, and the answer says which would do", async () => {
    const client = clientOf(await simulate());

    const answer = await client("PUT", "/v3/payments/abc");

    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, DELETE");
  });

  test("a payment to confirm is not paid", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const id = await createPayment(client);

    const answer = await client("POST", `/v3/payments/${id}/confirm`);

    expect(answer.body["errors"]).toEqual([
      { field: "payment_id", message: `El pago con ID ${id} no está conciliado` },
    ]);
  });

  test("a receiver's notify_url is none", async () => {
    const client = clientOf(await simulate());

    const answer = await client("POST", "/v3/receivers", { ...RECEIVER, notify_url: "ftp://x" });

    expect(answer.body["errors"]).toEqual([
      { field: "notify_url", message: "La URL ftp://x no es válida" },
    ]);
  });
});
