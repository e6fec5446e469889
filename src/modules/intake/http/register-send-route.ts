import { z } from 'zod';
import { loadModes, type LoadMode } from '#api/loads.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { failLoad } from '../loads/errors.ts';
import type { Loads } from '../loads/create-loads.ts';
import { authorizeSending, type AuthorizeDeps } from './authorize-load.ts';
import { keepAcknowledgement } from './keep-acknowledgement.ts';
import { readUpload } from './read-upload.ts';

/** Sending a file. A plain form, sent without JavaScript, goes on to a page, whatever comes of it. */
export function registerSendRoute(app: Http, deps: AuthorizeDeps & { readonly loads: Pick<Loads, 'send'> }): void {
  void app.register(async (uploads: Http) => {
    // The body is the file itself, of any type and size: it is streamed, never parsed.
    uploads.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const type of ['application/json', 'text/plain']) {
      uploads.removeContentTypeParser(type);
      uploads.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    }
    uploads.post(
      '/api/v1/datasets/:id/loads',
      {
        config: { idempotency: 'streamed' },
        schema: {
          summary: 'Send a file to a dataset',
          tags: ['loads'],
          params: z.object({ id: z.string().max(100) }),
          querystring: z.object({
            mode: z.string().optional(),
            sheet: z.string().optional(),
            name: z.string().optional(),
          }),
          response: {
            202: z.object({ id: z.string() }),
            303: z.null(),
            ...problemResponses(400, 401, 403, 404, 413, 503),
          },
        },
      },
      async (request, reply) => {
        const dataset = request.params.id;
        // A form sends no key.
        const fromForm = request.keyed === undefined && request.headers.accept?.includes('text/html') === true;
        try {
          const sender = await authorizeSending(deps, request.caller, dataset);
          const { mode, sheet } = request.query;
          const { id } = await deps.loads.send({
            dataset,
            sender,
            ...(mode === undefined || mode === '' ? {} : { mode: parseMode(mode) }),
            ...(sheet === undefined || sheet === '' ? {} : { sheet }),
            ...(await readUpload(request)),
            alongside: (transaction, load) => keepAcknowledgement(request, transaction, load.id),
          });
          if (fromForm) return reply.code(303).header('location', `/console/loads/${id}`).send(null);
          return reply.code(202).header('location', `/api/v1/loads/${id}`).send({ id });
        } catch (error) {
          if (!fromForm || !(error instanceof DomainError)) throw error;
          const query = new URLSearchParams({ dataset, error: error.code });
          return reply.code(303).header('location', `/console/loads/new?${query}`).send(null);
        }
      },
    );
  });
}

function parseMode(mode: string): LoadMode {
  const known = loadModes.find((one) => one === mode);
  if (known === undefined) throw failLoad('mode-unknown', `«${mode}» is no mode; there are ${loadModes.join(', ')}.`);
  return known;
}
