import type { ChargeErrorCode } from "../../types.js";
import { Refusal } from "../http/refusal.js";
import { json, khipuRefusal } from "../http/reply.js";
import type { Reply } from "../http/reply.js";

/** A charge that is refused for a reason that has a code. */
export class ChargeRefusal extends Refusal {
  readonly code: ChargeErrorCode;

  constructor(code: ChargeErrorCode, message: string) {
    super(422, message);
    this.code = code;
  }
}

/** A refusal in the form of Automatic Payment: one of a charge has its code. */
export function automaticRefusal(refusal: Refusal): Reply {
  if (!(refusal instanceof ChargeRefusal)) return khipuRefusal(refusal);
  const { status, code, message } = refusal;
  return json(status, { error_code: code, error_message: message });
}
