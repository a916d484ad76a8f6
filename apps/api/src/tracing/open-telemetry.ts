// Loaded only where traces are wanted: nothing else imports OpenTelemetry's packages.
import {
  type Context,
  context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type OpenSpan, type SpanRequest, type Tracer, traceWith } from '@trackside/tracing';

/** A collector that hangs must not hold up the end of the process. */
const EXPORT_TIMEOUT_MS = 2_000;
const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * Sends traces to a collector from now on, by OTLP over HTTP as JSON. `OTEL_SERVICE_NAME`,
 * `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_EXPORTER_OTLP_HEADERS` count, read by OpenTelemetry itself.
 *
 * @param endpoint the collector's, without `/v1/traces`
 * @returns sends what is left, and ends it
 */
export function beginTracing(endpoint: string): () => Promise<void> {
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  const url = `${endpoint.replace(/(?<!\/)\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const named = resourceFromAttributes({ 'service.name': 'trackside' });
  const provider = new TracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  traceWith(new OpenTelemetry(provider.getTracer('trackside')));
  return async () => {
    traceWith(null);
    await provider.shutdown().catch(() => undefined);
    context.disable();
  };
}

class OpenTelemetry implements Tracer {
  private readonly propagator = new W3CTraceContextPropagator();

  constructor(private readonly tracer: OtelTracer) {}

  begin({ name, kind, attributes, carrier, onlyWithin }: SpanRequest): OpenSpan | null {
    const within = context.active();
    if (onlyWithin && !trace.getSpan(within)) return null;
    const parent = carrier ? this.extract(carrier) : within;
    const span = this.tracer.startSpan(name, { kind: KINDS[kind], attributes }, parent);
    return new StartedSpan(span, trace.setSpan(parent, span));
  }

  private extract(carrier: Readonly<Record<string, unknown>>): Context {
    return this.propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
  }
}

class StartedSpan implements OpenSpan {
  constructor(
    private readonly span: Span,
    private readonly within: Context,
  ) {}

  get traceId(): string {
    return this.span.spanContext().traceId;
  }

  run<T>(work: () => T): T {
    return context.with(this.within, work);
  }

  note(attributes: SpanRequest['attributes']): void {
    this.span.setAttributes(attributes);
  }

  fail(reason: unknown): void {
    const message = reason instanceof Error ? reason.message : String(reason);
    this.span.setStatus({ code: SpanStatusCode.ERROR, message });
  }

  end(): void {
    if (this.span.isRecording()) this.span.end();
  }
}
