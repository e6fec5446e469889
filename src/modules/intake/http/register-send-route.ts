import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { loadModes, type LoadMode } from '#api/loads.ts';
import type { Database } from '#platform/database/database.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { Http } from '#platform/http/create-http.ts';
import { markOf } from '#platform/http/request-mark.ts';
import { fileBody } from '#platform/http/openapi/media.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { failLoad } from '../loads/errors.ts';
import type { Loads, SendLoad } from '../loads/create-loads.ts';
import type { Uploads } from '../uploads/create-uploads.ts';
import { authorizeSending, type AuthorizeDeps } from './authorize-load.ts';
import { askedEncoding, encodingParameter } from './encoding-parameter.ts';
import { keepAcknowledgement } from './keep-acknowledgement.ts';
import { longFormParameter } from './long-form-parameter.ts';
import { whoMay } from './who-may.ts';
import { readDrop } from './read-drop.ts';
import { readUpload } from './read-upload.ts';
import { streamBodies } from './stream-bodies.ts';

export interface SendRouteDeps extends AuthorizeDeps {
  readonly loads: Pick<Loads, 'send'>;
  readonly uploads: Pick<Uploads, 'take'>;
  /** Files of one drop. */
  readonly mostFiles: number;
}

/** Sending a file. A plain form, sent without JavaScript, goes on to a page, whatever comes of it. */
export function registerSendRoute(app: Http, deps: SendRouteDeps): void {
  void app.register(async (uploads: Http) => {
    streamBodies(uploads);
    uploads.post(
      '/api/v1/datasets/:id/loads',
      {
        config: { idempotency: 'streamed', mayCall: whoMay.send, openapi: { requestBody: fileBody } },
        schema: {
          summary: 'Send a file to a dataset',
          tags: ['loads'],
          params: z.object({ id: z.string().max(100) }),
          querystring: z.object({
            mode: z.string().optional(),
            sheet: z.string().optional(),
            longForm: longFormParameter,
            encoding: encodingParameter,
            name: z.string().optional(),
            drop: z
              .literal('true')
              .optional()
              .describe('The form holds many files, which are one load with a report on each'),
            upload: z.string().max(100).optional().describe('A finished upload, in place of a body'),
          }),
          response: {
            202: z.object({ id: z.string() }),
            303: z.null(),
            ...problemResponses(400, 401, 403, 404, 409, 413, 422, 429, 503, 507),
          },
        },
      },
      async (request, reply) => {
        const dataset = request.params.id;
        // A form sends no key.
        const fromForm = request.keyed === undefined && request.headers.accept?.includes('text/html') === true;
        try {
          const sender = await authorizeSending(deps, request.caller, dataset);
          const { mode, sheet, longForm, encoding, upload, drop } = request.query;
          const facts = {
            dataset,
            sender,
            request: markOf(request),
            ...(mode === undefined || mode === '' ? {} : { mode: parseMode(mode) }),
            ...(sheet === undefined || sheet === '' ? {} : { sheet }),
            ...(longForm === undefined ? {} : { longForm: longForm === 'true' }),
            ...askedEncoding(encoding),
            alongside: (transaction: Database, load: { readonly id: string }) =>
              keepAcknowledgement(request, transaction, load.id),
          };
          const { id } =
            upload === undefined
              ? await deps.loads.send({
                  ...facts,
                  ...(drop === 'true' ? readDrop(request, deps) : await readUpload(request)),
                })
              : await sendUploaded(deps, request, upload, facts);
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

/** The upload is used up once the load is there, and stays where there is none. */
async function sendUploaded(
  { loads, uploads }: SendRouteDeps,
  { keyed, query }: FastifyRequest,
  upload: string,
  facts: Omit<SendLoad, 'content' | 'fileName'>,
): Promise<{ readonly id: string }> {
  keyed?.describe('');
  const finished = await uploads.take(upload, facts.sender);
  try {
    // Parsed by the route's own schema.
    const { name = finished.fileName ?? 'data' } = query as { readonly name?: string };
    const load = await loads.send({ ...facts, fileName: name, content: { file: finished.file } });
    await finished.used();
    return load;
  } finally {
    finished.giveBack();
  }
}

function parseMode(mode: string): LoadMode {
  const known = loadModes.find((one) => one === mode);
  if (known === undefined) throw failLoad('mode-unknown', `«${mode}» is no mode; there are ${loadModes.join(', ')}.`);
  return known;
}
