import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import type { Http } from '#platform/http/create-http.ts';
import { cutWhenRefused } from '#platform/http/cut-when-refused.ts';
import { answerOf } from '#platform/http/openapi/media.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { LoadReading } from '../loads/load-reading.ts';
import type { SeenLoad } from './authorize-load.ts';
import { whoMay } from './who-may.ts';
import { sendRejects } from './send-rejects.ts';

export interface RejectsRoutesDeps {
  readonly reading: LoadReading;
  readonly seen: (request: { readonly caller: Caller }, load: string) => Promise<SeenLoad>;
}

const formats = [
  { format: 'csv', summary: 'Rejected and duplicate rows as csv' },
  { format: 'xlsx', summary: 'Rejected and duplicate rows as a workbook, the faulty cells marked' },
] as const;

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The rows that were left out, as files that can be mended and sent back. */
export function registerRejectsRoutes(app: Http, { reading, seen }: RejectsRoutesDeps): void {
  for (const { format, summary } of formats) {
    app.get(
      `/api/v1/loads/:id/rejects.${format}`,
      {
        config: { mayCall: whoMay.follow, openapi: { responses: { 200: answerOf('The file', mediaTypes[format]) } } },
        schema: {
          summary,
          tags: ['loads'],
          params: z.object({ id: z.string().max(100) }),
          response: { 200: z.unknown(), ...problemResponses(401, 404, 410, 422) },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const load = await seen(request, id);
        cutWhenRefused(reply, async () => {
          const now = await seen({ caller: await request.identifyAgain() }, id);
          return isDeepStrictEqual(now.rights, load.rights);
        });
        return sendRejects(reply, reading, load, format);
      },
    );
  }
}
