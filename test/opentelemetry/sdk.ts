import { context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeEach } from "@jest/globals";

/** OpenTelemetry's own SDK, registered for a test file, and what it was given since the test began. */
export function useOpenTelemetry() {
  const spanExporter = new InMemorySpanExporter();
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({
    exporter: metricExporter,
    exportIntervalMillis: 2 ** 30,
  });
  const tracers = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spanExporter)],
  });
  const meters = new MeterProvider({ readers: [reader] });
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  beforeEach(async () => {
    await reader.forceFlush();
    spanExporter.reset();
    metricExporter.reset();
  });
  afterAll(async () => {
    await Promise.all([tracers.shutdown(), meters.shutdown()]);
    for (const api of [trace, metrics, context]) api.disable();
  });

  return {
    spans: (): ReadableSpan[] => spanExporter.getFinishedSpans(),
    /** Of each data point: the metric's name, its labels, and how many were measured. */
    points: async (): Promise<[string, object, number][]> => {
      await reader.forceFlush();
      const scopes = metricExporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
      return scopes
        .flatMap((scope) => scope.metrics)
        .flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ attributes, value }): [string, object, number] => [
            descriptor.name,
            attributes,
            typeof value === "number" ? value : value.count,
          ]),
        );
    },
  };
}
