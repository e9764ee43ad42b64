import { type Meter, metrics, trace, type Tracer } from "@opentelemetry/api";
import type { Hooks } from "../options.js";
import type { OnVerdict } from "../verdict.js";
import { VERSION } from "../version.js";
import type { RequestHandler } from "../webhooks/handlers/webhook.js";
import { callHooks } from "./calls.js";
import { tracedHandler } from "./deliveries.js";
import { type Instruments, instrumentsOf } from "./instruments.js";
import { verdictReporter } from "./verdicts.js";

/** Where spans and measurements go. */
export interface TelemetryOptions {
  /** @defaultValue the registered provider's tracer of the name `khipu-sdk` */
  readonly tracer?: Tracer | undefined;
  /** @defaultValue the registered provider's meter of the name `khipu-sdk`, as it is at the first measurement */
  readonly meter?: Meter | undefined;
}

/** What connects this package with OpenTelemetry. Its members may be handed on by themselves. */
export interface KhipuTelemetry {
  /**
   * For a client: `new Khipu({ apiKey, hooks: telemetry.hooks })`. Each attempt is a client span by the conventions for
   * HTTP, with `url.template` and `khipu.outcome`, and `http.request.resend_count` from the second on. Each call is a
   * measurement of `khipu.client.call.duration`.
   */
  readonly hooks: Required<Hooks>;
  /**
   * For a handler or a reconciliation: counts `khipu.verdicts`, measures `khipu.verdict.duration`, and writes the verdict
   * on the span of {@link KhipuTelemetry.traced}, or on one of its own.
   */
  readonly onVerdict: OnVerdict;
  /**
   * Handles each request inside a span of its own, which is active in all of your callbacks: what `onPaid` does through
   * `tx` or elsewhere is its child. Pass the result wherever the handler goes, also to `nodeHandler`.
   */
  readonly traced: (handler: RequestHandler) => RequestHandler;
}

/**
 * Reports to OpenTelemetry what this package does, through your own `@opentelemetry/api`.
 *
 * No attribute of a span or a measurement holds an id, an e-mail address, a RUT or an amount; the only texts are those
 * of a fixed set, and the names that you gave (`source`).
 *
 * @example
 * ```ts
 * const telemetry = khipuTelemetry();
 * const khipu = new Khipu({ apiKey, hooks: telemetry.hooks });
 * const handler = telemetry.traced(webhookHandler({ ...options, onVerdict: telemetry.onVerdict }));
 * ```
 */
export function khipuTelemetry(options: TelemetryOptions = {}): KhipuTelemetry {
  const tracer = options.tracer ?? trace.getTracer("khipu-sdk", VERSION);
  let made: Instruments | undefined;
  // Not before they are needed: a meter that is asked for before there is a provider measures nothing, ever.
  const instruments = () =>
    (made ??= instrumentsOf(options.meter ?? metrics.getMeter("khipu-sdk", VERSION)));
  return {
    hooks: callHooks(tracer, instruments),
    onVerdict: verdictReporter(tracer, instruments),
    traced: (handler) => tracedHandler(tracer, handler),
  };
}
