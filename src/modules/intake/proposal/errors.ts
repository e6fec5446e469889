import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const proposalErrors = {
  'proposal-too-long': { kind: 'unavailable', title: 'The proposal took longer than anybody would wait for it' },
  'owner-invalid': { kind: 'invalid', title: 'The owner is not the code of an agency' },
} as const satisfies ErrorTable;

export const failProposal = errorsOf(proposalErrors);
