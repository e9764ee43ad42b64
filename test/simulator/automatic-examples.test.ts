import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { operations } from "../../generated/automatic-payments.v1/operations.js";
import type { OperationId } from "../../generated/automatic-payments.v1/operations.js";
import {
  answerValidators,
  webhookValidators,
} from "../../generated/automatic-payments.v1/validators.js";
import { enabledSubscription } from "./support/automatic.js";
import { clientOf, simulate } from "./support/client.js";
import { openMerchant } from "./support/merchant.js";

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(
      new URL(`../fixtures/automatic-payments.v1/${name}.json`, import.meta.url),
      "utf8",
    ),
  ) as Record<string, unknown>;

/** For every operation: the document's own request, and the file of its own answer. */
const EXAMPLES: Record<OperationId, { body?: object; id?: boolean; answer: string }> = {
  createSubscription_1: {
    body: fixture("createSubscription_1.request"),
    answer: "createSubscription_1.published",
  },
  fetchSubscriptionStatus_1: { id: true, answer: "fetchSubscriptionStatus_1.enabled" },
  unsubscribeSubscription_1: { id: true, answer: "fetchSubscriptionStatus_1.enabled" },
  createCharge_1: { body: fixture("createCharge_1.request"), answer: "createCharge_1.published" },
};

const kinds = (value: object) =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typeof inner]));

describe("the examples of Automatic Payment 1.0", () => {
  test.each(Object.keys(EXAMPLES) as OperationId[])(
    "%s is answered as the document's example is",
    async (operation) => {
      const simulator = await simulate();
      const subscription_id = await enabledSubscription(simulator);
      const { body, id, answer: file } = EXAMPLES[operation];
      const { method, path } = operations[operation];
      const sent = body && "subscription_id" in body ? { ...body, subscription_id } : body;

      const to = id ? path.replace("{id}", subscription_id) : path;
      const answer = await clientOf(simulator)(method, to, sent);

      expect(answer.status).toBe(operations[operation].status);
      const validate = answerValidators[operation];
      expect(validate?.(answer.body) === true ? [] : (validate?.errors ?? "none")).toEqual([]);
      expect(kinds(answer.body)).toEqual(kinds(fixture(file)));
      expect(simulator.lastRequest()).toMatchObject({ operation, api: "automatic-payments.v1" });
    },
  );

  test("a new subscription reads as the example of one that nobody signed", async () => {
    const simulator = await simulate();
    const client = clientOf(simulator);
    const request = fixture("createSubscription_1.request");
    const { body } = await client("POST", "/v1/automatic-payment/subscription", request);
    const subscription_id = String(body["subscription_id"]);

    const read = await client("GET", `/v1/automatic-payment/subscription/${subscription_id}`);

    expect(read.body).toEqual({
      ...fixture("fetchSubscriptionStatus_1.unsigned"),
      subscription_id,
    });
  });

  test("posts its callbacks as the examples are", async () => {
    const merchant = await openMerchant();
    const simulator = await simulate({ verificationMs: 60_000 });
    const notify_url = merchant.url;
    const subscription_id = await enabledSubscription(simulator, { notify_url });
    const charge = { ...fixture("createCharge_1.request"), subscription_id };
    const { body } = await clientOf(simulator)("POST", "/v1/automatic-payment/charge-intent", {
      ...{ ...charge, error_response_url: merchant.url },
    });
    await simulator.failCharge(String(body["payment_id"]));

    const [status, failure] = merchant.received.map(
      (request) => JSON.parse(request.body) as Record<string, unknown>,
    );
    expect(status).toEqual({ ...fixture("notifySubscriptionStatus.request"), subscription_id });
    const { payment_id } = body;
    const example = fixture("notifyChargeFailed.request");
    expect(failure).toEqual({ ...example, subscription_id, payment_id });
    expect(webhookValidators.notifySubscriptionStatus.body?.(status)).toBe(true);
    expect(webhookValidators.notifyChargeFailed.body?.(failure)).toBe(true);
  });
});
