import { sql } from 'kysely';
import type { KnownCaller } from '#api/caller.ts';
import type { QuotaChange, QuotaView } from '#api/quotas.ts';
import { vietnamTime, type Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { failLoad } from '../loads/errors.ts';
import { isDue } from '../queue/due-loads.ts';
import { createSnapshotBytes, type SnapshotBytesDeps } from './snapshot-bytes.ts';

export interface AgencyQuotasDeps extends SnapshotBytesDeps {
  readonly clock: Clock;
  /** Of agencies without a quota of their own; undefined: no limit. */
  readonly mostBytes: number | undefined;
  readonly mostWaiting: number | undefined;
}

/** What an agency may keep, and have waiting of what its people send. Whoever works for none has no quota as a sender. */
export interface AgencyQuotas {
  /** What stands around a load of this sender to a dataset of this owner: asked outside of the transaction that makes it. */
  findRoom(of: { readonly sender: KnownCaller; readonly owner: string }): Promise<Room>;
  /** Every agency that keeps something or has a quota of its own, the fullest first. */
  list(): Promise<readonly QuotaView[]>;
  set(agency: string, change: QuotaChange, by: KnownCaller): Promise<void>;
}

/** Limits, and what the snapshots took, when it was asked for. */
export interface Room {
  /**
   * Throws `agency-full` or `agency-busy` where one more load of so many bytes would be too much for the sender's agency, or
   * the dataset's owner keeps all that he may already. In the transaction that makes the load: until it ends, nobody else
   * of the sender's agency is let in. It needs no other connection than the transaction's: senders who each held one and
   * waited for another would wait for each other.
   */
  demand(executor: Database, bytes: number): Promise<void>;
}

interface Limits {
  readonly agency: string;
  readonly bytes: number | undefined;
  readonly waiting: number | undefined;
  readonly snapshots: number;
}

interface Used extends Pick<QuotaView, 'fileBytes' | 'rejectsBytes' | 'waiting'> {}

/** Seconds after which some of what waits should be done. */
const busyFor = 60;
const mostListed = 1000;

export function createAgencyQuotas(deps: AgencyQuotasDeps): AgencyQuotas {
  const { database, clock } = deps;
  const snapshotBytes = createSnapshotBytes(deps);

  async function findLimits(agency: string): Promise<Limits> {
    const { rows } = await sql<{ readonly most_bytes: number | null; readonly most_waiting: number | null }>`
      select most_bytes, most_waiting from intake.agency_quotas where agency = ${agency}`.execute(database);
    const [own] = rows;
    const bytes = own?.most_bytes ?? deps.mostBytes;
    const snapshots = bytes === undefined ? 0 : ((await snapshotBytes.recall()).get(agency) ?? 0);
    return { agency, bytes, waiting: own?.most_waiting ?? deps.mostWaiting, snapshots };
  }

  return {
    async findRoom({ sender: { agency }, owner }) {
      // What is delivered to his datasets he keeps, whoever sends it.
      const [ofOwner, ofSender] = await Promise.all([
        owner === agency ? undefined : findLimits(owner),
        agency === null ? undefined : findLimits(agency),
      ]);
      return {
        async demand(executor, bytes) {
          if (ofOwner !== undefined) await demandOwnerHasRoom(executor, ofOwner);
          if (ofSender !== undefined) await demandSenderHasRoom(executor, ofSender, bytes);
        },
      };
    },

    async list() {
      const snapshots = await snapshotBytes.measure();
      const { rows } = await sql<
        Used & {
          readonly agency: string;
          readonly snapshotBytes: number;
          readonly most_bytes: number | null;
          readonly most_waiting: number | null;
          readonly changed_at: Date | null;
          readonly changed_by: string | null;
        }
      >`
        with kept as (
          select agency, sum(file_bytes)::bigint as file_bytes, sum(rejects_bytes)::bigint as rejects_bytes,
            coalesce(sum(loads) filter (where ${isDue}), 0)::int as waiting
          from intake.load_sums where agency is not null group by 1
          having sum(loads) <> 0
        ), snapshots as (
          select agency, bytes from unnest(${[...snapshots.keys()]}::text[], ${[...snapshots.values()]}::bigint[]) as s(agency, bytes)
        )
        select agency, coalesce(k.file_bytes, 0) as "fileBytes", coalesce(k.rejects_bytes, 0) as "rejectsBytes",
          coalesce(s.bytes, 0) as "snapshotBytes", coalesce(k.waiting, 0) as waiting,
          q.most_bytes, q.most_waiting, q.changed_at, q.changed_by
        from kept as k full join snapshots as s using (agency) full join intake.agency_quotas as q using (agency)
        order by coalesce(k.file_bytes, 0) + coalesce(k.rejects_bytes, 0) + coalesce(s.bytes, 0) desc, agency
        limit ${mostListed}`.execute(database);
      return rows.map(({ agency, fileBytes, rejectsBytes, snapshotBytes: ofSnapshots, waiting, ...row }) => ({
        agency,
        bytes: fileBytes + rejectsBytes + ofSnapshots,
        fileBytes,
        rejectsBytes,
        snapshotBytes: ofSnapshots,
        waiting,
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

async function demandOwnerHasRoom(executor: Database, { agency, bytes: most, snapshots }: Limits): Promise<void> {
  if (most === undefined) return;
  const { fileBytes, rejectsBytes } = await measure(executor, agency);
  demandFits({ agency, used: fileBytes + rejectsBytes + snapshots, most, more: 0 });
}

async function demandSenderHasRoom(executor: Database, most: Limits, bytes: number): Promise<void> {
  const { agency, snapshots } = most;
  if (most.bytes === undefined && most.waiting === undefined) return;
  if (executor.isTransaction) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`quota:${agency}`}, 0))`.execute(executor);
  }
  const used = await measure(executor, agency);
  if (most.waiting !== undefined && used.waiting >= most.waiting) {
    const told = `${used.waiting} loads of ${agency} wait, and it may have ${most.waiting}; send it again later.`;
    throw failLoad('agency-busy', told, { retryAfter: busyFor, members: { used: used.waiting, most: most.waiting } });
  }
  demandFits({ agency, used: used.fileBytes + used.rejectsBytes + snapshots, most: most.bytes, more: bytes });
}

interface Fit {
  readonly agency: string;
  readonly used: number;
  readonly most: number | undefined;
  readonly more: number;
}

function demandFits({ agency, used, most, more }: Fit): void {
  if (most === undefined || (more === 0 ? used < most : used + more <= most)) return;
  const told = `${agency} keeps ${used} bytes of the ${most} that it may; ${more} more do not fit.`;
  throw failLoad('agency-full', told, { members: { agency, used, most } });
}

async function measure(executor: Database, agency: string): Promise<Used> {
  const { rows } = await sql<Used>`
    select coalesce(sum(file_bytes), 0)::bigint as "fileBytes", coalesce(sum(rejects_bytes), 0)::bigint as "rejectsBytes",
      coalesce(sum(loads) filter (where ${isDue}), 0)::int as waiting
    from intake.load_sums where agency = ${agency}`.execute(executor);
  return rows[0] ?? { fileBytes: 0, rejectsBytes: 0, waiting: 0 };
}
