import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { parse } from 'yaml';
import type { ContractProposal } from '#api/proposals.ts';
import { startTestPlatform, type TestPlatform } from '../../../../../test/support/platform.ts';
import { runCli } from '../../../../../test/support/run-cli.ts';
import { itWithSamples, sample, samplesPresent } from '../../../../../test/support/samples.ts';

let platform: TestPlatform | undefined;
let folder = '';
beforeAll(async () => {
  if (!samplesPresent) return;
  platform = await startTestPlatform();
  folder = await mkdtemp(join(tmpdir(), 'daklake-contracts-'));
});
afterAll(async () => {
  await platform?.close();
  if (folder !== '') await rm(folder, { recursive: true });
});

const referencesOf = ({ contract }: ContractProposal): Readonly<Record<string, string>> => {
  const { schema } = parse(contract) as {
    readonly schema: readonly {
      readonly properties: readonly {
        readonly name: string;
        readonly relationships?: readonly { readonly to: string }[];
      }[];
    }[];
  };
  return Object.fromEntries(
    (schema[0]?.properties ?? []).flatMap(({ name, relationships }) =>
      (relationships ?? []).map(({ to }) => [name, to]),
    ),
  );
};

itWithSamples(
  'a timetable in a zip becomes ten contracts and ten datasets, with no row lost',
  { timeout: 180_000 },
  async () => {
    const zip = sample('gtfs-caltrain', 'caltrain_20160406.zip');
    const inferred = await runCli('infer', zip, '--all', '-o', folder, '--json');
    expect(inferred.exitCode, inferred.notices).toBe(0);
    const { proposals } = inferred.json() as { readonly proposals: readonly ContractProposal[] };
    expect(proposals).toHaveLength(10);
    const to = (table: string, field: string) => `schema/caltrain-20160406-${table}/properties/${field}`;
    const references = Object.fromEntries(proposals.map((proposal) => [proposal.table.sheet, referencesOf(proposal)]));
    expect(references).toEqual({
      'agency.txt': {},
      'calendar.txt': {},
      'calendar_dates.txt': { service_id: to('calendar', 'service_id') },
      'fare_attributes.txt': {},
      'fare_rules.txt': { fare_id: to('fare-attributes', 'fare_id'), route_id: to('routes', 'route_id') },
      'routes.txt': {},
      'shapes.txt': {},
      'stop_times.txt': { trip_id: to('trips', 'trip_id'), stop_id: to('stops', 'stop_id') },
      'stops.txt': { parent_station: to('stops', 'stop_id') },
      'trips.txt': { route_id: to('routes', 'route_id'), service_id: to('calendar', 'service_id') },
    });

    const steward = await platform?.as('steward', { agency: 'H15' });
    if (platform === undefined || steward === undefined) return;
    const content = await readFile(zip);
    for (const { dataset, table } of proposals) {
      const contract = await readFile(join(folder, `${dataset.id}.yaml`), 'utf8');
      const put = await platform.call(`/api/v1/datasets/${dataset.id}/contract`, {
        method: 'PUT',
        body: contract,
        headers: { ...steward, 'content-type': 'application/yaml' },
      });
      expect(put.status, dataset.id).toBe(201);
      const load = await platform.load(dataset.id, content, {
        headers: steward,
        name: 'caltrain.zip',
        query: `&sheet=${encodeURIComponent(table.sheet ?? '')}`,
      });
      expect(load, dataset.id).toMatchObject({
        state: 'published',
        result: { received: table.rowCount, accepted: table.rowCount, rejected: 0, notChecked: [] },
      });
    }
  },
);

itWithSamples(
  'a dump of a register becomes a contract a table, its wards under their provinces',
  { timeout: 60_000 },
  async () => {
    const dump = sample('admin-units', 'postgres_ImportData_vn_units_2026-07.sql');
    const inferred = await runCli('infer', dump, '--all', '-o', join(folder, 'units'), '--json');
    const { proposals } = inferred.json() as { readonly proposals: readonly ContractProposal[] };
    const found = Object.fromEntries(
      proposals.map((proposal) => [proposal.table.sheet, Object.keys(referencesOf(proposal))]),
    );
    expect(found).toMatchObject({ wards: expect.arrayContaining(['province_code']) as string[] });
    // Of 3,321 wards, two are newer than the code list of the packs.
    for (const { check, table } of proposals) {
      expect(check.received).toBe(table.rowCount);
      expect(check.accepted / check.received).toBeGreaterThanOrEqual(0.999);
    }
  },
);
