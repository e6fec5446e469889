import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import { answerQuery, answerRecords, asPostgrestProblem, parseQueryRequest } from '#modules/warehouse/index.ts';
import { datasetSchemaOf } from '#modules/catalog/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses, understandError } from '#platform/http/problem.ts';
import { getReadableDataset } from '../get-shown-dataset.ts';
import type { PortalDeps } from '../portal-deps.ts';
import { queryDescription, recordsDescription } from './record-descriptions.ts';

const Params = z.object({ id: z.string().max(100) });

/** Rows of a dataset: PostgREST's read dialect, and a typed query. */
export function registerRecordRoutes(app: Http, deps: PortalDeps): void {
  const findSnapshot = (dataset: string, id: string | undefined) =>
    id === undefined ? deps.snapshots.current(dataset) : deps.snapshots.get(dataset, id);

  app.route({
    method: ['GET', 'HEAD'],
    url: '/api/v1/datasets/:id/records',
    config: { openapi: recordsDescription },
    schema: {
      summary: "A dataset's records, in PostgREST's read dialect",
      tags: ['records'],
      params: Params,
      response: { 200: z.unknown(), 206: z.unknown(), ...problemResponses(400, 401, 403, 404, 406, 416, 422, 503) },
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
        dataset: contract.id,
        schema: datasetSchemaOf(contract),
        rights: decision.rights,
        asker: askerOf(request.caller),
        path: pathname,
        parameters: searchParams,
        headers: { accept, prefer: prefer === undefined ? undefined : String(prefer), range },
        findSnapshot: (id) => findSnapshot(contract.id, id),
      });
      return (
        reply
          .code(answer.status)
          .headers(answer.headers)
          // The text is JSON already.
          .serializer((text: string) => text)
          .send(answer.body)
      );
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
        response: { 200: z.unknown(), ...problemResponses(400, 401, 403, 404, 422, 503) },
      },
    },
    async (request, reply) => {
      const { contract, decision } = await getReadableDataset(deps, request.caller, request.params.id);
      const snapshot = await findSnapshot(contract.id, undefined);
      const view = { schema: datasetSchemaOf(contract), rights: decision.rights, snapshot };
      const text = await answerQuery(deps, parseQueryRequest(request.body), view);
      return reply
        .type('application/json; charset=utf-8')
        .serializer((json: string) => json)
        .send(text);
    },
  );
}

/** Nobody else has this text; everybody without a sign-in shares one. */
function askerOf(caller: Caller): string {
  return caller.kind === 'anonymous' ? caller.kind : `${caller.kind} ${caller.id}`;
}
