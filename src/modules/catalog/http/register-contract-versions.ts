import { z } from 'zod';
import { decideDataset, demandShown } from '#modules/access/index.ts';
import { vietnamTime } from '#platform/clock/clock.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { Catalog } from '../catalog.ts';
import { datasetFactsOf } from '../contract/dataset-facts.ts';
import { unknownDataset } from '../errors.ts';

/** What contracts a dataset has had. Who put them is not everybody's business. */
export function registerContractVersions(app: Http, catalog: Catalog): void {
  app.get(
    '/api/v1/datasets/:id/contract/versions',
    {
      config: { tagged: true },
      schema: {
        summary: "The versions of a dataset's contract, newest first",
        tags: ['datasets'],
        params: z.object({ id: z.string().max(200) }),
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(1000).default(100),
          offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
        }),
        response: {
          200: z.object({
            items: z.array(
              z.object({
                version: z.string(),
                revision: z.number().int().describe('Counts what was put under the same version, from 1'),
                createdAt: z.string(),
                current: z.boolean(),
              }),
            ),
            total: z.number().int(),
            nextCursor: z.null(),
          }),
          ...problemResponses(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { id } = request.params;
      const contract = await catalog.findContract(id);
      if (contract === undefined) throw unknownDataset(id);
      demandShown(decideDataset(request.caller, datasetFactsOf(contract)).page, () => unknownDataset(id));
      const [versions, total] = await Promise.all([
        catalog.listContractVersions(id, request.query),
        catalog.countContractVersions(id),
      ]);
      const items = versions.map((one) => ({ ...one, createdAt: vietnamTime(one.createdAt) }));
      return { items, total, nextCursor: null };
    },
  );
}
