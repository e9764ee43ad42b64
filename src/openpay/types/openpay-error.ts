import type { Open } from "./common.js";

/** Why Openpay refused, as the body of its refusal says. See `openpayErrorOf`. */
export interface OpenpayError {
  /** Where it went wrong: in the request, at Openpay, or at the provider. */
  category: Open<"request" | "internal" | "gateway">;
  /** In words. They change: decide by `error_code`. */
  description: string;
  /** The HTTP status once more. */
  http_code: number;
  /** What went wrong; 1006 and 3005 are worth a branch, see the guide. */
  error_code: number;
  /** Openpay's id of the request. Its support asks for it. */
  request_id: string;
  /** The rules that suspected fraud. */
  fraud_rules?: string[];
}
