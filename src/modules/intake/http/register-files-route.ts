import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import { FileReport, fileReportStates } from '#api/file-reports.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { LoadReading } from '../loads/load-reading.ts';
import type { SeenLoad } from './authorize-load.ts';
import { whoMay } from './who-may.ts';

export interface FilesRouteDeps {
  readonly reading: Pick<LoadReading, 'listFiles'>;
  readonly seen: (request: { readonly caller: Caller }, load: string) => Promise<SeenLoad>;
}

/** Of many files that were sent at once: what became of each. */
export function registerFilesRoute(app: Http, { reading, seen }: FilesRouteDeps): void {
  app.get(
    '/api/v1/loads/:id/files',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'What became of each file of a load, refused ones first',
        tags: ['loads'],
        params: z.object({ id: z.string().max(100) }),
        querystring: z.object({
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
          state: z.enum(fileReportStates).optional().describe('Only files of which this became'),
        }),
        response: {
          200: z.object({ items: z.array(FileReport), total: z.number().int(), nextCursor: z.null() }),
          ...problemResponses(400, 401, 404, 410),
        },
      },
    },
    async (request) => {
      const { offset, limit, state } = request.query;
      const load = await seen(request, request.params.id);
      const page = await reading.listFiles(load, { offset, limit, ...(state === undefined ? {} : { state }) });
      return { ...page, items: [...page.items], nextCursor: null };
    },
  );
}
