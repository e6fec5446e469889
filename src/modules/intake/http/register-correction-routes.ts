import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import { RejectedRow, SuggestedMend } from '#api/mending.ts';
import { mostRejectedValues } from '#modules/quality/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { markOf } from '#platform/http/request-mark.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { fileBody } from '#platform/http/openapi/media.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { mostJsonBytes } from '../corrections/correction-body.ts';
import { correctedLoad, listRejects, listSuggestions, type MendingDeps } from '../corrections/read-mending.ts';
import type { SendCorrection } from '../corrections/preview-sent.ts';
import type { Loads } from '../loads/create-loads.ts';
import { failReading } from '../reading/errors.ts';
import { authorizeSending, type AuthorizeDeps, type SeenLoad } from './authorize-load.ts';
import { keepAcknowledgement } from './keep-acknowledgement.ts';
import { readUpload } from './read-upload.ts';
import { streamBodies } from './stream-bodies.ts';
import { whoMay } from './who-may.ts';

export interface CorrectionRoutesDeps extends AuthorizeDeps {
  readonly loads: Pick<Loads, 'correct'>;
  readonly mending: MendingDeps;
  readonly seen: (request: { readonly caller: Caller }, load: string) => Promise<SeenLoad>;
}

const LoadParams = z.object({ id: z.string().max(100) });

/** Mending rows that were left out: which they are, which mends are certain, and sending them back. */
export function registerCorrectionRoutes(app: Http, deps: CorrectionRoutesDeps): void {
  const { seen, mending } = deps;
  void app.register(async (uploads: Http) => {
    streamBodies(uploads);
    uploads.post(
      '/api/v1/loads/:id/corrections',
      {
        config: { idempotency: 'streamed', mayCall: whoMay.send, openapi: { requestBody: correctionBody } },
        schema: {
          summary: 'Send mended rows of a load',
          tags: ['loads'],
          params: LoadParams,
          querystring: z.object({ name: z.string().optional() }),
          response: {
            202: z.object({ id: z.string() }),
            303: z.null(),
            ...problemResponses(400, 401, 403, 404, 409, 410, 413, 422, 429, 503, 507),
          },
        },
      },
      async (request, reply) => {
        // A form sends no key; it goes on to the page, whatever comes of it.
        const fromForm = request.keyed === undefined && request.headers.accept?.includes('text/html') === true;
        const page = `/console/loads/${encodeURIComponent(request.params.id)}/mend`;
        try {
          const { load, contract, rights } = await seen(request, request.params.id);
          const sender = await authorizeSending(deps, request.caller, load.dataset);
          const { id } = await deps.loads.correct({
            corrected: await correctedLoad(mending.store, load),
            contract,
            rights,
            sender,
            request: markOf(request),
            alongside: (transaction, row) => keepAcknowledgement(request, transaction, row.id),
            ...(await readBody(request)),
          });
          if (fromForm) return reply.code(303).header('location', `${page}?sent=${id}`).send(null);
          return reply.code(202).header('location', `/api/v1/loads/${id}`).send({ id });
        } catch (error) {
          if (!fromForm || !(error instanceof DomainError)) throw error;
          return reply.code(303).header('location', `${page}?error=${error.code}`).send(null);
        }
      },
    );
  });

  app.get(
    '/api/v1/loads/:id/rejects',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'Rejected and duplicate rows, with what was found in them',
        tags: ['loads'],
        params: LoadParams,
        querystring: z.object({
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(1000)
            .default(100)
            .describe(
              `At most so many rows. A page holds at most ${mostRejectedValues} values: of a wide table there are fewer rows on it, and the next one begins at \`offset\` plus the number of \`items\`.`,
            ),
          rule: z.string().optional(),
          field: z.string().optional(),
          open: z.stringbool().default(false).describe('Only rejected rows that nothing was taken in for yet'),
        }),
        response: {
          200: z.object({
            items: z.array(RejectedRow),
            total: z.number().int().describe('Rows under this filter, on all pages'),
            nextCursor: z.null(),
          }),
          ...problemResponses(400, 401, 404, 409, 410),
        },
      },
    },
    async (request) => {
      const { offset, limit, rule, field, open } = request.query;
      const page = {
        offset,
        limit,
        open,
        ...(rule === undefined ? {} : { rule }),
        ...(field === undefined ? {} : { field }),
      };
      const { items, total } = await listRejects(mending, await seen(request, request.params.id), page);
      return { items: [...items], total, nextCursor: null };
    },
  );

  app.get(
    '/api/v1/loads/:id/suggestions',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'Certain mends of rows that are still open, equal values together',
        tags: ['loads'],
        params: LoadParams,
        response: { 200: z.object({ items: z.array(SuggestedMend) }), ...problemResponses(401, 404, 409, 410) },
      },
    },
    async (request) => ({ items: [...(await listSuggestions(mending, await seen(request, request.params.id)))] }),
  );
}

const correctionBody = {
  content: {
    ...fileBody.content,
    'application/json': {
      schema: {
        oneOf: [
          {
            type: 'object',
            required: ['rows'],
            properties: {
              rows: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['row', 'values'],
                  properties: {
                    table: { type: ['string', 'null'] },
                    row: { type: 'integer' },
                    values: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
                  },
                },
              },
            },
          },
          {
            type: 'object',
            required: ['suggestions'],
            properties: {
              suggestions: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['rule', 'field'],
                  properties: { rule: { type: 'string' }, field: { type: 'string' }, value: { type: 'string' } },
                },
              },
            },
          },
        ],
      },
    },
  },
} as const;

type Body = Pick<SendCorrection, 'body' | 'fileName' | 'content' | 'cut' | 'mostBytes'>;

async function readBody(request: FastifyRequest): Promise<Body> {
  const type = request.headers['content-type']?.split(';')[0]?.trim();
  if (type === 'application/json' && Number(request.headers['content-length'] ?? 0) > mostJsonBytes) {
    throw failReading('too-large', `A correction as JSON has at most ${mostJsonBytes} bytes; send a file instead.`);
  }
  const upload = await readUpload(request);
  return type === 'application/json'
    ? { ...upload, fileName: 'corrections.json', body: 'json', mostBytes: mostJsonBytes }
    : { ...upload, body: 'file' };
}
