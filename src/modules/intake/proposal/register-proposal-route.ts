import { z } from 'zod';
import type { Caller, KnownCaller } from '#api/caller.ts';
import { ContractProposal, ContractProposals } from '#api/proposals.ts';
import { canSomewhere, decideDataset, demandRight } from '#modules/access/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import { fileBody } from '#platform/http/openapi/media.ts';
import { problemResponses } from '#platform/http/problem.ts';
import { askedEncoding, encodingParameter } from '../http/encoding-parameter.ts';
import { longFormParameter } from '../http/long-form-parameter.ts';
import { readUpload } from '../http/read-upload.ts';
import { streamBodies } from '../http/stream-bodies.ts';
import { failProposal } from './errors.ts';
import type { ProposeSent } from './propose-sent.ts';

/** The province itself, where neither the request nor the caller's own agency says whose the data are. */
const ownerUnlessSaid = 'H15';

/** A contract proposed for a file, for whoever may put contracts. */
export function registerProposalRoute(app: Http, { propose }: { readonly propose: ProposeSent }): void {
  void app.register(async (scope: Http) => {
    streamBodies(scope);
    scope.post(
      '/api/v1/proposals',
      {
        // It changes nothing and keeps nothing: asked again, it is done again.
        config: {
          idempotency: 'repeatable',
          mayCall: (caller: Caller) => canSomewhere(caller, 'write-contract'),
          openapi: { requestBody: fileBody },
        },
        schema: {
          summary: 'Propose a contract for a file',
          tags: ['datasets'],
          querystring: z.object({
            name: z.string().max(1000).optional(),
            sheet: z.string().max(1000).optional().describe('A sheet, or a member of an archive'),
            all: z
              .enum(['true', 'false'])
              .optional()
              .describe('true: a contract for each table with rows, with the references between them'),
            longForm: longFormParameter,
            encoding: encodingParameter,
            owner: z.string().max(100).optional().describe('Code of the agency that will own the dataset'),
          }),
          response: {
            200: z.union([ContractProposal, ContractProposals]),
            ...problemResponses(400, 401, 403, 413, 422, 503),
          },
        },
      },
      async (request, reply) => {
        const caller = demandWriter(request.caller);
        const { sheet, all, longForm, encoding, owner } = request.query;
        const gone = new AbortController();
        // Of the answer, not of the request: that one closes as soon as its body has been read.
        reply.raw.once('close', () => gone.abort());
        const proposals = await propose({
          ...(await readUpload(request)),
          ...(sheet === undefined || sheet === '' ? {} : { sheet }),
          ...(longForm === undefined ? {} : { longForm: longForm === 'true' }),
          ...askedEncoding(encoding),
          all: all === 'true',
          owner: ownerOf(owner, caller),
          signal: gone.signal,
        });
        if (all === 'true') return { proposals: [...proposals] };
        const [proposal] = proposals;
        if (proposal === undefined) throw new Error('A proposal without a table');
        return proposal;
      },
    );
  });
}

function ownerOf(asked: string | undefined, caller: KnownCaller): string {
  if (asked === undefined || asked === '') return caller.agency ?? ownerUnlessSaid;
  if (/^[A-Z0-9]+(?:\.[A-Z0-9]+)*$/.test(asked)) return asked;
  throw failProposal('owner-invalid', `«${asked}» is no agency's code, e.g. H15.05.`);
}

function demandWriter(caller: Caller): KnownCaller {
  const owner = caller.kind === 'anonymous' ? '' : (caller.agency ?? '');
  const facts = { id: '', owner, access: 'open', unitField: null, fields: [], synthetic: false } as const;
  demandRight(caller, decideDataset(caller, facts).putContract, 'write-contract');
  if (caller.kind === 'anonymous') throw new Error('Nobody has rights without signing in');
  return caller;
}
