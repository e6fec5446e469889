import { z } from 'zod';
import { encodingNames } from '#api/encodings.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { readInEncoding, type ReadInEncodingDeps } from '../loads/read-in-encoding.ts';
import { whoMay } from './who-may.ts';

/** Reading a file again whose letters came out wrong. */
export function registerReadingRoute(app: Http, deps: ReadInEncodingDeps): void {
  app.post(
    '/api/v1/loads/:id/readings',
    {
      config: { mayCall: whoMay.send },
      schema: {
        summary: "Read a load's file again with its text in another encoding",
        tags: ['loads'],
        params: z.object({ id: z.string().max(100) }),
        body: z.object({ encoding: z.enum(encodingNames).nullable().describe('null: as the text looks') }),
        response: { 202: z.object({ id: z.string() }), ...problemResponses(400, 401, 403, 404, 409, 429, 503, 507) },
      },
    },
    async (request, reply) => {
      const { id } = await readInEncoding(deps, request.caller, request.params.id, request.body.encoding);
      return reply.code(202).header('location', `/api/v1/loads/${id}`).send({ id });
    },
  );
}
