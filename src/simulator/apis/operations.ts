import { operations as automaticPaymentsV1 } from "../../../generated/automatic-payments.v1/operations.js";
import { operations as instantPaymentsV2 } from "../../../generated/instant-payments.v2/operations.js";
import { operations as instantPaymentsV3 } from "../../../generated/instant-payments.v3/operations.js";
import { operations as openpayV1 } from "../../../generated/openpay.v1/operations.js";

/** The operations that are served, by the name of their API. */
export const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  "instant-payments.v3": Object.keys(instantPaymentsV3),
  "automatic-payments.v1": Object.keys(automaticPaymentsV1),
  "instant-payments.v2": Object.keys(instantPaymentsV2),
  "openpay.v1": Object.keys(openpayV1),
};
