import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../generate/json.js";
import { type Operation, operationsOf } from "../generate/operations-of.js";
import { ROOT, type Spec, SPECS } from "../specs.js";
import { comparable } from "../spec/operations.js";
import type { FacadeMethod } from "./facade.js";

/** Methods that call an operation of another method's for a purpose of their own, each with it. */
export const ALSO_CALLED_BY: Readonly<Record<string, string>> = {
  "Refunds.resolve": "reads the payment to find out whether a refund went through",
};

/** Who takes what an API calls the merchant with, by document: file and exported name. */
export const HANDLED_BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "openapi/instant-payments.v3.yaml": {
    notifyPaymentConciliated: "src/webhooks/verify.ts#verifyNotification",
  },
  "openapi/instant-payments.v2.yaml": {
    notifyPaymentConciliated: "src/v2/notifications.ts#parseTokenNotification",
  },
  "openapi/automatic-payments.v1.yaml": {
    notifySubscriptionStatus: "src/webhooks/handlers/callbacks.ts#parseSubscriptionCallback",
    notifyChargeFailed: "src/webhooks/handlers/callbacks.ts#parseChargeFailure",
    notifyChargeConciliated: "src/webhooks/verify.ts#verifyNotification",
  },
  "openapi/openpay.v1.yaml": {
    chargeSucceeded: "src/openpay/events.ts#parseOpenpayEvent",
    chargeFailed: "src/openpay/events.ts#parseOpenpayEvent",
    chargeRefunded: "src/openpay/events.ts#parseOpenpayEvent",
    chargeRefundFailed: "src/openpay/events.ts#parseOpenpayEvent",
    verification: "src/openpay/events.ts#parseOpenpayEvent",
  },
};

/** The operations of a document with its corrections, of `paths` or of `webhooks`. */
export function documentOperations(spec: Spec, under: "paths" | "webhooks"): Operation[] {
  const text = readFileSync(join(ROOT, spec.generated, "openapi.json"), "utf8");
  return operationsOf(JSON.parse(text) as JsonObject, under);
}

/** What each document's client authorizes a call by. */
const AUTHORIZED_BY: Readonly<Record<string, string>> = {
  "openapi/instant-payments.v3.yaml": "apikey header x-api-key",
  "openapi/automatic-payments.v1.yaml": "apikey header x-api-key",
  "openapi/instant-payments.v2.yaml": "apikey header authorization",
  "openapi/openpay.v1.yaml": "http basic",
};

/** Operations that want another authorization than their client sends, in sentences. */
export function authorizationProblems(spec: Spec): string[] {
  const text = readFileSync(join(ROOT, spec.generated, "openapi.json"), "utf8");
  const sends = AUTHORIZED_BY[spec.document] ?? "nothing";
  const { operations } = comparable(JSON.parse(text) as JsonObject);
  return [...operations].flatMap(([request, { security }]) => {
    const isEnough = security.some((all) => all.every((scheme) => scheme === sends));
    if (security.length === 0 || isEnough) return [];
    const wants = security.map((all) => all.join(" and ")).join(" or ");
    return [
      `${spec.document}: ${request} is authorized by ${wants}, and the client sends ${sends}`,
    ];
  });
}

/** What is wrong with how the facade wraps one document's operations, in sentences. */
export function coverageProblems(spec: Spec, methods: readonly FacadeMethod[]): string[] {
  const operations = documentOperations(spec, "paths");
  return [
    ...operations.flatMap(({ id }) => {
      const by = methods.filter(
        (method) => wraps(method, spec.document, id) && !(method.name in ALSO_CALLED_BY),
      );
      const names = by.map(({ name }) => name).join(" and ");
      if (by.length === 1) return [];
      return [
        `${id} of ${spec.document} is wrapped ${by.length} times, not once (${names || "by none"})`,
      ];
    }),
  ];
}

/** What is wrong with a method's comment, compared with its calls and the documents, in sentences. */
export function tagProblems(method: FacadeMethod): string[] {
  const { name, at, tags, makes, reaches } = method;
  const says = (problem: string) => `${at}: ${name} ${problem}`;
  const named = tags.map(({ operation }) => operation);
  return [
    ...makes
      .filter((id) => !named.includes(id))
      .map((id) => says(`calls ${id}, and no \`@see operation\` of its comment says so`)),
    ...named
      .filter((id) => !reaches.includes(id))
      .map((id) => says(`does not call ${id}, which its comment names`)),
    ...tags.flatMap((tag) => unknownTag(tag).map(says)),
    ...method.calls.flatMap(({ operation, generated }) =>
      tags
        .filter((tag) => tag.operation === operation && folderOf(tag) !== generated)
        .map(({ document }) =>
          says(`names ${operation} of ${document}, and calls that of ${generated}`),
        ),
    ),
  ];
}

function wraps({ calls, tags }: FacadeMethod, document: string, id: string): boolean {
  const isCalled = calls.some(({ operation }) => operation === id);
  return isCalled && tags.some((tag) => tag.document === document && tag.operation === id);
}

function folderOf(tag: Tag): string | undefined {
  return SPECS.find(({ document }) => document === tag.document)?.generated;
}

function unknownTag(tag: Tag): string[] {
  const spec = SPECS.find(({ document }) => document === tag.document);
  if (!spec) return [`names ${tag.document}, which is no document`];
  return operationAt(tag) ? [] : [`names ${tag.operation}, which ${tag.document} does not have`];
}

function operationAt({ document, operation }: Tag): Operation | undefined {
  const spec = SPECS.find((candidate) => candidate.document === document);
  return spec && documentOperations(spec, "paths").find(({ id }) => id === operation);
}

type Tag = FacadeMethod["tags"][number];
