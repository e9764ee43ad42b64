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
import { openpayHandler } from "../../../src/openpay/index.js";
import { tokenNotificationHandler } from "../../../src/v2/index.js";
import { untyped } from "../../support/untyped.js";
import { shop, storeWithout } from "./setup.js";

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

/** Handlers of every kind, each made of what is right but for some options. */
const khipu = {
  payments: { get: () => null, getByNotificationToken: () => null },
  subscriptions: { confirm: () => null },
  notifications: { receiverId: 990939 },
};
const openpay = { webhooks: { read: () => null, isGuarded: false } };
const none = () => undefined;
const handlers: readonly [string, (changes: object) => unknown][] = [
  [
    "webhookHandler",
    (changes) => webhookHandler(untyped<never>({ ...shop().options, ...changes })),
  ],
  ["nodeHandler", (changes) => nodeHandler(untyped<never>({ ...shop().options, ...changes }))],
  ["lambdaHandler", (changes) => lambdaHandler(untyped<never>({ ...shop().options, ...changes }))],
  [
    "fastifyPlugin",
    (changes) => fastifyPlugin("/x", untyped<never>({ ...shop().options, ...changes })),
  ],
  ["confirmingHandler", making(confirmingHandler, { confirm: none, key: none, onConfirmed: none })],
  ["subscriptionHandler", making(subscriptionHandler, { khipu, onStatus: none })],
  [
    "chargeFailureHandler",
    making(chargeFailureHandler, { khipu, findPaymentId: none, onFailed: none }),
  ],
  [
    "tokenNotificationHandler",
    making(tokenNotificationHandler, { khipu, expect: "skip", onPaid: none }),
  ],
  ["openpayHandler", making(openpayHandler, { openpay, expect: "skip", onPaid: none })],
];

function making(make: (options: never) => unknown, own: object) {
  const { store, onError } = shop().options;
  return (changes: object) => make(untyped({ store, onError, ...own, ...changes }));
}

describe.each(handlers)("%s", (_, make) => {
  test.each<[string, unknown]>([
    ["timeoutMs", 28_001],
    ["timeoutMs", 0],
    ["timeoutMs", 0.5],
    ["timeoutMs", Number.NaN],
    ["timeoutMs", "1000"],
    ["leaseMs", Number.NaN],
    ["leaseMs", -1],
    ["leaseMs", 0],
    ["leaseMs", "60000"],
    ["leaseMs", Infinity],
    ["leaseMs", 24_999],
    ["maxBodyBytes", 0],
    ["maxBodyBytes", 0.5],
    ["maxBodyBytes", -1],
    ["maxBodyBytes", Infinity],
    ["maxBodyBytes", "1000"],
    ["maxBodyBytes", 1_073_741_825],
    ["mismatchStatus", 199],
    ["mismatchStatus", "200"],
    ["mismatchStatus", 600],
    ["unknownOrderStatus", 199],
    ["unknownOrderStatus", 600],
    ["unknownOrderStatus", Number.NaN],
  ])("refuses %s: %p when it is made", (option, value) => {
    expect(() => make({ [option]: value })).toThrow(RangeError);
    expect(() => make({ [option]: value })).toThrow(option);
  });

  test.each<[string, unknown]>([
    ["store", undefined],
    ["store", null],
    ["store", () => undefined],
    ...["claim", "complete", "release", "lookUp"].map((method): [string, unknown] => [
      "store",
      storeWithout(method),
    ]),
    ["onError", undefined],
    ["onError", null],
    ["onError", "console.error"],
    ["onMismatch", "log"],
    ["onMismatch", null],
    ["onUnknownOrder", {}],
    ["diagnostics", "yes"],
  ])("refuses %s: %p when it is made", (option, value) => {
    expect(() => make({ [option]: value })).toThrow(TypeError);
    expect(() => make({ [option]: value })).toThrow(option);
  });

  test("takes limits that are just right", () => {
    const limits = { timeoutMs: 1, leaseMs: 1, maxBodyBytes: 1 };

    expect(() => make({ ...limits, mismatchStatus: 599, unknownOrderStatus: 200 })).not.toThrow();
    expect(() => make({ timeoutMs: 28_000, leaseMs: 28_000 })).not.toThrow();
    expect(() => make({ mismatchStatus: 200, unknownOrderStatus: 599 })).not.toThrow();
    expect(() => make({ maxBodyBytes: 1_073_741_824 })).not.toThrow();
  });
});

