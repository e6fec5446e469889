import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { itWithSamples, sample } from '../../../../test/support/samples.ts';
import { readingErrors } from './errors.ts';
import { previewTables } from './preview-tables.ts';
import type { PreviewTable } from './read-outcome.ts';

let stagingFolder = '';
beforeAll(() => {
  stagingFolder = mkdtempSync(join(tmpdir(), 'daklake-samples-'));
});
afterAll(() => rmSync(stagingFolder, { recursive: true }));

async function tableOf(...path: readonly string[]): Promise<PreviewTable> {
  const folder = mkdtempSync(join(stagingFolder, 'one-'));
  const { tables } = await previewTables(sample(...path), { stagingFolder: folder, limit: Number.POSITIVE_INFINITY });
  const [table] = tables;
  if (table === undefined) throw new Error('no table');
  return table;
}

itWithSamples('the texts in other encodings read as the clean one', async () => {
  const read = async (name: string) => {
    const { columns, rows } = await tableOf('messy-vn-encodings', 'reencoded', name);
    return [columns, ...rows];
  };
  const truth = await read('utf8-bom.csv');
  expect(truth).toHaveLength(185);
  for (const name of ['utf8-nfd.csv', 'utf16le-bom.tsv', 'utf16be-bom.csv', 'windows-1258.csv', 'tcvn3-abc.csv']) {
    expect(await read(name), name).toEqual(truth);
  }
});

itWithSamples('the edge cases of CSV read as their truth says', async () => {
  const names = readdirSync(sample('messy-csv-spectrum', 'csvs'));
  expect(names).toHaveLength(12);
  for (const name of names) {
    const { columns, rows } = await tableOf('messy-csv-spectrum', 'csvs', name);
    const read = rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
    const truth = readFileSync(sample('messy-csv-spectrum', 'json', name.replace('.csv', '.json')), 'utf8')
      .replaceAll(String.raw`\r\n`, String.raw`\n`)
      // The sample's own telephone number differs from its truth.
      .replace('1234567890', '2095257564');
    // The truth of a file with one row is that row.
    expect(read.length === 1 && !truth.trim().startsWith('[') ? read[0] : read, name).toEqual(JSON.parse(truth));
  }
});

itWithSamples('the statistical tables have their heading under title and blank line, or at the top', async () => {
  const folder = 'gso-statistics/tables';
  const names = readdirSync(sample(folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.csv'),
  );
  for (const name of names.filter((_, index) => index % 6 === 0)) {
    const lines = readFileSync(sample(folder, name), 'utf8').trimEnd().split(/\r?\n/).length;
    const { headerRows, rowCount, skipped } = await tableOf(folder, name);
    expect([[1], [3]], name).toContainEqual(headerRows);
    expect(headerRows.length + rowCount + skipped.length, name).toBe(lines);
    expect(skipped.length, name).toBe(headerRows[0] === 3 ? 2 : 1);
  }
});

// Hoàng Sa has no communes and stands there without a code.
itWithSamples('the lists of communes of fifty provinces are whole', async () => {
  const names = readdirSync(sample('admin-gso-xls-63')).filter((name) => name.endsWith('.xls'));
  let rows = 0;
  for (const name of names) {
    const table = await tableOf('admin-gso-xls-63', name);
    expect(table.columns, name).toContain('Mã PX');
    expect(
      table.rows.every((cells) => /^\d{5}$/.test(cells[table.columns.indexOf('Mã PX')] ?? '00000')),
      name,
    ).toBe(true);
    rows += table.rowCount;
  }
  expect([names.length, rows]).toEqual([50, 8021]);
});

describe('whatever is sent', () => {
  itWithSamples('is read or refused with a code', { timeout: 60_000 }, async () => {
    const codes = new Set<string>(['read', ...Object.keys(readingErrors)]);
    for (const folder of ['messy-qsv', 'messy-messytables-horror', 'messy-ckan-xloader']) {
      for (const name of readdirSync(sample(folder), { recursive: true, encoding: 'utf8' })) {
        if (!statSync(sample(folder, name)).isFile()) continue;
        const code = await tableOf(folder, name).then(
          () => 'read',
          (error: { readonly code?: string }) => error.code ?? String(error),
        );
        expect(codes.has(code), `${name}: ${code}`).toBe(true);
      }
    }
  });

  itWithSamples('as JSON is refused if the suite says that it must be', async () => {
    for (const name of readdirSync(sample('json-odd-JSONTestSuite'), { recursive: true, encoding: 'utf8' })) {
      if (!/(?:^|\/)[ny]_[^/]*\.json$/.test(name)) continue;
      const code = await tableOf('json-odd-JSONTestSuite', name).then(
        () => 'read',
        (error: { readonly code?: string }) => error.code,
      );
      if (/(?:^|\/)n_/.test(name)) expect(code, name).not.toBe('read');
      else expect(['read', 'table-empty', 'table-not-found'], name).toContain(code);
    }
  });
});
