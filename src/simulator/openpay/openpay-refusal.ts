import { randomUUID } from "node:crypto";
import { Refusal } from "../http/refusal.js";
import { json } from "../http/reply.js";
import type { Reply } from "../http/reply.js";

/** The reasons for which this simulator refuses, with the status that goes with each. */
const STATUS_BY_CODE = {
  1001: 400,
  1002: 401,
  1003: 422,
  1005: 404,
  1006: 409,
  1010: 403,
  2004: 422,
  2005: 400,
  3001: 402,
  3002: 402,
  3003: 402,
  3004: 402,
  3005: 402,
} as const;

/** An `error_code` of Openpay's. */
export type OpenpayErrorCode = keyof typeof STATUS_BY_CODE;

const CODE_BY_STATUS: Readonly<Record<number, number>> = {
  400: 1001,
  401: 1002,
  403: 1010,
  404: 1005,
  405: 1001,
  409: 1006,
  413: 1009,
  415: 1001,
  422: 1003,
  503: 1004,
};

/** A request that Openpay refuses, for a reason that has a number. */
export class OpenpayRefusal extends Refusal {
  readonly code: OpenpayErrorCode;

  constructor(code: OpenpayErrorCode, description: string) {
    super(STATUS_BY_CODE[code], description);
    this.code = code;
  }
}

/** A refusal in the form of Openpay's API. */
export function openpayRefusal(refusal: Refusal): Reply {
  const { status, message, errors, headers } = refusal;
  const code = refusal instanceof OpenpayRefusal ? refusal.code : (CODE_BY_STATUS[status] ?? 1000);
  const body = {
    category: categoryOf(code),
    description: errors.length > 0 ? errors.map((error) => error.message).join("; ") : message,
    http_code: status,
    error_code: code,
    request_id: randomUUID(),
  };
  return json(status, body, headers);
}

function categoryOf(code: number): string {
  if (code >= 3000) return "gateway";
  return code === 1000 || code === 1004 ? "internal" : "request";
}
