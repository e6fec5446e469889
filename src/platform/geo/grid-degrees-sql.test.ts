import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../duckdb/duckdb.ts';
import { gridDegreesMacro } from './grid-degrees-sql.ts';
import { toDegrees, vn2000Definition } from './projection.ts';
import { vn2000Zones } from './vn2000-zones.ts';

let folder: string;
let connection: DuckDBConnection;
let close: () => void;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-grid-'));
  const duckdb = await openDuckdb({
    threads: 1,
    memoryLimit: '256MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
  close = () => {
    connection.closeSync();
    duckdb.close();
  };
  await connection.run(gridDegreesMacro);
});
afterAll(async () => {
  close();
  await rm(folder, { recursive: true, force: true });
});

async function places(asked: readonly (readonly [number, number, number, number])[]) {
  const rows = asked.map((numbers) => `(${numbers.map((number) => `${number}::double`).join(', ')})`);
  const read = await connection.runAndReadAll(
    `select place.longitude, place.latitude
     from (select grid_degrees(e, n, m, k) as place from (values ${rows.join(', ')}) as asked (e, n, m, k))`,
  );
  return read.getRowsJson().map(([longitude, latitude]) => ({ longitude, latitude }));
}

test('known points of the province are where they are, whichever axis comes first', async () => {
  const known = [
    [450_000, 1_400_000, 108.04147705, 12.6589656],
    [450_927.263, 1_400_853.968, 108.05, 12.6667],
    [588_820.061, 1_448_389.554, 109.3209, 13.0955],
  ] as const;
  const found = await places(
    known.flatMap(([e, n]) => [[e, n, 108.5, 0.9999] as const, [n, e, 108.5, 0.9999] as const]),
  );
  for (const [index, { longitude, latitude }] of found.entries()) {
    const [, , east, north] = known[Math.floor(index / 2)] ?? [];
    expect(Math.abs(Number(longitude) - Number(east))).toBeLessThan(1e-8);
    expect(Math.abs(Number(latitude) - Number(north))).toBeLessThan(1e-8);
  }
});

test('every zone of 3 and 6 degrees gives what an independent projection gives, to a millimetre', async () => {
  const asked = vn2000Zones.flatMap(({ meridian, scale }) =>
    [250_000, 405_123.4, 500_000, 731_999.9].flatMap((east) =>
      [920_000, 1_400_000.5, 2_570_000].map((north) => [east, north, meridian, scale] as const),
    ),
  );
  const found = await places(asked);
  const off = asked.filter(([east, north, meridian, scale], index) => {
    const place = toDegrees(vn2000Definition({ meridian, scale }))(east, north);
    const said = found[index];
    if (place === undefined || said === undefined) return true;
    return Math.hypot(Number(said.longitude) - place.longitude, Number(said.latitude) - place.latitude) > 1e-8;
  });
  expect(asked).toHaveLength(240);
  expect(off).toEqual([]);
});

test('what are no metres of Vietnam is nowhere', async () => {
  const none = { longitude: null, latitude: null };
  const asked = [
    [108.05, 12.66],
    [450_000, 460_000],
    [1_400_000, 1_390_000],
    [450_000, 5_000_000],
  ] as const;
  expect(await places(asked.map(([one, other]) => [one, other, 108.5, 0.9999]))).toEqual(asked.map(() => none));
});
