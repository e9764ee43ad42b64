import type { Prediction, PredictionResult } from "../types.js";

/** Every result that Khipu publishes: the compiler misses one that is added. */
const RESULTS: Readonly<Record<PredictionResult, true>> = {
  OK: true,
  MAX_AMOUNT_EXCEEDED: true,
  NEW_DESTINATARY_AMOUNT_EXCEEDED: true,
  NEW_DESTINATARY_COOL_DOWN: true,
  NOT_AVAILABLE_ACCOUNT: true,
};

/**
 * Reads what a prediction says, without regard to case: Khipu has written `OK` and `ok`.
 *
 * @example
 * ```ts
 * const { banks } = await khipu.payments.predictAll(params);
 * const likely = banks.filter((bank) => predictionResult(bank) === "OK");
 * ```
 * @returns `"unknown"` for a result nobody has seen before: take it for neither yes nor no.
 */
export function predictionResult({
  result,
}: Pick<Prediction, "result">): PredictionResult | "unknown" {
  const name = String(result).toUpperCase();
  return isKnown(name) ? name : "unknown";
}

function isKnown(name: string): name is PredictionResult {
  return Object.hasOwn(RESULTS, name);
}
