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
export { promisedDays } from './contract/promised-days.ts';
export { parseContract } from './contract/parse-contract.ts';
export type { ContractObjection, ContractResult, ParseContractOptions } from './contract/parse-contract.ts';
export { parseOdcs } from './contract/parse-odcs.ts';
export type { ContractRefusal, OdcsResult } from './contract/parse-odcs.ts';
export { re2PatternOf, translatePattern } from './contract/pattern.ts';
export { presentProblem } from './contract/problem.ts';
export type { ContractProblem } from './contract/problem.ts';
export { odcsVersion } from './contract/odcs/document.ts';
export { createCatalog } from './catalog.ts';
export type { Catalog, CatalogDeps, PutContractResult, ReadContract } from './catalog.ts';
export type { ContractVersion, StoredContract } from './stored-contract.ts';
export { datasetSorts } from './search/search-datasets.ts';
export type {
  DatasetQuery,
  DatasetSearchPage,
  DatasetSort,
  DatasetSummary,
  FacetCount,
} from './search/search-datasets.ts';
export { catalogErrors, unknownDataset } from './errors.ts';
export { catalogMigrations } from './store/migrations.ts';
export { registerCatalogRoutes } from './http/register-catalog-routes.ts';
export { checkContracts } from './check-contracts.ts';
export type { ContractCheck, FileCheck } from './check-contracts.ts';
