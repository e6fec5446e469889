import type { Generated, Kysely } from 'kysely';
import type { AccessClass, Theme } from '#api/datasets.ts';
import type { Database } from '#platform/database/database.ts';

export interface CatalogTables {
  /** What a search needs, of the contract that stands. */
  readonly 'catalog.datasets': {
    readonly id: string;
    readonly version: string;
    readonly revision: number;
    readonly owner: string;
    readonly access: AccessClass;
    readonly theme: Theme | null;
    readonly importance: string;
    readonly synthetic: boolean;
    readonly unit_field: string | null;
    readonly title_vi: string;
    readonly title_en: string;
    readonly description_vi: string;
    readonly description_en: string;
    /** Words only, with blanks between, with their accents. */
    readonly title_words: string;
    readonly body_words: string;
    /** Generated from the words; the first without accents. */
    readonly folded: Generated<string>;
    readonly folded_words: Generated<string>;
    readonly exact_words: Generated<string>;
    readonly created_at: Date;
    readonly updated_at: Date;
  };
  readonly 'catalog.contract_versions': {
    readonly dataset: string;
    readonly version: string;
    readonly revision: number;
    /** As it was sent. */
    readonly text: string;
    /** The contract as it was read, document and all: JSON text going in, a value coming out. */
    readonly contract: unknown;
    readonly created_at: Date;
    readonly created_by: string;
  };
}

export type CatalogDatabase = Kysely<CatalogTables>;

/** The platform's database as this room sees it. */
export function catalogTables(database: Database): CatalogDatabase {
  return database;
}
