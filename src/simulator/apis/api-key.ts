import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange } from "../http/reply.js";
import type { ReceiverRow } from "../receivers/receiver.js";

/**
 * Finds the receiver that an `x-api-key` belongs to.
 *
 * @throws {@link Refusal} 403 without a key, which is what the service was seen to answer; 401 for a
 * wrong one, which is what is published for both.
 */
export function authenticateByApiKey(engine: Engine, { headers }: Exchange): ReceiverRow {
  const key = headers["x-api-key"];
  if (key === undefined || key === "") throw new Refusal(403, "Forbidden");
  const receiver = typeof key === "string" ? engine.receivers.findByApiKey(key) : undefined;
  if (receiver === undefined) throw new Refusal(401, "Unauthorized");
  return receiver;
}
