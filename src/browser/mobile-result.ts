import { type PaymentResult, readResult } from "./payment-result.js";

/**
 * Reads what Khipu's packages for apps hand back (`react-native-khipu`, `capacitor-khipu`, `cordova-khipu`,
 * `flutter_khipu`): the same result as that of `openPayment`, with the same four outcomes.
 *
 * None of them is "paid". `verifying` (Khipu's `OK`) is a payment that the bank authorised and Khipu has yet to
 * verify: ask your own server, which Khipu notifies. What cannot be read is `doubtful`, never lost and never thrown,
 * because the payer may have paid.
 *
 * @param result - The object; older versions of `cordova-khipu` give it as JSON on Android. Fields that are `null` are
 *   taken for left out.
 */
export function mobileResult(result: unknown): PaymentResult {
  const told = typeof result === "string" ? parsed(result) : result;
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(told ?? {}).filter(([, value]) => value !== null),
  );
  const operationId = fields["operationId"];
  return readResult(typeof operationId === "string" ? operationId : "", fields);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
