import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCatalog } from '#modules/catalog/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import { busy, contractOf, waitingLoads } from '../../../../test/support/waiting-loads.ts';

let platform: TestPlatform;
let loads: ReturnType<typeof waitingLoads>;

beforeAll(async () => {
  platform = await startTestPlatform();
  const steward = await platform.as('steward', { agency: 'H15.05' });
  loads = waitingLoads(platform, steward);
});
afterAll(() => platform.close());

test(
  'a load is judged by the contract that stands when it is published, whichever stood when it came [http.load-contract]',
  busy,
  async () => {
    const dataset = await loads.makeDataset();
    const catalog = createCatalog({ database: platform.database, clock: systemClock, agencyName: (code) => code });
    const stricter = contractOf(
      dataset,
      { 'daklake.partitionBy': ['xa'], 'daklake.holdBelow': 0 },
      { version: '1.1.0' },
    );
    const text = stricter.replace('"name":"so"', '"name":"so","logicalTypeOptions":{"maximum":2}');
    const [first, second] = await loads.whileLocked(dataset, async () => {
      const sent = [await loads.send(dataset, '1', 3), await loads.send(dataset, '2', 2)] as const;
      await loads.reaches(sent[0], ['publishing']);
      await catalog.putContract(catalog.readContract(dataset, text).contract, text, 'test');
      return sent;
    });
    expect(await loads.rest(first)).toMatchObject({ state: 'published', result: { accepted: 0, rejected: 3 } });
    expect(await loads.rest(second)).toMatchObject({ state: 'published', result: { accepted: 2, rejected: 0 } });
  },
);

test('a held load that is let through under another contract is judged anew, and may be held again', busy, async () => {
  const dataset = await loads.makeDataset();
  await loads.rest(await loads.send(dataset, '1', 10));
  const [few, fewer] = [await loads.send(dataset, '1', 4), await loads.send(dataset, '1', 3)];
  expect([(await loads.rest(few)).state, (await loads.rest(fewer)).state]).toEqual(['held', 'held']);
  const put = (holdBelow: number, version: string) =>
    loads.ask(`datasets/${dataset}/contract`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: contractOf(dataset, { 'daklake.partitionBy': ['xa'], 'daklake.holdBelow': holdBelow }, { version }),
    });
  const decide = (id: string) =>
    loads.ask(`loads/${id}/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ publish: true, note: 'đã xem' }),
    });
  await put(0.35, '1.1.0');
  await decide(fewer);
  await expect.poll(async () => (await loads.find(fewer)).hold?.below).toBe(0.35);
  expect(await loads.rest(fewer)).toMatchObject({ state: 'held', decidedBy: null, note: 'đã xem' });
  await decide(few);
  expect(await loads.rest(few)).toMatchObject({ state: 'published', hold: null, difference: { rows: 4 } });
});
