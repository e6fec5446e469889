import type { IncomingHttpHeaders } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Caller, KnownCaller } from '#api/caller.ts';
import { Localized } from '#api/localized.ts';
import { canSomewhere, decideDataset, demandRight, demandShown } from '#modules/access/index.ts';
import type { Database } from '#platform/database/database.ts';
import type { Http } from '#platform/http/create-http.ts';
import { namesTag } from '#platform/http/entity-tag.ts';
import { problemResponses } from '#platform/http/problem.ts';
import type { Catalog } from '../catalog.ts';
import type { Contract } from '../contract/contract.ts';
import { datasetFactsOf } from '../contract/dataset-facts.ts';
import { decodeContract } from '../contract/decode-text.ts';
import type { StandingRows } from '../contract/judge-change.ts';
import { failCatalog, unknownDataset } from '../errors.ts';
import { refuseContract } from '../refuse-contract.ts';
import type { ContractMark } from '../stored-contract.ts';
import { registerContractVersions } from './register-contract-versions.ts';
import { contractMediaTypes, contractTag, formatAsked, presentContract } from './present-contract.ts';

const DatasetParams = z.object({ id: z.string().max(200) });

const ContractNote = z.object({
  line: z.number().int(),
  column: z.number().int(),
  path: z.string(),
  code: z.string(),
  reason: Localized,
  mend: Localized,
});

const ContractReceipt = z
  .object({
    id: z.string(),
    version: z.string(),
    revision: z.number().int(),
    status: z.enum(['created', 'updated', 'unchanged']),
    warnings: z.array(ContractNote),
  })
  .meta({ id: 'ContractReceipt' });

const header = (name: string, description: string) => ({ name, in: 'header', description, schema: { type: 'string' } });
const preconditions = [
  header('If-Match', 'Tag of the contract that is to be replaced, or `*`: there must be one.'),
  header('If-None-Match', '`*`: there must be none yet.'),
];

export interface CatalogRoutesDeps {
  readonly catalog: Catalog;
  /** Of the dataset's current snapshot; asked in a transaction, no other becomes current until that ends. */
  readonly findStandingRows: (dataset: string, transaction?: Database) => Promise<StandingRows | undefined>;
}

const contractBody = {
  required: true,
  content: {
    'application/yaml': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'object', additionalProperties: true } },
  },
};

/** A dataset's contract: read by whoever sees the dataset, put by the owning agency and the administrator. */
export function registerCatalogRoutes(app: Http, { catalog, findStandingRows }: CatalogRoutesDeps): void {
  app.get(
    '/api/v1/datasets/:id/contract',
    {
      schema: {
        summary: "A dataset's contract, as JSON or as YAML",
        tags: ['datasets'],
        params: DatasetParams,
        response: {
          200: {
            description: 'A document of the Open Data Contract Standard',
            content: {
              'application/json': { schema: z.looseObject({}) },
              'application/yaml': { schema: z.string() },
            },
          },
          304: z.null().describe('The copy with that ETag is still right'),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const contract = await catalog.findContract(id);
      if (contract === undefined) throw unknownDataset(id);
      demandShown(decideDataset(request.caller, datasetFactsOf(contract)).page, () => unknownDataset(id));
      const format = formatAsked(request.headers.accept);
      const tag = contractTag(contract, format);
      void reply.headers({ etag: tag, vary: 'accept', 'cache-control': 'private, no-cache' });
      if (namesTag(request.headers['if-none-match'] ?? '', tag)) return reply.code(304).send(null);
      const text = presentContract(contract, await catalog.getContractText(contract), format);
      return reply.type(contractMediaTypes[format]).send(text);
    },
  );

  registerContractVersions(app, catalog);

  // Of its own, so that a contract arrives as it was written: with lines, and its numbers as they stand.
  app.register(async (scope: Http) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.put(
      '/api/v1/datasets/:id/contract',
      {
        config: {
          mayCall: (caller) => canSomewhere(caller, 'write-contract'),
          openapi: { requestBody: contractBody, parameters: preconditions },
        },
        schema: {
          summary: 'Register a dataset, or change it, by its contract as JSON or YAML',
          tags: ['datasets'],
          params: DatasetParams,
          response: { 200: ContractReceipt, 201: ContractReceipt, ...problemResponses(400, 401, 403, 412, 413, 422) },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const caller = demandWriter(request.caller);
        const standing = await catalog.findContract(id);
        if (standing !== undefined) demandPut(caller, standing);
        const text = readBody(request.body);
        const rows = await findStandingRows(id);
        const read = catalog.readContract(id, text, rows);
        const { contract } = read;
        let { warnings } = read;
        demandPut(caller, contract);
        const { status, contract: put } = await catalog.putContract(
          contract,
          text,
          caller.name,
          async (replaced, transaction) => {
            demandPrecondition(request.headers, replaced);
            // A load may have been published since the text was judged by the rows that stood then.
            const now = await findStandingRows(id, transaction);
            if (!isDeepStrictEqual(now, rows)) ({ warnings } = catalog.readContract(id, text, now));
          },
        );
        void reply.headers({ location: `/api/v1/datasets/${id}/contract`, etag: contractTag(put, 'json') });
        const { version, revision } = put;
        return reply
          .code(status === 'created' ? 201 : 200)
          .send({ id, version, revision, status, warnings: [...warnings] });
      },
    );
  });
}

/** Whoever could not put a contract of his own agency is told so before anything is read. */
function demandWriter(caller: Caller): KnownCaller {
  const own = caller.kind === 'anonymous' ? null : caller.agency;
  const facts = { id: '', owner: own ?? '', access: 'open', unitField: null, fields: [], synthetic: false } as const;
  demandRight(caller, decideDataset(caller, facts).putContract, 'write-contract');
  if (caller.kind === 'anonymous') throw new Error('nobody has rights without signing in');
  return caller;
}

function demandPut(caller: Caller, contract: Contract): void {
  demandRight(caller, decideDataset(caller, datasetFactsOf(contract)).putContract, 'write-contract');
}

/** RFC 9110 §13.1: a contract's tags, as JSON and as YAML, both name it. */
function demandPrecondition(headers: IncomingHttpHeaders, standing: ContractMark | undefined): void {
  const tags = standing === undefined ? [] : [contractTag(standing, 'json'), contractTag(standing, 'yaml')];
  const named = (list: string) => standing !== undefined && namesTag(list, ...tags);
  const { 'if-match': wanted, 'if-none-match': unwanted } = headers;
  if ((wanted === undefined || named(wanted)) && (unwanted === undefined || !named(unwanted))) return;
  const found = standing === undefined ? 'none' : `version ${standing.version}, revision ${standing.revision}`;
  throw failCatalog('contract-changed', `Read the contract again and change that one; there stands ${found}.`);
}

function readBody(body: unknown): string {
  const decoded = decodeContract(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  if (!decoded.ok) throw refuseContract(decoded);
  return decoded.text;
}
