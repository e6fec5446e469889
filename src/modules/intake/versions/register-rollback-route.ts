import { z } from 'zod';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { whoMay } from '../http/who-may.ts';
import { rollbackDataset, type RollbackDeps } from './rollback-dataset.ts';

const Body = z.object({
  snapshot: z.string().min(1).max(100),
  note: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .describe('Why; shown with the snapshot to everybody who sees the dataset'),
});

export function registerRollbackRoute(app: Http, deps: RollbackDeps): void {
  app.post(
    '/api/v1/datasets/:id/rollback',
    {
      config: { mayCall: whoMay.decide },
      schema: {
        summary: 'Make an earlier state the current one again, as a new snapshot',
        tags: ['datasets'],
        params: z.object({ id: z.string().max(100) }),
        body: Body,
        response: { 200: z.object({ snapshot: z.string() }), ...problemResponses(400, 401, 403, 404, 409, 410) },
      },
    },
    async (request) => {
      const { snapshot, note } = request.body;
      return rollbackDataset(deps, request.caller, request.params.id, {
        snapshot,
        ...(note === undefined || note === '' ? {} : { note }),
      });
    },
  );
}
