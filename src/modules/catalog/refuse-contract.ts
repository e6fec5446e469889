import type { DomainError } from '#platform/errors/domain-error.ts';
import type { ContractRefusal } from './contract/parse-odcs.ts';
import { presentProblem } from './contract/problem.ts';
import { failCatalog } from './errors.ts';

/** The refusal as an error for the sender, each problem with line, reason and mend. */
export function refuseContract({ kind, problems }: ContractRefusal): DomainError {
  const detail = problems.map((problem) => presentProblem(problem).en).join('\n');
  return failCatalog(kind === 'syntax' ? 'contract-unreadable' : 'contract-invalid', detail, {
    members: { errors: problems },
  });
}
