import { sql, type ColumnType, type Kysely } from 'kysely';
import { criteria, type Criterion, type CriterionScore, type RuleFindings } from '#api/quality.ts';
import type { Database, Migration } from '#platform/database/database.ts';
import { findStandingLoads, type StandingAt } from './find-standing-loads.ts';

export interface QualityTables {
  'quality.scores': ScoreTable;
}

function qualityTables(database: Database): Kysely<QualityTables> {
  // Untyped as the platform's database is, it can only come out untyped.
  return database as Kysely<QualityTables>;
}

interface ScoreTable {
  load: string;
  dataset: string;
  snapshot: string;
  /** Null: the load replaced the whole dataset; otherwise the partitions that it filled. */
  partitions: ColumnType<readonly string[] | null, string | null, never>;
  counts: ColumnType<CriterionCounts, string, never>;
  findings_by_rule: ColumnType<readonly RuleFindings[], string, never>;
  created_at: Date;
  /** Order of publication, whatever the clock said then. */
  ordinal: ColumnType<number, never, never>;
  /** The load to whose counts these are added. */
  corrects: string | null;
}

export type CriterionCounts = Readonly<Record<Criterion, CriterionScore | null>>;

export interface ScoredLoad {
  readonly load: string;
  readonly dataset: string;
  readonly snapshot: string;
  readonly partitions: readonly string[] | null;
  /** What the load counts; of a correction what it adds to the counts of the load named in `corrects`. */
  readonly counts: CriterionCounts;
  readonly findingsByRule: readonly RuleFindings[];
  readonly corrects: string | null;
  readonly createdAt: Date;
}

/** What is known of a dataset's quality as it stands: counts, so that whoever shows a share can show what it is a share of. */
export interface StandingQuality {
  readonly counts: CriterionCounts;
  readonly findingsByRule: readonly RuleFindings[];
  readonly assessedAt: Date;
}

export const qualityMigrations: readonly Migration[] = [
  {
    id: 'quality-001-scores',
    up: async (database) => {
      await database.schema.createSchema('quality').execute();
      await database.schema
        .createTable('quality.scores')
        .addColumn('load', 'uuid', (column) => column.primaryKey())
        .addColumn('dataset', 'text', (column) => column.notNull())
        .addColumn('snapshot', 'text', (column) => column.notNull())
        .addColumn('partitions', 'jsonb')
        .addColumn('counts', 'jsonb', (column) => column.notNull())
        .addColumn('findings_by_rule', 'jsonb', (column) => column.notNull())
        .addColumn('created_at', 'timestamptz', (column) => column.notNull())
        .execute();
      await database.schema
        .createIndex('scores_by_dataset')
        .on('quality.scores')
        .columns(['dataset', 'created_at'])
        .execute();
    },
  },
  {
    id: 'quality-002-corrections',
    up: async (database) => {
      await database.schema.alterTable('quality.scores').addColumn('corrects', 'uuid').execute();
    },
  },
  {
    id: 'quality-003-order',
    up: async (database) => {
      await sql`alter table quality.scores add column ordinal bigserial`.execute(database);
      await sql`
        update quality.scores as s set ordinal = o.ordinal
        from (select load, row_number() over (order by created_at, load) as ordinal from quality.scores) as o
        where o.load = s.load`.execute(database);
      await sql`drop index quality.scores_by_dataset`.execute(database);
      await sql`create index scores_by_dataset on quality.scores (dataset, ordinal)`.execute(database);
    },
  },
];

export type ScoreStore = ReturnType<typeof createScoreStore>;

/** The counts behind every published load's score. */
export function createScoreStore(deps: { readonly database: Database }) {
  const database = qualityTables(deps.database);
  return {
    /** Part of the transaction that publishes the loads' snapshot. */
    async record(transaction: Database, ...scored: readonly ScoredLoad[]): Promise<void> {
      if (scored.length === 0) return;
      await qualityTables(transaction).insertInto('quality.scores').values(scored.map(rowOf)).execute();
    },

    /**
     * The quality of what stands, or stood at a snapshot: of the load that filled the dataset, or, where many units fill
     * it, of all loads that still hold a partition nobody filled after them, added up. Loads that a return to an earlier
     * state took back do not count.
     */
    async find(dataset: string, at?: StandingAt): Promise<StandingQuality | undefined> {
      const { loads, inForce } = await findStandingLoads(deps.database, dataset, at);
      if (loads.length === 0) return undefined;
      // A correction fills nothing: it stands as long as the load that it adds to.
      const standing = await database
        .selectFrom('quality.scores')
        .select(['counts', 'findings_by_rule', 'created_at'])
        .where(inForce)
        .where(({ eb, fn, val, or }) =>
          or([eb('load', '=', fn.any(val([...loads]))), eb('corrects', '=', fn.any(val([...loads])))]),
        )
        .orderBy('ordinal', 'desc')
        .execute();
      const newest = standing[0];
      if (newest === undefined) return undefined;
      return {
        counts: addCounts(standing.map((load) => load.counts)),
        findingsByRule: addFindings(standing.flatMap((load) => load.findings_by_rule)),
        assessedAt: newest.created_at,
      };
    },
  };
}

function rowOf(scored: ScoredLoad) {
  const { dung, du, sach, song, thongNhat } = scored.counts;
  return {
    load: scored.load,
    dataset: scored.dataset,
    snapshot: scored.snapshot,
    partitions: scored.partitions === null ? null : JSON.stringify(scored.partitions),
    counts: JSON.stringify({ dung, du, sach, song, thongNhat }),
    findings_by_rule: JSON.stringify(scored.findingsByRule),
    corrects: scored.corrects,
    created_at: scored.createdAt,
  };
}

function addCounts(counts: readonly CriterionCounts[]): CriterionCounts {
  const add = (criterion: Criterion): CriterionScore | null => {
    const assessed = counts.flatMap((one) => one[criterion] ?? []);
    const passed = assessed.reduce((sum, one) => sum + one.passed, 0);
    const applicable = assessed.reduce((sum, one) => sum + one.applicable, 0);
    return applicable === 0 ? null : { passed, applicable, percent: (passed / applicable) * 100 };
  };
  // Every criterion is named, so the record is whole.
  return Object.fromEntries(criteria.map((criterion) => [criterion, add(criterion)])) as CriterionCounts;
}

function addFindings(findings: readonly RuleFindings[]): readonly RuleFindings[] {
  const sums = new Map<string, RuleFindings>();
  for (const one of findings) {
    const key = `${one.rule}|${one.severity}`;
    sums.set(key, { ...one, rows: one.rows + (sums.get(key)?.rows ?? 0) });
  }
  return [...sums.values()].filter(({ rows }) => rows > 0).toSorted((a, b) => b.rows - a.rows);
}
