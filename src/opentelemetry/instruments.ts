import type { Counter, Histogram, Meter } from "@opentelemetry/api";

/** What is measured. */
export interface Instruments {
  readonly calls: Histogram;
  readonly verdicts: Counter;
  readonly verdictDuration: Histogram;
}

/** Of the conventions for HTTP, and on to the 30 seconds that a call and a delivery may take. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Makes the instruments of one meter. */
export function instrumentsOf(meter: Meter): Instruments {
  const seconds = { unit: "s", advice: { explicitBucketBoundaries: SECONDS } };
  return {
    calls: meter.createHistogram("khipu.client.call.duration", {
      ...seconds,
      description: "How long calls take, waits and retries included",
    }),
    verdicts: meter.createCounter("khipu.verdicts", {
      unit: "{verdict}",
      description: "What became of messages, and of the payments of reconciliations",
    }),
    verdictDuration: meter.createHistogram("khipu.verdict.duration", {
      ...seconds,
      description: "How long it takes until there is a verdict",
    }),
  };
}
