import { z } from 'zod';
import { QuotaChange, QuotaView } from '#api/quotas.ts';
import { maySeeOperations } from '#modules/access/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { changeQuota, readQuotas, type QuotaDeps } from './change-quota.ts';

/** What agencies keep and may keep: for whoever runs the platform. */
export function registerQuotaRoutes(app: Http, deps: QuotaDeps): void {
  app.get(
    '/api/v1/quotas',
    {
      config: { mayCall: maySeeOperations },
      schema: {
        summary: 'What every agency keeps, has waiting, and may',
        tags: ['operations'],
        response: { 200: z.object({ items: z.array(QuotaView) }), ...problemResponses(401, 403) },
      },
    },
    async ({ caller }) => ({ items: [...(await readQuotas(deps, caller))] }),
  );

  app.put(
    '/api/v1/quotas/:agency',
    {
      config: { mayCall: maySeeOperations },
      schema: {
        summary: "Set an agency's quota; without numbers it is that of every agency",
        tags: ['operations'],
        params: z.object({ agency: z.string().max(100) }),
        body: QuotaChange,
        response: { 200: z.object({ items: z.array(QuotaView) }), ...problemResponses(400, 401, 403, 404) },
      },
    },
    async (request) => {
      await changeQuota(deps, request.caller, request.params.agency, request.body);
      return { items: [...(await readQuotas(deps, request.caller))] };
    },
  );
}
