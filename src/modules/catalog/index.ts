export type {
  CelRule,
  CodeListBinding,
  Contract,
  DataClass,
  Dimension,
  Enumeration,
  Field,
  FieldLimits,
  Freshness,
  LogicalType,
  PhysicalType,
  SemanticTypeName,
} from './contract/contract.ts';
export { semanticTypeNames } from './contract/contract.ts';
export { columnTypeOf } from './contract/column-type.ts';
export type { ColumnTypeName } from './contract/column-type.ts';
export { datasetFactsOf } from './contract/dataset-facts.ts';
export { datasetSchemaOf } from './contract/dataset-schema.ts';
export { foldText, normalizeHeading } from './contract/fold-text.ts';
export { parseContract } from './contract/parse-contract.ts';
export type { ContractObjection, ContractResult, ParseContractOptions } from './contract/parse-contract.ts';
export { parseOdcs } from './contract/parse-odcs.ts';
export type { ContractRefusal, OdcsResult } from './contract/parse-odcs.ts';
export { re2PatternOf, translatePattern } from './contract/pattern.ts';
export { presentProblem } from './contract/problem.ts';
export type { ContractProblem } from './contract/problem.ts';
export { odcsVersion } from './contract/odcs/document.ts';
