import { type Attributes, type Span, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import type { OnVerdict, VerdictEvent } from "../verdict.js";
import { deliverySpan } from "./deliveries.js";
import type { Instruments } from "./instruments.js";

/** Makes what counts verdicts and writes them on spans. */
export function verdictReporter(tracer: Tracer, instruments: () => Instruments): OnVerdict {
  return (event) => {
    const labels = labelsOf(event);
    const { verdicts, verdictDuration } = instruments();
    verdicts.add(1, labels);
    verdictDuration.record(event.durationMs / 1_000, labels);
    const delivery = deliverySpan();
    if (delivery) writeOn(delivery, event, labels);
    else writeOn(ownSpan(tracer, event), event, labels).end();
  };
}

/** All of the event but its key, which is an id, and its duration. */
function labelsOf({ source, verdict, reason, isLate }: VerdictEvent): Attributes {
  return {
    "khipu.source": source,
    "khipu.verdict": verdict,
    ...(reason !== undefined && { "khipu.reason": reason }),
    ...(isLate && { "khipu.late": true }),
  };
}

/** A span of what is over, from its beginning. */
function ownSpan(tracer: Tracer, { source, durationMs }: VerdictEvent): Span {
  return tracer.startSpan(`khipu ${source}`, { startTime: Date.now() - durationMs });
}

function writeOn(span: Span, { verdict, status }: VerdictEvent, labels: Attributes): Span {
  span.setAttributes(labels);
  if (status !== undefined) span.setAttribute("http.response.status_code", status);
  if (verdict === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
  return span;
}
