import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { countEach } from './count-each.ts';

test('what each of several files adds is counted by file, whatever their fields are called', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'count-each-'));
  const limits = { threads: 1, memoryLimit: '64MB' };
  const duckdb = await openDuckdb({ ...limits, temporaryDirectory: folder, allowedDirectories: [folder] });
  const connection = await duckdb.connect();
  try {
    const accepted = ['a', 'b'].map((name) => join(folder, `${name}.parquet`));
    for (const [place, file] of accepted.entries()) {
      await connection.run(`copy (select 'x' as filename from range(${place + 1})) to '${file}' (format parquet)`);
    }
    const label = { vi: 'Tệp', en: 'File' };
    const schema = { columns: [{ name: 'filename', type: 'VARCHAR' as const, label }], key: [], partitionBy: [] };
    expect(await countEach(connection, { accepted, schema, current: null, mode: 'append' })).toEqual([
      { added: 1, changed: 0, removed: 0 },
      { added: 2, changed: 0, removed: 0 },
    ]);
  } finally {
    connection.closeSync();
    duckdb.close();
    await rm(folder, { recursive: true });
  }
});
