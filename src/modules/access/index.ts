export { createAccess, type Access } from './access.ts';
export { accessErrors } from './errors.ts';
export { accessMigrations } from './store/migrations.ts';
export type { DatasetFacts } from './policy/dataset-facts.ts';
export { decideDataset, type DatasetDecision } from './policy/decide-dataset.ts';
export { demandRight, demandShown } from './policy/demand.ts';
export { visibilityOf, type Visibility } from './policy/visibility.ts';
export { registerAccessRoutes } from './routes.ts';
export { writeDemonstrationCredentials } from './demonstration-credentials.ts';
