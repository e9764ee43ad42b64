import { fieldsOf } from "../fields.js";
import { isKhipuError, type KhipuApiError } from "../errors.js";
import type { OpenpayError } from "./types.js";

/** The order was charged already: no two successful charges can have the same `order_id`. */
export const ORDER_ALREADY_CHARGED = 1006;
/** A risk assessment declined the card: the one refusal that 3D Secure may cure. */
export const DECLINED_BY_RISK = 3005;

/**
 * Reads Openpay's reason out of an error, its numbers as numbers.
 *
 * @returns `undefined` when Openpay did not refuse, or not in its own words (an empty body, HTML).
 */
export function openpayErrorOf(error: unknown): OpenpayError | undefined {
  if (!isRefusal(error)) return undefined;
  const body = fieldsOf<OpenpayError>(error.body);
  const code = wholeNumber(body.error_code);
  if (code === undefined) return undefined;
  const { fraud_rules: rules } = body;
  return {
    category: text(body.category),
    description: text(body.description),
    // A number in every example, and a text by Openpay's documentation.
    http_code: wholeNumber(body.http_code) ?? error.status,
    error_code: code,
    request_id: text(body.request_id),
    ...(Array.isArray(rules) && { fraud_rules: rules.map(text) }),
  };
}

/** Whether an error is Openpay's refusal for the risk, of a charge that had no effect. */
export function isDeclinedByRisk(error: unknown): error is KhipuApiError {
  return (
    isRefusal(error) &&
    error.status === 402 &&
    openpayErrorOf(error)?.error_code === DECLINED_BY_RISK
  );
}

/** Whether an error is an answer that refuses. */
export function isRefusal(error: unknown): error is KhipuApiError {
  return isKhipuError(error) && error.name === "KhipuApiError";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function wholeNumber(value: unknown): number | undefined {
  const isNumber = typeof value === "number" || typeof value === "string";
  return isNumber && /^\d{1,9}$/.test(String(value)) ? Number(value) : undefined;
}
