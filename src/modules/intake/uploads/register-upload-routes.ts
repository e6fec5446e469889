import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller, KnownCaller } from '#api/caller.ts';
import { canSomewhere, demandRight } from '#modules/access/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { Uploads } from './create-uploads.ts';
import { failUpload, type uploadErrors } from './errors.ts';

const path = '/api/v1/uploads';
const Params = z.object({ upload: z.string().max(100) });
const refusals = problemResponses(400, 401, 403, 404, 409, 410, 412, 413, 429, 503);

/** Resumable uploads: tus 1.0 with creation (also with upload, and of a length told later), expiration, termination. */
export function registerUploadRoutes(app: Http, { uploads }: { readonly uploads: Uploads }): void {
  void app.register(async (scope: Http) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    const answer = async (request: FastifyRequest, reply: FastifyReply, upload?: string): Promise<null> => {
      void reply.header('tus-resumable', '1.0.0');
      const caller = demandSender(request.caller);
      const hasBody = request.body !== undefined && request.body !== null;
      const exchange = { request: request.raw, response: reply.raw, hasBody, upload };
      const answered = await uploads.answer(exchange, caller);
      if (answered.status >= 400) throw await asProblem(answered);
      for (const [name, value] of answered.headers) {
        if (!name.startsWith('access-control-')) void reply.header(name, value);
      }
      void reply.code(answered.status);
      return null;
    };

    scope.options(path, { schema: { summary: 'What of tus 1.0 is spoken', tags: ['uploads'] } }, async (_, reply) =>
      reply
        .code(204)
        .headers({
          'tus-resumable': '1.0.0',
          'tus-version': '1.0.0',
          'tus-extension': 'creation,creation-with-upload,creation-defer-length,expiration,termination',
          'tus-max-size': uploads.mostBytes,
        })
        .send(null),
    );
    scope.post(
      path,
      {
        config: { describedBy: ['upload-length', 'upload-defer-length', 'upload-metadata'] },
        schema: {
          summary: 'Begin a resumable upload (tus 1.0)',
          tags: ['uploads'],
          response: { 201: z.null(), ...refusals },
        },
      },
      (request, reply) => answer(request, reply),
    );
    const one = { tags: ['uploads'], params: Params };
    scope.head(
      `${path}/:upload`,
      { schema: { ...one, summary: 'How far an upload is', response: { 200: z.null(), ...refusals } } },
      (request, reply) => answer(request, reply, request.params.upload),
    );
    scope.patch(
      `${path}/:upload`,
      { schema: { ...one, summary: 'Send the next bytes of an upload', response: { 204: z.null(), ...refusals } } },
      (request, reply) => answer(request, reply, request.params.upload),
    );
    scope.delete(
      `${path}/:upload`,
      { schema: { ...one, summary: 'Give an upload up', response: { 204: z.null(), ...refusals } } },
      (request, reply) => answer(request, reply, request.params.upload),
    );
  });
}

function demandSender(caller: Caller): KnownCaller {
  demandRight(caller, canSomewhere(caller, 'fill', 'fill-own-unit'), 'fill-dataset');
  if (caller.kind === 'anonymous') throw new Error('Nobody has rights without signing in');
  return caller;
}

const codes: Readonly<Record<number, keyof typeof uploadErrors>> = {
  404: 'upload-unknown',
  409: 'upload-offset-wrong',
  410: 'upload-expired',
  412: 'upload-version-unknown',
  413: 'upload-too-large',
  500: 'upload-unwritten',
};

/** The protocol's own refusals are plain text. */
async function asProblem(answered: Response): Promise<Error> {
  return failUpload(codes[answered.status] ?? 'upload-request-invalid', (await answered.text()).trim());
}
