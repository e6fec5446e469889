import { z } from 'zod';
import { languages } from '#api/localized.ts';
import { writeTemplate } from '#modules/quality/index.ts';
import { vietnamDay } from '#platform/clock/clock.ts';
import type { Http } from '#platform/http/create-http.ts';
import { namesTag } from '#platform/http/entity-tag.ts';
import { answerOf } from '#platform/http/openapi/media.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { getShownDataset } from '../get-shown-dataset.ts';
import type { PortalDeps } from '../portal-deps.ts';
import { createTemplateCache } from '../template-cache.ts';

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Bytes: a form with the list of all communes has some hundred thousand. */
const mostKept = 16 * 2 ** 20;

/** The Excel form of a dataset, for whoever sees its contract: there is nothing else in it. */
export function registerTemplateRoute(app: Http, deps: PortalDeps): void {
  const cache = createTemplateCache({ mostBytes: mostKept });
  app.get(
    '/api/v1/datasets/:id/template.xlsx',
    {
      config: { openapi: { responses: { 200: answerOf('The workbook', mediaType) } } },
      schema: {
        summary: 'The Excel form to fill in for a dataset',
        tags: ['datasets'],
        params: z.object({ id: z.string().max(100) }),
        querystring: z.object({
          lang: z.enum(languages).default('vi').describe('The language of headings and instructions'),
        }),
        response: {
          200: z.unknown(),
          304: z.null().describe('The copy with that ETag is still right'),
          ...problemResponses(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { contract } = await getShownDataset(deps, request.caller, request.params.id);
      const { codeLists, findElement, clock } = deps;
      const { lang } = request.query;
      const day = vietnamDay(clock());
      const name = JSON.stringify([contract.id, contract.version, contract.revision, lang, day]);
      const { workbook, tag } = await cache.get(name, (output) =>
        writeTemplate(output, contract, lang, { codeLists, findElement, day }),
      );
      void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
      if (namesTag(request.headers['if-none-match'] ?? '', tag)) return reply.code(304).send(null);
      return reply
        .headers({
          'content-type': mediaType,
          'content-disposition': `attachment; filename="${contract.id}-template.xlsx"`,
        })
        .send(workbook);
    },
  );
}
