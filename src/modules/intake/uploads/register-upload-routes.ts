import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller, KnownCaller } from '#api/caller.ts';
import { demandRight } from '#modules/access/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { whoMay } from '../http/who-may.ts';
import type { Uploads } from './create-uploads.ts';
import { failUpload, type uploadErrors } from './errors.ts';

const path = '/api/v1/uploads';
const Params = z.object({ upload: z.string().max(100) });
const refusals = problemResponses(400, 401, 403, 404, 409, 410, 412, 413, 429, 503);

const header = (name: string, description: string, required = true) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});
const version = header('Tus-Resumable', 'Always 1.0.0.');
const begun = [
  version,
  header('Upload-Length', 'Bytes of the whole file.', false),
  header('Upload-Defer-Length', '1 where the length is told with the last bytes.', false),
  header('Upload-Metadata', 'Names, each with its value in Base64; `filename` names the file.', false),
];
const continued = {
  parameters: [version, header('Upload-Offset', 'Where these bytes begin.')],
  requestBody: { content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } } },
};

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

    scope.options(
      path,
      {
        config: { mayCall: whoMay.send },
        schema: { response: { 204: z.null() }, summary: 'What of tus 1.0 is spoken', tags: ['uploads'] },
      },
      async (_, reply) =>
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
        config: {
          mayCall: whoMay.send,
          openapi: { parameters: begun },
          describedBy: ['upload-length', 'upload-defer-length', 'upload-metadata'],
        },
        schema: {
          summary: 'Begin a resumable upload (tus 1.0)',
          tags: ['uploads'],
          response: { 201: z.null(), ...refusals },
        },
      },
      (request, reply) => answer(request, reply),
    );
    const one = { tags: ['uploads'], params: Params };
    const config = { mayCall: whoMay.send, openapi: { parameters: [version] } };
    scope.head(
      `${path}/:upload`,
      { config, schema: { ...one, summary: 'How far an upload is', response: { 200: z.null(), ...refusals } } },
      (request, reply) => answer(request, reply, request.params.upload),
    );
    scope.patch(
      `${path}/:upload`,
      {
        config: { ...config, openapi: continued },
        schema: { ...one, summary: 'Send the next bytes of an upload', response: { 204: z.null(), ...refusals } },
      },
      (request, reply) => answer(request, reply, request.params.upload),
    );
    scope.delete(
      `${path}/:upload`,
      { config, schema: { ...one, summary: 'Give an upload up', response: { 204: z.null(), ...refusals } } },
      (request, reply) => answer(request, reply, request.params.upload),
    );
  });
}

function demandSender(caller: Caller): KnownCaller {
  demandRight(caller, whoMay.send(caller), 'fill-dataset');
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
