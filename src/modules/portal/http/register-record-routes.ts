import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import { answerQuery, answerRecords, asPostgrestProblem, parseQueryRequest } from '#modules/warehouse/index.ts';
import { datasetSchemaOf, type StoredContract } from '#modules/catalog/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { namesTag } from '#platform/http/entity-tag.ts';
import { problemResponses, understandError } from '#platform/http/problem.ts';
import { getReadableDataset } from '../get-shown-dataset.ts';
import { masksOf } from '../masks-of.ts';
import { oncePerContract } from '../once-per-contract.ts';
import type { PortalDeps } from '../portal-deps.ts';
import { queryDescription, recordsDescription } from './record-descriptions.ts';

const Params = z.object({ id: z.string().max(100) });

/** Rows of a dataset: PostgREST's read dialect, and a typed query. */
export function registerRecordRoutes(app: Http, deps: PortalDeps): void {
  const findSnapshot = (dataset: string, id: string | undefined) =>
    id === undefined ? deps.snapshots.current(dataset) : deps.snapshots.get(dataset, id);
  const readingOf = oncePerContract((contract) => ({
    dataset: contract.id,
    schema: datasetSchemaOf(contract),
    masks: masksOf(contract),
    mark: markOf(contract),
  }));

  app.route({
    method: ['GET', 'HEAD'],
    url: '/api/v1/datasets/:id/records',
    config: { openapi: recordsDescription },
    schema: {
      summary: "A dataset's records, in PostgREST's read dialect",
      tags: ['records'],
      params: Params,
      response: {
        200: z.unknown(),
        206: z.unknown(),
        304: z.null().describe('The copy with that ETag is still right'),
        ...problemResponses(400, 401, 403, 404, 406, 410, 416, 422, 503),
      },
    },
    // PostgREST's clients read its own members in every refusal, also in one from before the route.
    errorHandler: (error) => {
      const understood = understandError(error);
      throw understood === undefined ? error : asPostgrestProblem(understood);
    },
    handler: async (request, reply) => {
      const { contract, decision } = await getReadableDataset(deps, request.caller, request.params.id);
      const { pathname, searchParams } = new URL(request.url, 'http://localhost');
      const { accept, prefer, range } = request.headers;
      const answer = await answerRecords(deps, {
        ...readingOf(contract),
        rights: decision.rights,
        asker: askerOf(request.caller),
        path: pathname,
        parameters: searchParams,
        headers: { accept, prefer: prefer === undefined ? undefined : String(prefer), range },
        findSnapshot: (id) => findSnapshot(contract.id, id),
      });
      void reply.headers(answer.headers).headers(forCopies);
      const { etag } = answer.headers;
      const copies = request.headers['if-none-match'];
      if (etag !== undefined && copies !== undefined && namesTag(copies, etag)) {
        return reply.code(304).removeHeader('content-type').send();
      }
      return reply.code(answer.status).send(answer.body);
    },
  });

  app.post(
    '/api/v1/datasets/:id/query',
    {
      config: { idempotency: 'repeatable', openapi: queryDescription },
      schema: {
        summary: 'A typed query on a dataset',
        tags: ['records'],
        params: Params,
        querystring: z.object({ asOf: z.string().max(100).optional().describe('An earlier snapshot') }),
        response: { 200: z.unknown(), ...problemResponses(400, 401, 403, 404, 410, 422, 503) },
      },
    },
    async (request, reply) => {
      const { contract, decision } = await getReadableDataset(deps, request.caller, request.params.id);
      const snapshot = await findSnapshot(contract.id, request.query.asOf);
      const view = { schema: readingOf(contract).schema, rights: decision.rights, snapshot };
      const text = await answerQuery(deps, parseQueryRequest(request.body), view);
      return reply
        .type('application/json; charset=utf-8')
        .serializer((json: string) => json)
        .send(text);
    },
  );
}

/** A copy may be kept by whoever asked, and used where we say that it is still right. */
const forCopies = {
  'cache-control': 'private, no-cache',
  vary: 'accept, prefer, range, authorization, cookie',
};

/** No other contract has it. */
function markOf({ id, version, revision, createdAt }: StoredContract): string {
  return JSON.stringify([id, version, revision, createdAt.getTime()]);
}

/** Nobody else has this text; everybody without a sign-in shares one. */
function askerOf(caller: Caller): string {
  return caller.kind === 'anonymous' ? caller.kind : `${caller.kind} ${caller.id}`;
}
