import type { Catalog } from '#modules/catalog/index.ts';
import type { CodeLists, Dictionary } from '#modules/dictionary/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { ScoreStore, Scoring } from '#modules/quality/index.ts';
import type { Engine, KeyTables, KeptAnswers, SnapshotFinder } from '#modules/warehouse/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Usage } from './usage/create-usage.ts';
import type { Database } from '#platform/database/database.ts';

/** What the portal is built of. */
export interface PortalDeps {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly codeLists: CodeLists;
  readonly findElement: Dictionary['findElement'];
  readonly scores: ScoreStore;
  readonly usage: Usage;
  readonly engine: Engine;
  readonly snapshots: SnapshotFinder;
  readonly keptAnswers: KeptAnswers;
  readonly lookUp: KeyTables['lookUp'];
  /** Seals cursors of records. */
  readonly cursorKey: Uint8Array;
  /** Absolute. */
  readonly snapshotsFolder: string;
  readonly clock: Clock;
  /** Weights and bands in force on a day. */
  readonly scoringOn: (moment: Date) => Scoring;
}
