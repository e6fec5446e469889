import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { busy, waitingLoads } from '../support/waiting-loads.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let loads: ReturnType<typeof waitingLoads>;

beforeAll(async () => {
  platform = await startTestPlatform();
  loads = waitingLoads(platform, await platform.as('steward', { agency: 'H15.05' }));
});
afterAll(() => platform.close());

test(
  'a database that goes away while loads are begun side by side ends nothing, and all of them land',
  busy,
  async () => {
    const dataset = await loads.makeDataset();
    await loads.rest(await loads.send(dataset, '0', 1));
    // As a server says it that is about to end, of every second load that is begun.
    await sql
      .raw(
        `create sequence begun;
      create function lose_database() returns trigger language plpgsql as $$ begin
        if nextval('begun') between 3 and 8 then raise exception 'shutting down' using errcode = '57P01'; end if;
        return new; end $$;
      create trigger lost before update of attempts on intake.loads
        for each row when (new.dataset = '${dataset}' and new.attempts > old.attempts) execute function lose_database()`,
      )
      .execute(platform.database);
    try {
      const ids = await loads.whileLocked(dataset, async () => {
        const sent: string[] = [];
        for (const xa of ['1', '2', '3', '4', '5', '6']) sent.push(await loads.send(dataset, xa, 1));
        return sent;
      });
      expect((await Promise.all(ids.map(loads.rest))).map(({ state }) => state)).toEqual(ids.map(() => 'published'));
    } finally {
      await sql.raw('drop function lose_database cascade; drop sequence begun').execute(platform.database);
    }
  },
);

test(
  'what the end of the server cuts off while it is put together is gathered again, and nothing of it is lost',
  busy,
  async () => {
    const dataset = await loads.makeDataset();
    await loads.rest(await loads.send(dataset, '0', 1));
    const { ids, next } = await loads.whileLocked(dataset, async () => {
      const sent = [await loads.send(dataset, '1', 2)];
      for (const xa of ['2', '3', '4']) sent.push(await loads.send(dataset, xa, 2));
      await loads.isAwaited(1);
      // Comes after the first of them, and before the three that are put together.
      const locked = loads.whileLocked(dataset, async () => {
        await loads.isAwaited(1);
        const restarted = platform.restart();
        // It lets go of its loads.
        await sleep(250);
        // Their transaction is lost, and their folder waits for the same lock to be removed.
        await loads.endWaiting();
        await loads.isAwaited(1);
        return { restarted };
      });
      await loads.isAwaited(2);
      return { ids: sent, next: locked };
    });
    const states = async () => (await Promise.all(ids.map(loads.find))).map(({ state }) => state);
    await (
      await next
    ).restarted;
    await Promise.all(ids.map(loads.rest));
    expect(await states()).toEqual(ids.map(() => 'published'));
    const snapshots = await loads.snapshotsOf(dataset);
    expect(snapshots.map(({ loads }) => loads.length)).toEqual([3, 1, 1]);
    expect(snapshots[0]?.rows).toBe(9);
  },
);
