import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { datasetSchemaOf } from '#modules/catalog/index.ts';
import type { Exporter } from '#modules/warehouse/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { cutWhenRefused } from '#platform/http/cut-when-refused.ts';
import { namesTag } from '#platform/http/entity-tag.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { coordinatesOf } from '../coordinates.ts';
import { failPortal } from '../errors.ts';
import { getReadableDataset, getShownDataset } from '../get-shown-dataset.ts';
import type { PortalDeps } from '../portal-deps.ts';
import { downloadDescription } from './record-descriptions.ts';
import { readByteRange } from './read-byte-range.ts';
import { sendBytes } from './send-bytes.ts';

/** Whole snapshots as files: made once, sent while they are made, and then as they lie, whole or in part. */
export function registerDownloadRoutes(app: Http, deps: PortalDeps & { readonly exporter: Exporter }): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/api/v1/datasets/:id/download.:format',
    config: { openapi: downloadDescription },
    schema: {
      summary: 'A snapshot as a file',
      tags: ['records'],
      params: z.object({ id: z.string().max(100), format: z.string().max(20) }),
      querystring: z.object({ asOf: z.string().max(100).optional(), header: z.enum(['names', 'labels']).optional() }),
      response: {
        200: z.unknown(),
        206: z.unknown(),
        304: z.null(),
        ...problemResponses(400, 401, 403, 404, 410, 416, 503),
      },
    },
    handler: async (request, reply) => {
      const { id, format } = request.params;
      const { asOf, header } = request.query;
      const { contract, decision } = await getReadableDataset(deps, request.caller, id);
      const snapshot = asOf === undefined ? await deps.snapshots.current(id) : await deps.snapshots.get(id, asOf);
      const location = coordinatesOf(contract);
      const download = {
        dataset: id,
        format,
        schema: datasetSchemaOf(contract),
        rights: decision.rights,
        snapshot,
        ...(header === undefined ? {} : { header }),
        ...(location === undefined ? {} : { location }),
      };
      const gone = whenGone(reply.raw);
      cutWhenRefused(reply, async () => {
        const now = await getShownDataset(deps, await request.identifyAgain(), id);
        return now.decision.rows === 'shown' && isDeepStrictEqual(now.decision.rights, decision.rights);
      });
      const file = await deps.exporter[mayGrow(request) ? 'begin' : 'export'](download, gone).catch(
        (error: unknown) => {
          if (gone.aborted) return undefined;
          throw error;
        },
      );
      // Nobody is there to be answered.
      if (file === undefined) return reply.hijack();
      void reply.headers({
        'content-type': file.contentType,
        'content-disposition': `attachment; filename="${file.fileName}"`,
        'accept-ranges': 'bytes',
        'cache-control': 'private, no-cache',
        vary: 'authorization, cookie',
        etag: file.etag,
      });
      if ('whole' in file) return sendBytes(reply, file.file, { start: 0, end: file.whole });
      if (namesTag(request.headers['if-none-match'] ?? '', file.etag)) return reply.code(304).send(null);
      const wanted = request.headers['if-range'] ?? file.etag;
      // RFC 9110 §14.2: a range is for GET only.
      const asked = request.method === 'GET' ? request.headers.range : undefined;
      const range = wanted === file.etag ? readByteRange(asked, file.bytes) : undefined;
      if (range === 'unsatisfiable') {
        void reply.header('content-range', `bytes */${file.bytes}`);
        throw failPortal('byte-range-unsatisfiable', `The file has ${file.bytes} bytes.`);
      }
      const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
      void reply.header('content-length', end - start + 1);
      if (range !== undefined) void reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
      if (request.method === 'HEAD' || file.bytes === 0) return reply.send('');
      return sendBytes(reply, await open(file.path), { start, end: end + 1 });
    },
  });
}

/**
 * Whether the answer may begin before its size is known. Not to HTTP/1.0, in which what was cut off looks whole, nor where
 * a part is asked for.
 */
function mayGrow({ method, headers, raw }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    raw.httpVersion !== '1.0' &&
    headers.range === undefined &&
    headers['if-none-match'] === undefined
  );
}

/** Aborted when the connection closes before the answer is sent. */
function whenGone(answer: ServerResponse): AbortSignal {
  const gone = new AbortController();
  answer.once('close', () => {
    if (!answer.writableFinished) gone.abort(new Error('Whoever asked is gone'));
  });
  return gone.signal;
}
