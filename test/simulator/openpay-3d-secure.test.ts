import { describe, expect, test } from "@jest/globals";
import { chargeState, openpayErrorOf } from "../../src/openpay/index.js";
import { failureOf } from "../support/client.js";
import { simulate } from "./support/client.js";
import { BACK, cardCharge, openpayOf } from "./support/openpay.js";

describe("3D Secure", () => {
  const threeDSecure = {
    url_success: BACK,
    browser_info: { accept_header: "text/html", user_agent: "agent" },
  };

  test("cures what a risk assessment declined", async () => {
    const simulator = await simulate();
    const openpay = openpayOf(simulator);
    const params = await cardCharge(openpay, "4000000000000002", { currency: "CLP" });

    const charge = await openpay.charges.createWith3dSecureFallback(params, threeDSecure);

    expect(chargeState(charge)).toBe("pending");
    expect(charge.payment_method?.url).toBe(
      `${simulator.openpay.baseUrl}/v1/${simulator.openpay.merchantId}/charges/${charge.id}/redirect/`,
    );
    expect(await simulator.openpay.complete(charge.id)).toMatchObject({
      status: "completed",
      metadata: { transbank_vci: "TSY" },
    });
  });

  test("cannot be had for every card", async () => {
    const openpay = openpayOf(await simulate());
    const params = await cardCharge(openpay, "4000000000000044");

    const error = await failureOf(openpay.charges.createWith3dSecureFallback(params, threeDSecure));

    expect(openpayErrorOf(error)?.error_code).toBe(3005);
    expect(openpayErrorOf((error as Error).cause)?.error_code).toBe(3005);
  });

  test("is always needed for a maestro", async () => {
    const openpay = openpayOf(await simulate());
    const data = { point_of_sale: "web_retail", card_brand: "maestro" } as const;
    const params = { ...(await cardCharge(openpay)), provider: { data } };

    const error = await failureOf(openpay.charges.create(params));
    const charge = openpay.charges.createWith3dSecureFallback(params, threeDSecure);

    expect(openpayErrorOf(error)?.error_code).toBe(3005);
    expect(chargeState(await charge)).toBe("pending");
  });
});
