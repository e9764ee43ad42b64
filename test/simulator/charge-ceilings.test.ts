import { describe, expect, test } from "@jest/globals";
import { CHARGE, enabledSubscription, SUBSCRIPTION } from "./support/automatic.js";
import { clientOf, simulate } from "./support/client.js";

const DAY_MS = 86_400_000;
const LIMITS = { max_amount: 10_000, max_amount_per_charge: 6_000 };

async function shop() {
  const simulator = await simulate({ now: () => Date.parse("2026-03-09T12:00:00Z") });
  const subscription_id = await enabledSubscription(simulator, LIMITS);
  const client = clientOf(simulator);
  const charge = (fields: object) =>
    client("POST", "/v1/automatic-payment/charge-intent", {
      ...{ ...CHARGE, subscription_id },
      ...fields,
    });
  return { simulator, client, subscription_id, charge };
}

describe("a charge to a subscription", () => {
  test.each([
    [{ amount: 6001 }, "MAX_AMOUNT_PER_CHARGE_EXCEEDED"],
    [{ amount: 10.5 }, "INVALID_AMOUNT"],
    [{ currency: "USD" }, "CURRENCY_MISMATCH"],
  ])("with %j is refused with its code", async (fields, error_code) => {
    const { charge, simulator } = await shop();

    const { status, body } = await charge(fields);

    expect([status, body]).toEqual([422, { error_code, error_message: expect.any(String) }]);
    expect(simulator.payments()).toEqual([]);
  });

  test("answers 201, and all of a month stay within the month's ceiling", async () => {
    const { charge, simulator } = await shop();

    const first = await charge({ amount: 6000 });
    expect([first.status, Object.keys(first.body)]).toEqual([201, ["payment_id"]]);
    expect((await charge({ amount: 4001 })).body["error_code"]).toBe("MAX_MONTHLY_AMOUNT_EXCEEDED");
    expect((await charge({ amount: 4000 })).status).toBe(201);
    expect((await charge({ amount: 1 })).status).toBe(422);
    await simulator.advance(31 * DAY_MS);

    expect((await charge({ amount: 6000 })).status).toBe(201);
    expect(simulator.payments()[0]).toMatchObject({ payment_method: "direct_debit" });
  });

  test("is refused once its subscription is ended, which is told and cannot be undone", async () => {
    const { charge, client, subscription_id, simulator } = await shop();
    const path = `/v1/automatic-payment/subscription/${subscription_id}`;

    const ended = await client("DELETE", path);

    expect([ended.status, ended.body["status"]]).toEqual([200, "DISCARDED"]);
    expect(await charge({})).toMatchObject({ status: 422 });
    expect((await charge({})).body["error_code"]).toBe("SUBSCRIPTION_NOT_CHARGEABLE");
    expect(JSON.parse(simulator.notifications().at(-1)?.body ?? "")).toEqual({
      subscription_id,
      status: "discarded",
    });
    await expect(simulator.enableSubscription(subscription_id)).rejects.toThrow("is DISCARDED");
  });
});

describe("a subscription", () => {
  test.each([{ max_amount_per_charge: undefined }, { max_amount_per_charge: 10_001 }])(
    "with %j is refused",
    async (fields) => {
      const request = { ...SUBSCRIPTION, ...LIMITS, ...fields };
      const client = clientOf(await simulate());

      const { status, body } = await client("POST", "/v1/automatic-payment/subscription", request);

      expect([status, body["errors"]]).toMatchObject([400, [{ field: "max_amount_per_charge" }]]);
    },
  );
});
