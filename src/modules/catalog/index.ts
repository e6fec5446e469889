export type {
  Contract,
  Dimension,
  Field,
  FieldLimits,
  Freshness,
  LogicalType,
  PhysicalType,
  SemanticTypeName,
  Grid,
} from './contract/contract.ts';
export type { ColumnTypeName } from './contract/column-type.ts';
export { datasetFactsOf } from './contract/dataset-facts.ts';
export type { StandingRows } from './contract/judge-change.ts';
export { datasetSchemaOf } from './contract/dataset-schema.ts';
export { declaredOn, type Retention } from './contract/retention.ts';
export { promisedDays } from './contract/promised-days.ts';
export { parseContract } from './contract/parse-contract.ts';
export type { ContractObjection } from './contract/parse-contract.ts';
export { createCatalog } from './catalog.ts';
export type { Catalog } from './catalog.ts';
export type { StoredContract } from './stored-contract.ts';
export type { DatasetSearchPage } from './search/search-datasets.ts';
export { amendDraft } from './draft/amend-draft.ts';
export { explainContract } from './draft/explain-contract.ts';
export { registerDraft } from './draft/register-draft.ts';
export { semanticTypeNames } from './contract/contract.ts';
export { unknownDataset } from './errors.ts';
export { catalogMigrations } from './store/migrations.ts';
export { registerCatalogRoutes } from './http/register-catalog-routes.ts';
