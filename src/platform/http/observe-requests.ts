import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { traceOf, type Span, type Tracing } from '../tracing/tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the request as a whole; undefined where nobody collects traces. */
    span: Span | undefined;
  }
}

export interface ObserveRequestsDeps {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

/**
 * Counts and times requests by their route, never by their address, of which there are any number; and makes each one a
 * span where traces are collected. Call it before the hooks that refuse requests.
 */
export function observeRequests(app: FastifyInstance, deps: ObserveRequestsDeps): void {
  const durations = deps.metrics.histogram({
    name: 'daklake_http_request_seconds',
    help: 'Duration of answered requests, by route.',
    labels: ['method', 'route', 'status'],
    buckets: seconds,
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: methodOf(request), route: routeOf(request), status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
  app.decorateRequest('span', undefined);
  if (deps.tracing.on) traceRequests(app, deps.tracing);
}

function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', async (request) => {
    const parent = request.headers['traceparent'];
    const name = `${methodOf(request)} ${routeOf(request)}`;
    // Attributes as OpenTelemetry's conventions for HTTP name them; without the query, which may hold what people typed.
    const attributes = {
      'http.request.method': methodOf(request),
      'http.route': routeOf(request),
      'daklake.request': request.id,
    };
    request.span = tracing.start(name, {
      parent: typeof parent === 'string' ? parent : undefined,
      attributes,
      kind: 'server',
    });
    const traceId = traceOf(request.span.traceparent);
    if (traceId !== undefined) request.log = request.log.child({ trace: traceId });
  });
  app.addHook('onResponse', async (request, reply) => {
    request.span?.set({ 'http.response.status_code': reply.statusCode });
    request.span?.end(reply.statusCode >= 500 ? String(reply.statusCode) : undefined);
  });
  // No failure: whoever follows a stream of events leaves when he has seen enough.
  app.addHook('onRequestAbort', async (request) => {
    request.span?.set({ 'daklake.caller_left': true });
    request.span?.end();
  });
}

/** Node takes some forty methods, and an asker may try them all. */
function methodOf({ method }: FastifyRequest): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}

/** Pages count as one, and so do their scripts and styles, whose names change with every version. */
function routeOf({ routeOptions }: FastifyRequest): string {
  const { url = 'none' } = routeOptions;
  return url.startsWith('/assets/') ? '/assets/*' : url;
}
