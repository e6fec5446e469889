import { z } from 'zod';
import { changeKinds } from '#modules/warehouse/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { compareSnapshots } from '../compare-snapshots.ts';
import type { PortalDeps } from '../portal-deps.ts';

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const Change = z.object({
  kind: z.enum(changeKinds),
  key: Row.nullable().describe('Null where the dataset has no key: rows are then added or removed, never changed'),
  before: Row.nullable(),
  after: Row.nullable(),
  fields: z.array(z.string()).describe('Of a changed row the fields whose values differ, masked ones too'),
});

/** Two states of a dataset, row by row. */
export function registerComparisonRoute(app: Http, deps: PortalDeps): void {
  app.get(
    '/api/v1/datasets/:id/snapshots/:snapshot/changes',
    {
      schema: {
        summary: 'What differs between two snapshots, row by row',
        tags: ['datasets'],
        params: z.object({ id: z.string().max(100), snapshot: z.string().max(100) }),
        querystring: z.object({
          against: z.string().max(100).optional().describe('The state before; unless given, the snapshot before it'),
          kind: z.enum(changeKinds).optional(),
          offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
        response: {
          200: z.object({
            against: z.string().nullable(),
            counts: z.object({ added: z.number().int(), changed: z.number().int(), removed: z.number().int() }),
            items: z.array(Change),
            total: z.number().int(),
            nextCursor: z.null(),
          }),
          ...problemResponses(400, 401, 403, 404, 410, 422, 503),
        },
      },
    },
    async (request) => {
      const { id: dataset, snapshot } = request.params;
      const { against, kind, offset, limit } = request.query;
      const found = await compareSnapshots(deps, request.caller, {
        dataset,
        snapshot,
        offset,
        limit,
        ...(against === undefined ? {} : { against }),
        ...(kind === undefined ? {} : { kind }),
      });
      const items = found.items.map((change) => ({ ...change, fields: [...change.fields] }));
      return { against: found.against, counts: found.counts, items, total: found.total, nextCursor: null };
    },
  );
}
