import { beforeAll, describe, expect, test } from "@jest/globals";
import type { LoadedSpec } from "../../scripts/generate/document.js";
import { problemsOf, wrongExamples } from "./checking.js";
import { readDocument, readFixture } from "./reading.js";

const BODIES = [
  ["createSubscription_1.request.json", "SubscriptionCreate"],
  ["createSubscription_1.published.json", "SubscriptionCreateResponse"],
  ["fetchSubscriptionStatus_1.unsigned.json", "Subscription"],
  ["fetchSubscriptionStatus_1.enabled.json", "Subscription"],
  ["createCharge_1.request.json", "ChargeIntentCreate"],
  ["createCharge_1.published.json", "ChargeIntentCreateResponse"],
  ["notifySubscriptionStatus.request.json", "SubscriptionCallback"],
  ["notifyChargeFailed.request.json", "ChargeFailure"],
] as const;

let spec: LoadedSpec;
const fixture = (name: string) => readFixture(`automatic-payments.v1/${name}`);

beforeAll(async () => {
  spec = await readDocument("automatic-payments.v1");
});

describe("Automatic Payment 1.0 with its corrections", () => {
  test("leaves examples that fit their schemas", () => {
    expect(wrongExamples(spec.corrected)).toEqual([]);
  });

  test.each(BODIES)("accepts %s", async (name, schema) => {
    expect(problemsOf(spec.corrected, schema, await fixture(name))).toEqual([]);
  });

  test("is what lets an unknown state of a subscription through", async () => {
    const enabled = await fixture("fetchSubscriptionStatus_1.enabled.json");
    const paused = { ...enabled, status: "PAUSED" };

    expect(problemsOf(spec.published, "Subscription", paused)).toEqual([
      "/status must be equal to one of the allowed values",
    ]);
    expect(problemsOf(spec.corrected, "Subscription", paused)).toEqual([]);
  });

  test.each([
    ["less than one peso", { amount: 0.5 }, "/amount must be >= 1"],
    ["an amount that is a text", { amount: "1000" }, "/amount must be number"],
    ["a long body", { body: "x".repeat(5121) }, "/body must NOT have more than 5120 characters"],
  ])("still refuses a charge of %s", async (_, change, problem) => {
    const charge = { ...(await fixture("createCharge_1.request.json")), ...change };

    expect(problemsOf(spec.corrected, "ChargeIntentCreate", charge)).toEqual([problem]);
  });
});
