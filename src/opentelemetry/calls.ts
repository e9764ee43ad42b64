import {
  type Attributes,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from "@opentelemetry/api";
import type { EndEvent, EventError, Hooks, RequestEvent } from "../options.js";
import type { Instruments } from "./instruments.js";

/** Makes hooks that write a span for each attempt, and measure each call. */
export function callHooks(tracer: Tracer, instruments: () => Instruments): Required<Hooks> {
  /** By call: the span of the attempt that is under way. */
  const spans = new WeakMap<object, Span>();
  return {
    onRequest(event) {
      const attributes = attributesOf(event);
      const options = { kind: SpanKind.CLIENT, attributes };
      spans.set(event.call, tracer.startSpan(`${event.method} ${event.path}`, options));
    },
    onResponse({ call, status }) {
      spans.get(call)?.setAttribute("http.response.status_code", status);
    },
    onRetry({ call, error }) {
      endSpan(spans.get(call), error.outcome, error);
      spans.delete(call);
    },
    onEnd(event) {
      const { call, outcome, status, error = refusal(event) } = event;
      const span = spans.get(call);
      if (status !== undefined) span?.setAttribute("http.response.status_code", status);
      endSpan(span, outcome, error);
      spans.delete(call);
      instruments().calls.record(event.durationMs / 1_000, {
        "khipu.operation": event.operation,
        "khipu.outcome": outcome,
        ...(error && { "error.type": errorType(error) }),
      });
    },
  };
}

/** A raw client hands a refusal on without an error. */
function refusal({ outcome, status }: EndEvent): EventError | undefined {
  return outcome === "succeeded" ? undefined : { name: "KhipuApiError", outcome, status };
}

function attributesOf({ operation, method, path, url, attempt }: RequestEvent): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": method,
    "server.address": hostname,
    "server.port": Number(port) || (protocol === "http:" ? 80 : 443),
    // By the conventions it may be written without what is sensitive: here, without ids.
    "url.full": url,
    "url.template": path,
    "khipu.operation": operation,
    ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
  };
}

function endSpan(span: Span | undefined, outcome: string, error: EventError | undefined): void {
  span?.setAttribute("khipu.outcome", outcome);
  if (error) {
    span?.setAttribute("error.type", errorType(error));
    span?.setStatus({ code: SpanStatusCode.ERROR });
  }
  span?.end();
}

/** The status, the platform's code, or the error's name. A code of a transport of one's own may be anything. */
function errorType({ name, status, code = "" }: EventError): string {
  if (status !== undefined) return String(status);
  return /^[A-Z][A-Za-z_]+$/.test(code) ? code : name;
}
