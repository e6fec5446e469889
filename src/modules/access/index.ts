export { createAccess, type Access, type AccessOptions } from './access.ts';
export { accessErrors } from './errors.ts';
export { accessMigrations } from './store/migrations.ts';
export type { DatasetFacts, FieldFacts } from './policy/dataset-facts.ts';
export { datasetPolicy, type Ability, type PolicySentence } from './policy/dataset-policy.ts';
export { decideDataset, type DatasetDecision, type Verdict } from './policy/decide-dataset.ts';
export { demandRight, demandShown } from './policy/demand.ts';
export { visibilityOf, type PrivateVisibility, type Visibility } from './policy/visibility.ts';
