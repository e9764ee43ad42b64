import { expect, test } from "@jest/globals";
import nock from "../support/nock.js";
import { khipuTelemetry } from "../../src/opentelemetry/index.js";
import { webhookHandler } from "../../src/webhooks/index.js";
import { fixture, ORIGIN, testKhipu } from "../support/client.js";
import { request, shop, signed } from "../webhooks/handlers/setup.js";

test("without OpenTelemetry's SDK calls and settlements are what they were", async () => {
  const { hooks, onVerdict, traced } = khipuTelemetry();
  const { options, told } = shop({ onVerdict });
  nock(ORIGIN).get("/v3/banks").reply(200, fixture("banks"));

  const banks = await testKhipu({ hooks }).banks.list();
  const { status } = await traced(webhookHandler(options))(request(await signed()));

  expect(banks).toHaveProperty("banks");
  expect([status, told.paid]).toEqual([200, ["gqzdy6chjne9"]]);
});
