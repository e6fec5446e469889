import type { Kysely } from 'kysely';

/** The control database. A room narrows it to its own tables: `database.withTables<AccessTables>()`. */
// oxlint-disable-next-line typescript/no-explicit-any -- the platform knows no tables; every room brings its own
export type Database = Kysely<any>;

/** One forward step of a room's schema. Ids are unique and run in the order in which the composition lists them. */
export interface Migration {
  /** `<room>-<number>-<what>`, e.g. `access-001-users`. */
  readonly id: string;
  /** Runs once, in a transaction of its own together with the note that it ran. */
  readonly up: (database: Database) => Promise<void>;
}
