import { sql } from 'kysely';
import type { Caller } from '#api/caller.ts';
import type { UsageView } from '#api/web-services.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log/log.ts';
import { portalTables } from './tables.ts';

/** «Dùng chung», the sixth word: who really reads a dataset. It is shown beside the score and is no part of it. */
export interface Usage {
  /** Notes one reading of rows. Costs nothing that the reader would wait for. */
  note(dataset: { readonly id: string; readonly owner: string }, caller: Caller): void;
  find(dataset: string): Promise<UsageView>;
  /** Writes down what was noted; called now and then, and at the end. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const everybody = 'public';
const shownDays = 30;
const pause = 5_000;

/** A crash loses the readings of the last seconds: they are counted for the picture, not as evidence. */
export function createUsage(deps: { readonly database: Database; readonly clock: Clock; readonly log: Log }): Usage {
  const tables = portalTables(deps.database);
  const noted = new Map<string, { dataset: string; day: string; consumer: string; calls: number }>();

  async function flush(): Promise<void> {
    const rows = [...noted.values()];
    noted.clear();
    if (rows.length === 0) return;
    await tables
      .insertInto('portal.usage')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['dataset', 'day', 'consumer'])
          .doUpdateSet({ calls: sql`portal.usage.calls + excluded.calls` }),
      )
      .execute();
  }

  const timer = setInterval(() => {
    flush().catch((error: unknown) => deps.log.warn({ error }, 'usage not written'));
  }, pause);
  timer.unref();

  return {
    note({ id, owner }, caller) {
      const agency = caller.kind === 'anonymous' ? null : caller.agency;
      // The owner's own reading is no sharing.
      if (agency === owner) return;
      const day = vietnamDay(deps.clock());
      const consumer = agency ?? everybody;
      const key = `${id}|${day}|${consumer}`;
      const calls = (noted.get(key)?.calls ?? 0) + 1;
      noted.set(key, { dataset: id, day, consumer, calls });
    },

    async find(dataset) {
      const since = vietnamDay(new Date(deps.clock().getTime() - shownDays * 86_400_000));
      const { agencies, calls } = await tables
        .selectFrom('portal.usage')
        .select([
          sql<number>`count(distinct consumer) filter (where consumer <> ${everybody})`.as('agencies'),
          sql<number>`coalesce(sum(calls), 0)::bigint`.as('calls'),
        ])
        .where('dataset', '=', dataset)
        .where('day', '>', since)
        .executeTakeFirstOrThrow();
      return { agencies, calls, days: shownDays };
    },

    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}
