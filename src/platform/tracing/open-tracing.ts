import { noTracing, type Tracing } from './tracing.ts';

/** Traces go where the setting says; without it nothing is recorded, and none of OpenTelemetry's code is even loaded. */
export async function openTracing(options: {
  readonly endpoint: string | undefined;
  readonly headers: string | undefined;
  readonly version: string;
}): Promise<Tracing> {
  const { endpoint } = options;
  if (endpoint === undefined) return noTracing;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing({ ...options, endpoint });
}
