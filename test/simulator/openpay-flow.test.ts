import { describe, expect, test } from "@jest/globals";
import { validators } from "../../generated/openpay.v1/validators.js";
import { flowOf, validateCharge } from "../../src/simulator/openpay/flow.js";
import { fixture } from "../openpay/support/client.js";
import { khipuCharge, withData } from "./support/openpay.js";

const example = (name: string) => fixture(`createCharge.${name}.request`);

describe("the flow of a request", () => {
  test.each([
    ["card", {}, "CardInstallmentsCharge"],
    ["card", { share_id: undefined }, "CardCharge"],
    ["three-d-secure", {}, "ThreeDSecureCharge"],
    ["three-d-secure", { use_3d_secure: false }, "CardCharge"],
    ["hosted-page", {}, "HostedPageCharge"],
    ["redirect-transbank", {}, "RedirectTransbankCharge"],
    ["khipu-email", {}, "KhipuEmailCharge"],
  ])("%s with %j is %s", (name, change, flow) => {
    expect(flowOf(withData(example(name), change))).toBe(flow);
  });

  test.each([
    [{}, "KhipuRedirectCharge"],
    [{ bank_id: "Bawdf" }, "KhipuDirectCharge"],
    [{ bank_id: "Bawdf", request_bank_data: true }, "KhipuTransferCharge"],
    [{ request_bank_data: true }, "KhipuTransferCharge"],
    [{ bank_id: "Bawdf", send_email: true }, "KhipuEmailCharge"],
  ])("by Khipu with %j is %s", (data, flow) => {
    expect(flowOf(khipuCharge(data))).toBe(flow);
  });

  test.each([
    ["Travel Club", { provider: { name: "travel_club", data: {} } }, "TravelClubCharge"],
    ["nothing", undefined, "CardCharge"],
    ["a text", "charge", "CardCharge"],
  ])("is told of %s too", (_, request, flow) => {
    expect(flowOf(request)).toBe(flow);
  });

  test.each([false, "false"])("of the hosted page is told by a confirm of %j", (confirm) => {
    const request = { ...example("hosted-page"), confirm };

    expect(flowOf(request)).toBe("HostedPageCharge");
    expect(validateCharge(request)).toBe(true);
  });

  test("has a validator for each of the document's ten", () => {
    expect(Object.keys(validators.createCharge.variants ?? {})).toHaveLength(10);
  });

  test.each(["card", "three-d-secure", "hosted-page", "redirect-transbank", "khipu-email"])(
    "decides alone whether a request is valid: %s",
    (name) => {
      const request = example(name);

      expect(validateCharge(request)).toBe(true);
      expect(validators.createCharge.body?.(request)).toBe(true);
    },
  );
});
