export { checkContracts, type FileCheck } from './check-contracts.ts';
export type { Contract } from './contract/contract.ts';
export { parseContract } from './contract/parse-contract.ts';
export type { ContractProblem } from './contract/problem.ts';
export type { Field, LogicalType, SemanticTypeName } from './contract/contract.ts';
export type { ContractDraft, DraftField } from './draft/contract-draft.ts';
export { maxFields } from './contract/read-contract.ts';
export { nameFields } from './draft/name-fields.ts';
export { writeDraft } from './draft/write-draft.ts';
