import { sql } from 'kysely';
import type { KnownCaller } from '#api/caller.ts';
import type { QuotaChange, QuotaView } from '#api/quotas.ts';
import { vietnamTime, type Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { failLoad } from '../loads/errors.ts';
import { isDue } from '../queue/due-loads.ts';

export interface AgencyQuotasDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Of agencies without a quota of their own; undefined: no limit. */
  readonly mostBytes: number | undefined;
  readonly mostWaiting: number | undefined;
}

/** What an agency may keep, and have waiting, of what its people send. Whoever works for none has no quota. */
export interface AgencyQuotas {
  /**
   * Throws `agency-full` or `agency-busy` where one more load of so many bytes would be too much. In the transaction that
   * makes the load: until it ends, nobody else of the agency is let in.
   */
  demandRoom(executor: Database, sender: KnownCaller, bytes: number): Promise<void>;
  /** Every agency that keeps something or has a quota of its own, the fullest first. */
  list(): Promise<readonly QuotaView[]>;
  set(agency: string, change: QuotaChange, by: KnownCaller): Promise<void>;
}

interface Used {
  readonly bytes: number;
  readonly waiting: number;
}

/** Seconds after which some of what waits should be done. */
const busyFor = 60;
const mostListed = 1000;

export function createAgencyQuotas(deps: AgencyQuotasDeps): AgencyQuotas {
  const { database, clock } = deps;

  async function findLimits(executor: Database, agency: string) {
    const { rows } = await sql<{ readonly most_bytes: number | null; readonly most_waiting: number | null }>`
      select most_bytes, most_waiting from intake.agency_quotas where agency = ${agency}`.execute(executor);
    const [own] = rows;
    return { bytes: own?.most_bytes ?? deps.mostBytes, waiting: own?.most_waiting ?? deps.mostWaiting };
  }

  return {
    async demandRoom(executor, { agency }, bytes) {
      if (agency === null) return;
      const most = await findLimits(executor, agency);
      if (most.bytes === undefined && most.waiting === undefined) return;
      if (executor.isTransaction) {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`quota:${agency}`}, 0))`.execute(executor);
      }
      const used = await measure(executor, agency);
      if (most.waiting !== undefined && used.waiting >= most.waiting) {
        const told = `${used.waiting} loads of ${agency} wait, and it may have ${most.waiting}; send it again later.`;
        throw failLoad('agency-busy', told, {
          retryAfter: busyFor,
          members: { used: used.waiting, most: most.waiting },
        });
      }
      const full = used.bytes + bytes;
      if (most.bytes !== undefined && (bytes === 0 ? used.bytes >= most.bytes : full > most.bytes)) {
        const told = `${agency} keeps ${used.bytes} bytes of the ${most.bytes} that it may; ${bytes} more do not fit.`;
        throw failLoad('agency-full', told, { members: { used: used.bytes, most: most.bytes } });
      }
    },

    async list() {
      const { rows } = await sql<
        Used & {
          readonly agency: string;
          readonly most_bytes: number | null;
          readonly most_waiting: number | null;
          readonly changed_at: Date | null;
          readonly changed_by: string | null;
        }
      >`
        with kept as (
          select l.sender ->> 'agency' as agency, sum(l.file_bytes)::bigint as bytes
          from intake.loads as l
          where l.landing_removed_at is null and l.sender ->> 'agency' is not null
          group by 1
        ), due as (
          select sender ->> 'agency' as agency, count(*)::int as waiting
          from intake.loads where ${isDue} and sender ->> 'agency' is not null
          group by 1
        )
        select agency, coalesce(k.bytes, 0) as bytes, coalesce(d.waiting, 0) as waiting,
          q.most_bytes, q.most_waiting, q.changed_at, q.changed_by
        from kept as k full join due as d using (agency) full join intake.agency_quotas as q using (agency)
        order by 2 desc, agency
        limit ${mostListed}`.execute(database);
      return rows.map((row) => ({
        agency: row.agency,
        bytes: row.bytes,
        waiting: row.waiting,
        mostBytes: row.most_bytes ?? deps.mostBytes ?? null,
        mostWaiting: row.most_waiting ?? deps.mostWaiting ?? null,
        own: row.changed_at === null ? null : { changedAt: vietnamTime(row.changed_at), by: row.changed_by ?? '' },
      }));
    },

    async set(agency, { mostBytes, mostWaiting }, by) {
      if (mostBytes === null && mostWaiting === null) {
        await sql`delete from intake.agency_quotas where agency = ${agency}`.execute(database);
        return;
      }
      await sql`
        insert into intake.agency_quotas (agency, most_bytes, most_waiting, changed_at, changed_by)
        values (${agency}, ${mostBytes}, ${mostWaiting}, ${clock()}, ${by.name})
        on conflict (agency) do update set most_bytes = excluded.most_bytes, most_waiting = excluded.most_waiting,
          changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(database);
    },
  };
}

async function measure(executor: Database, agency: string): Promise<Used> {
  const { rows } = await sql<Used>`
    select
      (select coalesce(sum(file_bytes), 0)::bigint from intake.loads
        where sender ->> 'agency' = ${agency} and landing_removed_at is null) as bytes,
      (select count(*)::int from intake.loads where ${isDue} and sender ->> 'agency' = ${agency}) as waiting`.execute(
    executor,
  );
  return rows[0] ?? { bytes: 0, waiting: 0 };
}
