export { checkContracts, type FileCheck } from './check-contracts.ts';
export type { Contract } from './contract/contract.ts';
export { parseContract } from './contract/parse-contract.ts';
export type { ContractProblem } from './contract/problem.ts';
