import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform } from '../../../../test/support/platform.ts';

test('a load that was cut off before it was published is checked against the state that was restored meanwhile', async () => {
  const platform = await startTestPlatform();
  onTestFinished(() => platform.close());
  const steward = await platform.as('steward', { agency: 'H15.05' });
  const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
  const call = (path: string, body: string, type = 'application/json', method = 'POST') =>
    platform.call(`/api/v1/datasets/tra-lai${path}`, { method, headers: { ...steward, 'content-type': type }, body });
  const load = (content: string, mode: string) =>
    platform.load('tra-lai', content, { headers: steward, query: `&mode=${mode}` });
  const fields = [{ name: 'ma', logicalType: 'string', ...key }];
  await call(
    '/contract',
    makeContract({ id: 'tra-lai', fields, facts: { 'daklake.holdBelow': 0 } }),
    'application/json',
    'PUT',
  );
  const first = await load('ma\na\nb\n', 'replace');
  await load('ma\nc\nd\n', 'replace');

  // Nothing but a restored state can be published, as if the database went away each time.
  await sql
    .raw(
      `create function go_away() returns trigger language plpgsql as
        $$ begin raise exception 'shutting down' using errcode = '57P01'; end $$;
      create trigger away before insert on warehouse.snapshots
        for each row when (new.restores is null) execute function go_away()`,
    )
    .execute(platform.database);
  const late = load('ma\na\ne\n', 'append');
  const isChecked = async () => {
    const { rows } = await sql`select 1 from intake.loads where state = 'publishing'`.execute(platform.database);
    return rows.length;
  };
  await expect.poll(isChecked, { interval: 10 }).toBe(1);
  expect((await call('/rollback', JSON.stringify({ snapshot: first.snapshot }))).status).toBe(200);
  await sql`drop trigger away on warehouse.snapshots`.execute(platform.database);

  expect(await late).toMatchObject({
    state: 'published',
    result: { received: 2, accepted: 1, rejected: 0, duplicate: 1 },
    difference: { rows: 3, added: 1, changed: 0, removed: 0 },
  });
}, 30_000);
