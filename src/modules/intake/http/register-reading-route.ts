import { z } from 'zod';
import { encodingNames } from '#api/encodings.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { readOtherwise, type ReadOtherwiseDeps } from '../loads/read-otherwise.ts';
import { whoMay } from './who-may.ts';

/** Reading a file again whose letters came out wrong, or whose crosstab is to be told otherwise. */
export function registerReadingRoute(app: Http, deps: ReadOtherwiseDeps): void {
  app.post(
    '/api/v1/loads/:id/readings',
    {
      config: { mayCall: whoMay.send },
      schema: {
        summary: "Read a load's file again: in another encoding, or its crosstabs in another form",
        tags: ['loads'],
        params: z.object({ id: z.string().max(100) }),
        body: z
          .object({
            encoding: z
              .enum(encodingNames)
              .nullable()
              .optional()
              .describe('null: as the text looks; without it: as before'),
            longForm: z
              .boolean()
              .nullable()
              .optional()
              .describe('Crosstabs as long tables; null: as the contract asks; without it: as before'),
          })
          .refine(({ encoding, longForm }) => encoding !== undefined || longForm !== undefined, {
            error: 'One of encoding and longForm says how',
          }),
        response: { 202: z.object({ id: z.string() }), ...problemResponses(400, 401, 403, 404, 409, 429, 503, 507) },
      },
    },
    async (request, reply) => {
      const { id } = await readOtherwise(deps, request.caller, request.params.id, request.body);
      return reply.code(202).header('location', `/api/v1/loads/${id}`).send({ id });
    },
  );
}