describe("a payment that settles nothing is told to somebody", () => {
  const silent = { onError: undefined };

  test("webhookHandler says what to pass, and why", () => {
    expect(() => webhookHandler(untyped<never>({ ...shop().options, ...silent }))).toThrow(
      new TypeError(
        "onError must be a function (console.error will do), unless there are onMismatch and onUnknownOrder: " +
          "of a payment that settles nothing somebody has to be told",
      ),
    );
  });

  test.each(handlers)("%s: onMismatch alone does not know of unknown orders", (_, make) => {
    expect(() => make({ ...silent, onMismatch: none })).toThrow("onError must be a function");
    expect(() => make({ ...silent, onUnknownOrder: none })).toThrow("onError must be a function");
  });

  const kinds = ["webhookHandler", "confirmingHandler", "tokenNotificationHandler"];
  test.each(handlers.filter(([name]) => kinds.includes(name)))(
    "%s: onMismatch and onUnknownOrder together do",
    (_, make) => {
      expect(() => make({ ...silent, onMismatch: none, onUnknownOrder: none })).not.toThrow();
    },
  );

  // They have no orders: whatever fails there is told to onError alone.
  test.each(handlers.filter(([name]) => /^(subscription|chargeFailure)/.test(name)))(
    "%s: only onError does",
    (_, make) => {
      const others = { onMismatch: none, onUnknownOrder: none };
      expect(() => make({ ...silent, ...others })).toThrow("onError must be a function");
    },
  );
});

describe("callbacks and clients", () => {
  test.each<[string, object, string]>([
    ["webhookHandler", { expect: "all" }, "expect"],
    ["webhookHandler", { expect: null }, "expect"],
    ["webhookHandler", { onPaid: "deliver" }, "onPaid"],
    ["webhookHandler", { confirmWithKhipu: "yes" }, "confirmWithKhipu"],
    ["webhookHandler", { confirmWithKhipu: true, khipu: {} }, "khipu is missing"],
    ["webhookHandler", { confirmWithKhipu: true, khipu: { payments: {} } }, "khipu.payments.get"],
    ["subscriptionHandler", { khipu: undefined }, "khipu is missing"],
    ["chargeFailureHandler", { khipu: undefined }, "khipu is missing"],
    ["subscriptionHandler", { khipu: { subscriptions: {} } }, "khipu.subscriptions.confirm"],
    ["subscriptionHandler", { onStatus: "log" }, "onStatus"],
    ["chargeFailureHandler", { khipu: { payments: {} } }, "khipu.payments.get"],
    ["chargeFailureHandler", { findPaymentId: "x" }, "findPaymentId"],
    ["chargeFailureHandler", { onFailed: null }, "onFailed"],
    ["confirmingHandler", { accept: true }, "accept"],
    ["confirmingHandler", { key: "x" }, "key"],
    ["tokenNotificationHandler", { khipu: { payments: { get: none } } }, "getByNotificationToken"],
    ["tokenNotificationHandler", { expect: undefined }, "expect"],
    ["openpayHandler", { openpay: { webhooks: {} } }, "openpay.webhooks.read"],
    ["openpayHandler", { openpay: undefined }, "openpay is missing"],
    ["openpayHandler", { onChange: "log" }, "onChange"],
    ["openpayHandler", { expect: "none" }, "expect"],
  ])("%s refuses %p", (name, changes, message) => {
    const make = new Map(handlers).get(name);

    expect(() => make?.(changes)).toThrow(TypeError);
    expect(() => make?.(changes)).toThrow(message);
  });
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
