import type { Engine } from "../engine.js";
import type { Exchange } from "../http/reply.js";
import { OpenpayRefusal } from "../openpay/openpay-refusal.js";
import type { ReceiverRow } from "../receivers/receiver.js";

/**
 * Checks the private key, sent as the user name of HTTP Basic, against the merchant in the path.
 *
 * @returns the receiver that the merchant's charges by Khipu are paid to.
 * @throws {@link OpenpayRefusal} 1002 for a key that is missing or wrong, 1010 for a public one.
 */
export function authenticateByPrivateKey(
  engine: Engine,
  { headers, params }: Exchange,
): ReceiverRow {
  const [, encoded = ""] = /^basic +(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  const [key = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":", 1);
  const { id, privateKey } = engine.openpay.merchant;
  if (key.startsWith("pk_")) {
    throw new OpenpayRefusal(1010, "A public key was used where the private key is required");
  }
  if (key !== privateKey || params["merchant_id"] !== id) {
    throw new OpenpayRefusal(1002, "The api key or merchant id are invalid");
  }
  return engine.receivers.first;
}
