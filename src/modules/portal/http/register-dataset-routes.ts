import { z } from 'zod';
import { DatasetItem, SnapshotItem } from '#api/datasets.ts';
import { RuleFindings, Score } from '#api/quality.ts';
import { getSnapshot, listSnapshots } from '#modules/warehouse/index.ts';
import { vietnamTime } from '#platform/clock/clock.ts';
import type { Http } from '#platform/http/create-http.ts';
import { languageOf } from '#platform/http/language.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { describeDataset } from '../describe-dataset.ts';
import { getShownDataset } from '../get-shown-dataset.ts';
import { pageOf, sealOffset } from '../offset-cursor.ts';
import type { PortalDeps } from '../portal-deps.ts';
import { presentSnapshot } from '../present-dataset.ts';
import { searchDatasets } from '../search-datasets.ts';

const Params = z.object({ id: z.string().max(100) });
const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  cursor: z.string().max(200).optional(),
});
const Facet = z.array(z.object({ value: z.string(), count: z.number().int() }));
const empty = (value: string) => (value === '' ? undefined : value);
const Filter = z.string().max(500).transform(empty).optional();

/** The catalogue as everybody may see it: list, one dataset, its quality, its versions. */
export function registerDatasetRoutes(app: Http, deps: PortalDeps): void {
  app.get(
    '/api/v1/datasets',
    {
      schema: {
        summary: 'Search the datasets',
        tags: ['datasets'],
        querystring: PageQuery.extend({
          q: Filter,
          theme: Filter,
          agency: Filter,
          access: Filter,
          format: Filter,
          unit: Filter,
          sort: z.enum(['relevance', 'title', 'newest', 'updated']).optional(),
          lang: z.string().optional(),
        }),
        response: {
          200: z.object({
            items: z.array(DatasetItem),
            total: z.number().int(),
            nextCursor: z.string().nullable(),
            facets: z.object({ theme: Facet, agency: Facet, access: Facet }),
          }),
          ...problemResponses(400, 401),
        },
      },
    },
    async (request) => {
      const { limit, offset } = pageOf(request.query);
      const { q, theme, agency, access, format, unit, sort } = request.query;
      const filter = { q, theme, agency, access, format, unit, sort };
      const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const found = await searchDatasets(deps, request.caller, { ...given, limit, offset }, languageOf(request));
      return {
        items: [...found.items],
        total: found.total,
        nextCursor: sealOffset(offset + found.items.length, found.total),
        facets: {
          theme: [...found.facets.theme],
          agency: [...found.facets.agency],
          access: [...found.facets.access],
        },
      };
    },
  );

  app.get(
    '/api/v1/datasets/:id',
    {
      config: { tagged: true },
      schema: {
        summary: 'A dataset',
        tags: ['datasets'],
        params: Params,
        response: { 200: DatasetItem.loose(), ...problemResponses(401, 403, 404) },
      },
    },
    async (request) => {
      const page = await describeDataset(deps, request.caller, request.params.id, languageOf(request));
      const { item, about, fields, snapshot, downloads } = page;
      return { ...item, ...about, fields, snapshot, downloads };
    },
  );

  app.get(
    '/api/v1/datasets/:id/quality',
    {
      config: { tagged: true },
      schema: {
        summary: "A dataset's quality as it stands",
        tags: ['datasets'],
        params: Params,
        response: {
          200: z.object({
            snapshot: z.string().nullable(),
            assessedAt: z.string().nullable(),
            score: Score.nullable(),
            findingsByRule: z.array(RuleFindings),
            usage: z.object({ agencies: z.number().int(), calls: z.number().int(), days: z.number().int() }),
          }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request) => {
      const page = await describeDataset(deps, request.caller, request.params.id, languageOf(request));
      const standing = await deps.scores.find(page.item.id);
      return {
        snapshot: page.snapshot?.id ?? null,
        assessedAt: standing === undefined ? null : vietnamTime(standing.assessedAt),
        score: page.score,
        findingsByRule: [...page.findingsByRule],
        usage: page.usage,
      };
    },
  );

  app.get(
    '/api/v1/datasets/:id/snapshots',
    {
      schema: {
        summary: "A dataset's snapshots, newest first",
        tags: ['datasets'],
        params: Params,
        querystring: PageQuery,
        response: {
          200: z.object({ items: z.array(SnapshotItem), total: z.number().int(), nextCursor: z.string().nullable() }),
          ...problemResponses(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { contract } = await getShownDataset(deps, request.caller, request.params.id);
      const { limit, offset } = pageOf(request.query);
      const { items, total } = await listSnapshots(deps.database, contract.id, { limit, offset });
      return {
        items: items.map(presentSnapshot),
        total,
        nextCursor: sealOffset(offset + items.length, total),
      };
    },
  );

  app.get(
    '/api/v1/datasets/:id/snapshots/:snapshot',
    {
      schema: {
        summary: 'A snapshot',
        tags: ['datasets'],
        params: Params.extend({ snapshot: z.string().max(100) }),
        response: { 200: SnapshotItem, ...problemResponses(401, 403, 404, 410) },
      },
    },
    async (request) => {
      const { contract } = await getShownDataset(deps, request.caller, request.params.id);
      return presentSnapshot(await getSnapshot(deps.database, contract.id, request.params.snapshot));
    },
  );
}
