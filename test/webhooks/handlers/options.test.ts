import { describe, expect, test } from "@jest/globals";
import {
  chargeFailureHandler,
  confirmingHandler,
  fastifyPlugin,
  lambdaHandler,
  nodeHandler,
  subscriptionHandler,
  webhookHandler,
} from "../../../src/webhooks/index.js";
import { untyped } from "../../support/untyped.js";
import { shop } from "./setup.js";

const adapters = [
  { name: "webhookHandler", make: (options: never) => webhookHandler(options) },
  { name: "nodeHandler", make: (options: never) => nodeHandler(options) },
  { name: "lambdaHandler", make: (options: never) => lambdaHandler(options) },
  { name: "fastifyPlugin", make: (options: never) => fastifyPlugin("/khipu", options) },
];

describe.each(adapters)("$name", ({ make }) => {
  test.each([
    { lacks: "store", message: "store is missing" },
    { lacks: "expect", message: 'expect, unless it is "skip", must be a function' },
    { lacks: "onPaid", message: "onPaid must be a function" },
  ])("refuses options without $lacks when it is made", ({ lacks, message }) => {
    const options = { ...shop().options, [lacks]: undefined };

    expect(() => make(untyped(options))).toThrow(message);
    expect(() => make(untyped(options))).toThrow(TypeError);
  });
});

test.each([
  { option: "timeoutMs", value: 28_001 },
  { option: "timeoutMs", value: 0 },
  { option: "timeoutMs", value: Number.NaN },
  { option: "maxBodyBytes", value: 0.5 },
  { option: "mismatchStatus", value: 199 },
  { option: "unknownOrderStatus", value: 600 },
])("$option: $value is out of range", ({ option, value }) => {
  expect(() => webhookHandler({ ...shop().options, [option]: value })).toThrow(RangeError);
});

test("confirmWithKhipu needs what reads the payment", () => {
  const options = untyped<never>({ ...shop().options, confirmWithKhipu: true });

  expect(() => webhookHandler(options)).toThrow("khipu is missing");
});

test.each([undefined, null, () => undefined])("adapters refuse %p", (source) => {
  expect(() => nodeHandler(untyped<never>(source))).toThrow(TypeError);
});

describe("handlers of unsigned messages", () => {
  const { store, onError } = shop().options;
  const common = { store, onError };
  const khipu = { payments: { get: () => null }, subscriptions: { confirm: () => null } };
  const none = () => undefined;

  test.each([
    { name: "subscriptionHandler", make: subscriptionHandler, options: { onStatus: none } },
    { name: "subscriptionHandler", make: subscriptionHandler, options: { khipu } },
    {
      name: "chargeFailureHandler",
      make: chargeFailureHandler,
      options: { findPaymentId: none, onFailed: none },
    },
    {
      name: "chargeFailureHandler",
      make: chargeFailureHandler,
      options: { khipu, onFailed: none },
    },
    {
      name: "chargeFailureHandler",
      make: chargeFailureHandler,
      options: { khipu, findPaymentId: none },
    },
    {
      name: "confirmingHandler",
      make: confirmingHandler,
      options: { key: none, onConfirmed: none },
    },
    {
      name: "confirmingHandler",
      make: confirmingHandler,
      options: { confirm: none, onConfirmed: none },
    },
    { name: "confirmingHandler", make: confirmingHandler, options: { confirm: none, key: none } },
  ])("$name refuses options with only $options", ({ make, options }) => {
    const build = make as (options: unknown) => unknown;

    expect(() => build({ ...common, ...options })).toThrow(TypeError);
  });
});
