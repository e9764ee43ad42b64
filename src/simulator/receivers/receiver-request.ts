import type { CreateReceiverParams } from "../../types.js";
import { invalidField } from "../http/refusal.js";
import { isWebUrl } from "../payments/request-rules.js";

/** @throws {@link Refusal} 400 for an address that nobody can be sent to. */
export function checkReceiverRequest(request: CreateReceiverParams): void {
  for (const field of ["notify_url", "rendition_url"] as const) {
    const url = request[field];
    if (url && !isWebUrl(url)) throw invalidField(field, `La URL ${url} no es válida`);
  }
}
