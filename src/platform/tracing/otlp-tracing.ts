import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type SpanContext,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Span, Tracing } from './tracing.ts';

export interface OtlpTracingOptions {
  /** Of a collector; `/v1/traces` is added to it, as OpenTelemetry has it. */
  readonly endpoint: string;
  /** `name=value,…`, percent-encoded, as OpenTelemetry has it; e.g. the collector's token. */
  readonly headers: string | undefined;
  readonly version: string;
  /** How long an ending server waits for the collector, in milliseconds. */
  readonly lastWait?: number;
}

/**
 * Spans go to a collector in batches, over HTTP. The tracer is ours alone: nothing is registered for the process, and a
 * parent is always named. Every trace is recorded, whatever an asker's `traceparent` says of sampling, so that nobody can
 * hide a request; a collector may thin them out. If it cannot be reached, spans are dropped and nothing waits for them.
 */
export function createOtlpTracing({ lastWait = 3000, ...options }: OtlpTracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${options.endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: readHeaders(options.headers),
    timeoutMillis: 5000,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'daklake', 'service.version': options.version }),
    sampler: new AlwaysOnSampler(),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  });
  const tracer = provider.getTracer('daklake', options.version);

  return {
    on: true,
    start(name, { parent, attributes = {}, at, kind = 'internal' } = {}) {
      const start = { attributes, kind: kinds[kind], ...(at === undefined ? {} : { startTime: at }) };
      const span = tracer.startSpan(name, start, contextOf(parent));
      const { traceId, spanId } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-01`,
        set: (more) => void span.setAttributes(more),
        end: (failed) => {
          if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failed });
          span.end();
        },
      } satisfies Span;
    },
    close: async () => {
      const late = new Promise<void>((done) => setTimeout(done, lastWait).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

const kinds = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, consumer: SpanKind.CONSUMER } as const;

function contextOf(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? undefined : readTraceparent(traceparent);
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

/** https://www.w3.org/TR/trace-context/#traceparent-header: ids of zeros are none, and version ff is no version. */
function readTraceparent(text: string): SpanContext | undefined {
  const [, version, traceId, spanId] =
    /^([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/.exec(text) ?? [];
  if (version === undefined || version === 'ff' || traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

function readHeaders(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').map((pair) => /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair));
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair?.[1] === undefined ? [] : [[pair[1], decode(pair[2] ?? '')]])),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
