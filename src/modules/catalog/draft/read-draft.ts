import { readDataset, type ContractResult, type ParseContractOptions } from '../contract/parse-contract.ts';
import { readOdcs } from '../contract/parse-odcs.ts';
import type { ContractDraft } from './contract-draft.ts';
import { contentOf } from './write-draft.ts';

/**
 * The contract that a draft is, without the detour over its text: to parse six hundred fields takes longer than to read
 * them. Problems have no place.
 */
export function readDraft(draft: ContractDraft, options: ParseContractOptions): ContractResult {
  return readDataset(
    readOdcs(contentOf(draft), () => ({ line: 1, column: 1 })),
    options,
  );
}
