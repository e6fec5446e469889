import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Caller } from '#api/caller.ts';
import { FormLook, FormMapping, MappingView } from '#api/mappings.ts';
import { canSomewhere } from '#modules/access/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { namesTag } from '#platform/http/entity-tag.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { whoMay } from '../http/who-may.ts';
import { failMapping } from './errors.ts';
import {
  getMapping,
  listMappings,
  listMappingVersions,
  lookAtForm,
  putMapping,
  applyMapping,
  type MappingsDeps,
} from './mappings.ts';

const DatasetParams = z.object({ id: z.string().max(200) });
const MappingParams = DatasetParams.extend({
  fingerprint: z.string().max(64).describe('Fingerprint of a form, as lists name it'),
});
const PageQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
const Note = z.object({ note: z.string().max(2000).optional() });
const SentMapping = FormMapping.extend(Note.shape);
const MappingList = z.object({ items: z.array(MappingView), total: z.number().int(), nextCursor: z.null() });
const Used = z.object({ mapping: MappingView, readAgain: z.boolean() });

const header = (name: string, description: string) => ({ name, in: 'header', description, schema: { type: 'string' } });
const preconditions = [
  header('If-Match', 'Tag of the version that is to be followed, or `*`: there must be one.'),
  header('If-None-Match', '`*`: there must be none yet.'),
];
const maySave = (caller: Caller) => canSomewhere(caller, 'write-contract');

/** How forms are read: by dataset and fingerprint, and for one load. */
export function registerMappingRoutes(app: Http, deps: MappingsDeps): void {
  app.get(
    '/api/v1/datasets/:id/mappings',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'The forms whose columns a dataset knows, each by the version that stands',
        tags: ['mappings'],
        params: DatasetParams,
        querystring: PageQuery,
        response: { 200: MappingList, ...problemResponses(400, 401, 403, 404) },
      },
    },
    async ({ caller, params, query }) => {
      const { items, total } = await listMappings(deps, caller, params.id, query);
      return { items: [...items], total, nextCursor: null };
    },
  );

  app.put(
    '/api/v1/datasets/:id/mappings',
    {
      config: { mayCall: maySave, openapi: { parameters: preconditions } },
      schema: {
        summary: 'Say how a form is read; its fingerprint follows from the headings',
        tags: ['mappings'],
        params: DatasetParams,
        body: SentMapping,
        response: { 200: MappingView, 201: MappingView, ...problemResponses(400, 401, 403, 404, 412, 422) },
      },
    },
    async (request, reply) => {
      const { view, created } = await putMapping(deps, request.caller, request.params.id, sentMapping(request));
      return sendMapping(reply, view, created);
    },
  );

  app.get(
    '/api/v1/datasets/:id/mappings/:fingerprint',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'How a form is read, as it stands or in an earlier version',
        tags: ['mappings'],
        params: MappingParams,
        querystring: z.object({
          version: z.coerce
            .number()
            .int()
            .min(1)
            .optional()
            .describe('An earlier version; without it, the one that stands'),
        }),
        response: { 200: MappingView, ...problemResponses(400, 401, 403, 404) },
      },
    },
    async ({ caller, params, query }, reply) => {
      const { id: dataset, fingerprint } = params;
      return sendMapping(reply, await getMapping(deps, caller, { dataset, fingerprint, ...query }), false);
    },
  );

  app.put(
    '/api/v1/datasets/:id/mappings/:fingerprint',
    {
      config: { mayCall: maySave, openapi: { parameters: preconditions } },
      schema: {
        summary: 'The same for a form whose fingerprint is known; to bring an earlier version back, put it again',
        tags: ['mappings'],
        params: MappingParams,
        body: SentMapping,
        response: { 200: MappingView, 201: MappingView, ...problemResponses(400, 401, 403, 404, 412, 422) },
      },
    },
    async (request, reply) => {
      const { id, fingerprint } = request.params;
      const put = { ...sentMapping(request), fingerprint };
      const { view, created } = await putMapping(deps, request.caller, id, put);
      return sendMapping(reply, view, created);
    },
  );

  app.get(
    '/api/v1/datasets/:id/mappings/:fingerprint/versions',
    {
      config: { mayCall: whoMay.follow },
      schema: {
        summary: 'All versions of how a form is read, proposals among them, newest first',
        tags: ['mappings'],
        params: MappingParams,
        querystring: PageQuery,
        response: { 200: MappingList, ...problemResponses(400, 401, 403, 404) },
      },
    },
    async ({ caller, params, query }) => {
      const { id: dataset, fingerprint } = params;
      const { items, total } = await listMappingVersions(deps, caller, { dataset, fingerprint, ...query });
      return { items: [...items], total, nextCursor: null };
    },
  );

  app.get(
    '/api/v1/loads/:id/form',
    {
      config: { mayCall: whoMay.send },
      schema: {
        summary: "How a table of a load's file looks, and what its columns are taken for",
        tags: ['mappings'],
        params: z.object({ id: z.string().max(100) }),
        querystring: z.object({
          table: z.coerce
            .number()
            .int()
            .min(0)
            .max(100_000)
            .optional()
            .describe('Which of the tables that the file holds, from 0; without it, the one that fits best'),
          longForm: z
            .enum(['true', 'false'])
            .optional()
            .describe('Crosstabs as long tables, or as they stand; without it, as the load is read'),
        }),
        response: { 200: FormLook, ...problemResponses(400, 401, 403, 404, 409, 413, 422, 503) },
      },
    },
    async ({ caller, params, query: { table, longForm } }) =>
      lookAtForm(deps, caller, {
        load: params.id,
        table,
        ...(longForm === undefined ? {} : { longForm: longForm === 'true' }),
      }),
  );

  app.put(
    '/api/v1/loads/:id/mapping',
    {
      config: { mayCall: whoMay.send },
      schema: {
        summary: "Read a failed or held load's file again by a mapping, which is saved or, by officers, proposed",
        tags: ['mappings'],
        params: z.object({ id: z.string().max(100) }),
        body: SentMapping,
        response: { 202: Used, ...problemResponses(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { note = null, ...mapping } = request.body;
      const { view, readAgain } = await applyMapping(deps, request.caller, request.params.id, { mapping, note });
      return reply.code(202).send({ mapping: view, readAgain });
    },
  );
}

function sentMapping(request: { readonly body: z.infer<typeof SentMapping>; readonly headers: IncomingHttpHeaders }) {
  const { note, ...mapping } = request.body;
  return { mapping, note: note ?? null, demandStanding: preconditionOf(request.headers) };
}

function sendMapping(reply: FastifyReply, view: MappingView, created: boolean): MappingView {
  void reply.code(created ? 201 : 200).headers({ etag: tagOf(view), 'cache-control': 'private, no-cache' });
  return view;
}

function tagOf({ version }: MappingView): string {
  return `"v${version}"`;
}

function preconditionOf(headers: IncomingHttpHeaders) {
  const { 'if-match': wanted, 'if-none-match': unwanted } = headers;
  return (standing: MappingView | undefined): void => {
    const named = (list: string) => standing !== undefined && namesTag(list, tagOf(standing));
    if ((wanted === undefined || named(wanted)) && (unwanted === undefined || !named(unwanted))) return;
    const found = standing === undefined ? 'none' : `version ${standing.version}`;
    throw failMapping('mapping-changed', `Read the mapping again and change that one; there stands ${found}.`);
  };
}
