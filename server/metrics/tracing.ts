/**
 * Owns OpenTelemetry traces: on where `OTEL_EXPORTER_OTLP_ENDPOINT` (or the variable for traces alone) is set, in the variables that
 * OpenTelemetry defines; otherwise nothing of it is loaded. A span holds method, route and status; never a path, an address, a name.
 */
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

export type Environment = Record<string, string | undefined>;

/** Starts the export; null where nobody asked for it. What is not sent yet goes out with `stop`. */
export async function startTracing(environment: Environment): Promise<{ stop(): Promise<void> } | null> {
  if (!environment.OTEL_EXPORTER_OTLP_ENDPOINT && !environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)
    return null;
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': environment.OTEL_SERVICE_NAME || 'care-elements' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return { stop: () => provider.shutdown() };
}

/** Runs a request inside a span of its own, below the caller's where `traceparent` names one. Costs nothing where tracing is off. */
export function inRequestSpan(
  request: { method: string; headers: Headers },
  answer: () => Promise<{ route: string; status: number }>,
): Promise<void> {
  const carrier = { traceparent: request.headers.get('traceparent') ?? '' };
  const parent = propagation.extract(context.active(), carrier);
  return trace
    .getTracer('care-elements')
    .startActiveSpan(request.method, { kind: SpanKind.SERVER }, parent, async (span) => {
      try {
        const { route, status } = await answer();
        span.updateName(`${request.method} ${route}`);
        span.setAttributes({
          'http.request.method': request.method,
          'http.route': route,
          'http.response.status_code': status,
        });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      } finally {
        span.end();
      }
    });
}

/** Runs one transaction inside a span. */
export function inTransactionSpan<T>(run: () => Promise<T>): Promise<T> {
  return trace
    .getTracer('care-elements')
    .startActiveSpan('transaction', { kind: SpanKind.CLIENT }, async (span) => {
      try {
        return await run();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}
