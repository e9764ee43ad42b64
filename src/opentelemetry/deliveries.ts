import { context, createContextKey, type Span, trace, type Tracer } from "@opentelemetry/api";
import type { RequestHandler } from "../webhooks/handlers/webhook.js";

const DELIVERY = createContextKey("khipu-sdk delivery");

/** The span of the request that is being handled here, if there is one. */
export function deliverySpan(): Span | undefined {
  // Only `tracedHandler` sets it.
  return context.active().getValue(DELIVERY) as Span | undefined;
}

/** Makes a handler that handles each request inside a span. */
export function tracedHandler(tracer: Tracer, handler: RequestHandler): RequestHandler {
  const inSpan = async <T>(work: () => Promise<T>): Promise<T> => {
    const span = tracer.startSpan("khipu delivery");
    const inside = trace.setSpan(context.active(), span).setValue(DELIVERY, span);
    try {
      return await context.with(inside, work);
    } finally {
      span.end();
    }
  };
  const { webhook } = handler;
  return Object.assign((request: Request) => inSpan(() => handler(request)), {
    webhook: { ...webhook, answer: (delivery: Delivery) => inSpan(() => webhook.answer(delivery)) },
  });
}

type Delivery = Parameters<RequestHandler["webhook"]["answer"]>[0];
