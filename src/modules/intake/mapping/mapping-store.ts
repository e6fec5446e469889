import { sql } from 'kysely';
import type { KnownCaller } from '#api/caller.ts';
import { FormMapping, type MappingView } from '#api/mappings.ts';
import { vietnamTime, type Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { KnownMapping } from '../worker/mapping/choose-mapping.ts';

/** A version of a mapping as it is kept. */
export interface MappingVersion {
  readonly id: number;
  readonly view: MappingView;
}

export interface NewVersion {
  readonly dataset: string;
  readonly fingerprint: string;
  readonly mapping: FormMapping;
  readonly note: string | null;
  readonly load: string | null;
  readonly by: KnownCaller;
  /** Only the load that it was made for is read by it. */
  readonly proposed: boolean;
}

export interface MappingStoreDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type MappingStore = ReturnType<typeof createMappingStore>;

interface Row {
  readonly id: number;
  readonly dataset: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly proposed: boolean;
  readonly document: unknown;
  readonly note: string | null;
  readonly load: string | null;
  readonly saved_by: KnownCaller;
  readonly saved_at: Date;
  readonly current: boolean;
}

/** More forms than any dataset has; of those a load is held against the ones saved last. */
const mostForms = 300;

const columns = sql`m.id, m.dataset, m.fingerprint, m.version, m.proposed, m.document, m.note, m.load, m.saved_by, m.saved_at,
  not m.proposed and m.version = (
    select max(version) from intake.form_mappings as o
    where o.dataset = m.dataset and o.fingerprint = m.fingerprint and not o.proposed
  ) as current`;

/** Versions of `intake.form_mappings`: they are added to, never changed. */
export function createMappingStore({ database, clock }: MappingStoreDeps) {
  return {
    /** Of every form the version that stands, or, where nobody has saved one, the newest proposal; newest first. */
    async list(dataset: string, page: { readonly offset: number; readonly limit: number }) {
      const { rows } = await sql<Row & { readonly total: number }>`
        select ${columns}, count(*) over ()::int as total
        from (
          select distinct on (fingerprint) *
          from intake.form_mappings where dataset = ${dataset}
          order by fingerprint, proposed, version desc
        ) as m
        order by m.saved_at desc, m.id desc
        limit ${page.limit} offset ${page.offset}`.execute(database);
      return { items: rows.map(present), total: rows[0]?.total ?? 0 };
    },

    /** Without a version the one that stands. */
    async find(dataset: string, fingerprint: string, version?: number): Promise<MappingVersion | undefined> {
      const wanted = version === undefined ? sql`not m.proposed` : sql`m.version = ${version}`;
      const { rows } = await sql<Row>`
        select ${columns} from intake.form_mappings as m
        where m.dataset = ${dataset} and m.fingerprint = ${fingerprint} and ${wanted}
        order by m.version desc limit 1`.execute(database);
      return rows[0] && present(rows[0]);
    },

    async listVersions(
      dataset: string,
      fingerprint: string,
      page: { readonly offset: number; readonly limit: number },
    ) {
      const { rows } = await sql<Row & { readonly total: number }>`
        select ${columns}, count(*) over ()::int as total from intake.form_mappings as m
        where m.dataset = ${dataset} and m.fingerprint = ${fingerprint}
        order by m.version desc
        limit ${page.limit} offset ${page.offset}`.execute(database);
      return { items: rows.map(present), total: rows[0]?.total ?? 0 };
    },

    /** What a load of the dataset is read by: the mapping given for it before the others. */
    async listKnown(dataset: string, given: number | null): Promise<readonly KnownMapping[]> {
      const { rows } = await sql<Row>`
        select ${columns} from (
          select * from intake.form_mappings where id = ${given}
          union all
          (select * from (
            select distinct on (fingerprint) * from intake.form_mappings
            where dataset = ${dataset} and not proposed
            order by fingerprint, version desc
          ) as newest order by id desc limit ${mostForms})
        ) as m
        order by m.id = ${given ?? 0} desc, m.id desc`.execute(database);
      return rows.map((row) => {
        const { columns: mapped, constants, table, longForm, fingerprint, version } = present(row).view;
        return { columns: mapped, constants, table, longForm, fingerprint, version };
      });
    },

    /** `judge` sees the version that stands while nobody else can add one, and may throw. */
    async add(
      version: NewVersion,
      judge: (standing: MappingView | undefined) => void = () => undefined,
    ): Promise<MappingVersion> {
      const { dataset, fingerprint } = version;
      return database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`mapping:${dataset}`}, 0))`.execute(transaction);
        const own = createMappingStore({ database: transaction, clock });
        judge((await own.find(dataset, fingerprint))?.view);
        const { rows } = await sql<{ readonly id: number; readonly version: number }>`
          insert into intake.form_mappings
            (dataset, fingerprint, version, proposed, document, note, load, saved_by, saved_at)
          select ${dataset}, ${fingerprint}, coalesce(max(version), 0) + 1, ${version.proposed},
            ${JSON.stringify(version.mapping)}::jsonb, ${version.note}, ${version.load}::uuid,
            ${JSON.stringify(version.by)}::jsonb, ${clock()}::timestamptz
          from intake.form_mappings where dataset = ${dataset} and fingerprint = ${fingerprint}
          returning id, version`.execute(transaction);
        const added = await own.find(dataset, fingerprint, rows[0]?.version);
        if (added === undefined) throw new Error(`The mapping ${fingerprint} is not there`);
        return added;
      });
    },
  };
}

function present(row: Row): MappingVersion {
  const { id, dataset, fingerprint, version, proposed, current, note, load } = row;
  return {
    id,
    view: {
      ...FormMapping.parse(row.document),
      dataset,
      fingerprint,
      version,
      current,
      proposed,
      note,
      savedBy: row.saved_by.name,
      savedAt: vietnamTime(row.saved_at),
      load,
    },
  };
}
