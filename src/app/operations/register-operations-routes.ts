import { HealthView } from '#api/health.ts';
import { demandOperations, maySeeOperations } from '#modules/access/index.ts';
import type { Health } from '#platform/health/health.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';
import { presentHealth } from './present-health.ts';

export interface OperationsDeps {
  readonly health: Health;
  readonly metrics: Metrics;
}

/**
 * How the platform does, for people who run it and for their monitoring. Who asks is always looked at: behind a proxy every
 * request comes from the machine itself, so that an address says nothing.
 */
export function registerOperationsRoutes(app: Http, { health, metrics }: OperationsDeps): void {
  app.get(
    '/api/v1/health',
    {
      config: { mayCall: maySeeOperations, withoutDatabase: true },
      schema: {
        summary: 'What is wrong with the platform, since when, and what to do',
        tags: ['operations'],
        response: { 200: HealthView, ...problemResponses(401, 403) },
      },
    },
    async ({ caller }) => {
      demandOperations(caller);
      return presentHealth(await health.report());
    },
  );

  app.get(
    '/metrics',
    { config: { identified: true, withoutDatabase: true }, schema: { hide: true } },
    async ({ caller }, reply) => {
      demandOperations(caller);
      const { text, contentType } = await metrics.write();
      return reply.type(contentType).header('cache-control', 'no-store').serializer(String).send(text);
    },
  );
}
