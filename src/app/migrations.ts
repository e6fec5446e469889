import { accessMigrations } from '#modules/access/index.ts';
import { catalogMigrations } from '#modules/catalog/index.ts';
import { intakeMigrations } from '#modules/intake/index.ts';
import { portalMigrations } from '#modules/portal/index.ts';
import { qualityMigrations } from '#modules/quality/index.ts';
import { warehouseMigrations } from '#modules/warehouse/index.ts';
import type { Migration } from '#platform/database/database.ts';

/** Every room's schema, in the order in which the rooms may use each other. */
export const migrations: readonly Migration[] = [
  ...accessMigrations,
  ...catalogMigrations,
  ...warehouseMigrations,
  ...qualityMigrations,
  ...intakeMigrations,
  ...portalMigrations,
];
