import type { Language } from '#api/localized.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { Catalog } from '../catalog.ts';
import type { ContractProblem } from '../contract/problem.ts';

/** What is wrong with a contract that is not put yet, a sentence each; empty where it could be put. */
export function explainContract(catalog: Catalog, id: string, text: string, language: Language): readonly string[] {
  try {
    catalog.readContract(id, text);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The refusal of a contract carries its problems; see refuse-contract.ts.
    const problems = (error.members['errors'] ?? []) as readonly ContractProblem[];
    return problems.map(({ reason, mend }) => `${reason[language]} ${mend[language]}`);
  }
}
