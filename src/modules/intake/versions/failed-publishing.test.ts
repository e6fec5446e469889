import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const response = await platform.call('/api/v1/datasets/hong/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ id: 'hong', fields: [{ name: 'ma', logicalType: 'string' }] }),
  });
  if (!response.ok) throw new Error(await response.text());
});
afterAll(() => platform.close());

const load = (code: string) => platform.load('hong', `ma\n${code}\n`, { headers: steward });
const folders = async () => (await readdir(join(platform.dataFolder, 'snapshots', 'hong'))).toSorted();

/** The first takes effect within the transaction, the second only when it is to end. */
async function breakPublishing(when: string): Promise<void> {
  await sql
    .raw(
      `
    create or replace function fail_publishing() returns trigger language plpgsql as
      $$ begin raise exception 'the disk of the database is gone'; end $$;
    create constraint trigger broken after insert on warehouse.snapshots deferrable initially ${when}
      for each row execute function fail_publishing()`,
    )
    .execute(platform.database);
}

const mend = () => sql`drop trigger broken on warehouse.snapshots`.execute(platform.database);

test.each(['immediate', 'deferred'])('a publishing that fails leaves no folder behind: %s', async (when) => {
  const first = await load(`A ${when}`);
  await load(`B ${when}`);
  // What says that a folder is on its way goes a moment after the load is seen to be published.
  await expect.poll(folders).not.toContainEqual(expect.stringContaining('unpublished'));
  const before = await folders();
  expect(before).toContain(first.snapshot);
  await breakPublishing(when);
  try {
    expect(await load(`C ${when}`)).toMatchObject({ state: 'failed', error: { code: 'load-fault' } });
    expect(await folders()).toEqual(before);
    const answer = await platform.call('/api/v1/datasets/hong/rollback', {
      method: 'POST',
      headers: { ...steward, 'content-type': 'application/json' },
      body: JSON.stringify({ snapshot: first.snapshot }),
    });
    expect(answer.status).toBe(500);
    expect(await folders()).toEqual(before);
  } finally {
    await mend();
  }
  const again = await load(`D ${when}`);
  expect(again.state).toBe('published');
  expect(await folders()).toEqual([...before, again.snapshot].toSorted());
});
