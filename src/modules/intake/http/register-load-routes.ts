import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import { LoadView } from '#api/loads.ts';
import { Finding } from '#api/quality.ts';
import { demandRight } from '#modules/access/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { cutWhenRefused } from '#platform/http/cut-when-refused.ts';
import { answerOf } from '#platform/http/openapi/media.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { MendingDeps } from '../corrections/read-mending.ts';
import type { Loads } from '../loads/create-loads.ts';
import type { ReadOtherwiseDeps } from '../loads/read-otherwise.ts';
import type { LoadReading } from '../loads/load-reading.ts';
import type { Uploads } from '../uploads/create-uploads.ts';
import { registerUploadRoutes } from '../uploads/register-upload-routes.ts';
import { demandCancellation, demandDecision, getSeenDataset, getSeenLoad } from './authorize-load.ts';
import { registerCorrectionRoutes } from './register-correction-routes.ts';
import { registerFilesRoute } from './register-files-route.ts';
import { registerReadingRoute } from './register-reading-route.ts';
import { registerRejectsRoutes } from './register-rejects-routes.ts';
import { registerSendRoute } from './register-send-route.ts';
import { streamEvents } from './stream-events.ts';
import { whoMay } from './who-may.ts';

export interface LoadRoutesDeps extends ReadOtherwiseDeps {
  readonly loads: Loads;
  readonly uploads: Uploads;
  readonly reading: LoadReading;
  readonly mending: MendingDeps;
  readonly mostFiles: number;
}

const DatasetParams = z.object({ id: z.string().max(100) });
const LoadParams = z.object({ id: z.string().max(100) });
const PageQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Sending files, following what becomes of them, and reading what the checks found. */
export function registerLoadRoutes(app: Http, deps: LoadRoutesDeps): void {
  const seen = (request: { readonly caller: Caller }, id: string) =>
    getSeenLoad({ ...deps, findLoad: deps.loads.find }, request.caller, id);

  registerSendRoute(app, deps);
  registerUploadRoutes(app, deps);
  registerCorrectionRoutes(app, { ...deps, seen });

  app.get(
    '/api/v1/datasets/:id/loads',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: "A dataset's loads, newest first",
        tags: ['loads'],
        params: DatasetParams,
        querystring: PageQuery,
        response: {
          200: z.object({ items: z.array(LoadView), total: z.number().int(), nextCursor: z.null() }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { contract, decision } = await getSeenDataset(deps, request.caller, request.params.id);
      demandRight(request.caller, decision.seeLoads !== 'none', 'see-loads');
      const own =
        decision.seeLoads === 'own' && request.caller.kind !== 'anonymous' ? { sender: request.caller.id } : {};
      const { items, total } = await deps.loads.list({ dataset: contract.id, ...own, ...request.query });
      return { items: items.map((load) => deps.reading.presentBriefly(load)), total, nextCursor: null };
    },
  );

  app.get(
    '/api/v1/loads/:id',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'A load',
        tags: ['loads'],
        params: LoadParams,
        response: { 200: LoadView, ...problemResponses(401, 404) },
      },
    },
    async (request) => deps.reading.present(await seen(request, request.params.id)),
  );

  app.get(
    '/api/v1/loads/:id/events',
    {
      config: {
        mayCall: whoMay.follow,
        openapi: { responses: { 200: answerOf('The load after every change, until it rests', 'text/event-stream') } },
      },
      schema: { summary: 'A load, as server-sent events', tags: ['loads'], params: LoadParams },
    },
    async (request, reply) => {
      const { id } = request.params;
      await seen(request, id);
      cutWhenRefused(reply, async () => (await seen({ caller: await request.identifyAgain() }, id)).load.id === id);
      const present = deps.reading.follow();
      await streamEvents(reply, {
        read: async () => present(await seen(request, id)),
        watch: (onChange) => deps.loads.watch(id, onChange),
      });
    },
  );

  app.get(
    '/api/v1/loads/:id/findings',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: "A load's findings",
        tags: ['loads'],
        params: LoadParams,
        querystring: PageQuery.extend({ rule: z.string().optional(), field: z.string().optional() }),
        response: {
          200: z.object({ items: z.array(Finding), total: z.number().int(), nextCursor: z.null() }),
          ...problemResponses(400, 401, 404, 410),
        },
      },
    },
    async (request) => {
      const { offset, limit, rule, field } = request.query;
      const page = await deps.reading.listFindings(await seen(request, request.params.id), {
        offset,
        limit,
        ...(rule === undefined ? {} : { rule }),
        ...(field === undefined ? {} : { field }),
      });
      return { ...page, items: [...page.items], nextCursor: null };
    },
  );

  registerFilesRoute(app, { reading: deps.reading, seen });
  registerRejectsRoutes(app, { reading: deps.reading, seen });
  registerReadingRoute(app, deps);

  app.post(
    '/api/v1/loads/:id/decision',
    {
      config: { mayCall: whoMay.decide },
      schema: {
        summary: 'Decide on a held load',
        tags: ['loads'],
        params: LoadParams,
        body: z.object({
          publish: z.boolean(),
          note: z.string().max(2000).optional(),
          force: z.boolean().default(false).describe('Put it in the place of newer data, too'),
        }),
        response: { 200: LoadView, ...problemResponses(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      demandDecision(request.caller, await seen(request, request.params.id));
      const { publish, note, force } = request.body;
      const by = request.caller.kind === 'anonymous' ? null : request.caller;
      await deps.loads.decide(request.params.id, { publish, note: note ?? null, by, force });
      return deps.reading.present(await seen(request, request.params.id));
    },
  );

  app.post(
    '/api/v1/loads/:id/cancel',
    {
      config: { mayCall: whoMay.send },
      schema: {
        summary: 'Cancel a load under way',
        tags: ['loads'],
        params: LoadParams,
        response: { 200: LoadView, ...problemResponses(401, 403, 404, 409) },
      },
    },
    async (request) => {
      demandCancellation(request.caller, await seen(request, request.params.id));
      await deps.loads.cancel(request.params.id);
      return deps.reading.present(await seen(request, request.params.id));
    },
  );
}
