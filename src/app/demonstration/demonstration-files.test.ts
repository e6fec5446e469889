import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { decodeTcvn3 } from '#platform/text/tcvn3.ts';
import type { DemonstrationFile, FaultKind } from './demonstration-file.ts';
import { createGenerators } from './generators.ts';
import { listDemonstrationLoads } from './list-demonstration-loads.ts';
import { asTcvn3 } from './tcvn3.ts';

const packs = join(import.meta.dirname, '../../../packs');
const directory = createDirectory({ packs });
const dictionary = createDictionary({ packs, directory });
const folders: string[] = [];
const dossierFiles = await make('dossiers');

beforeAll(async () => {
  for (let run = 0; run < 2; run += 1) folders.push(await mkdtemp(join(tmpdir(), 'daklake-demonstration-')));
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test('writes the same bytes every time', async () => {
  const hashes = await Promise.all(
    folders.map(async (folder) => {
      const loads = await listDemonstrationLoads({ packs, directory, dictionary, folder });
      return Promise.all(loads.map(async ({ key, file }) => `${key} ${await hash(file)}`));
    }),
  );
  expect(hashes[0]).toHaveLength(14);
  expect(hashes[0]).toEqual(hashes[1]);
});

test('sends the owner’s files as its steward, and a commune’s as its officer', async () => {
  const loads = await listDemonstrationLoads({ packs, directory, dictionary, folder: folders[0] ?? '' });
  expect(new Set(loads.map((load) => load.key)).size).toBe(loads.length);
  expect(loads.map(({ dataset, sentBy, agency, unit }) => [dataset, sentBy, agency, unit ?? ''].join(' '))).toEqual([
    'don-vi-hanh-chinh-cap-xa steward H15.02 ',
    'chuyen-doi-ma-xa steward H15.02 ',
    'chi-tieu-chuyen-doi-so-2023 steward H15.05 ',
    'dossiers steward H15.05 ',
    'dossiers steward H15.05 ',
    'dich-vu-ket-noi-2023 steward H15.05 ',
    'phu-song-di-dong steward H15.05 ',
    'phu-song-di-dong steward H15.05 ',
    'ho-ngheo steward H15.06 ',
    'ho-ngheo officer H15.110 22096',
    'ho-ngheo officer H15.135 24121',
    'ho-ngheo officer H15.139 24169',
    'ho-ngheo officer H15.180 24445',
    'ho-ngheo officer H15.201 24604',
  ]);
});

test('tells the 102 communes and the 286 they came from, eight of them split', async () => {
  const communes = rowsOf((await make('communes'))[0]);
  expect(communes).toHaveLength(102);
  expect(countBy(communes, (row) => row[1])).toEqual({ Phường: 14, Xã: 88 });
  expect(countBy(communes, (row) => row[6])).toEqual({ 'Phú Yên': 34, 'Đắk Lắk': 68 });
  expect(countBy(communes, (row) => row[8])).toEqual({ 'Sắp xếp lại': 95, 'Giữ nguyên': 6, 'Đổi tên': 1 });

  const successions = rowsOf((await make('commune-successions'))[0]);
  expect(successions).toHaveLength(294);
  expect(new Set(successions.map((row) => row[0])).size).toBe(286);
  expect(successions.filter((row) => row[6] === 'Một phần')).toHaveLength(16);
});

test('shows the dossiers at the end of two quarters, most faults of the first mended in the second', () => {
  const [first, second] = dossierFiles;
  expect([rowsOf(first).length, rowsOf(second).length]).toMatchInlineSnapshot(`
    [
      15965,
      20021,
    ]
  `);
  expect(countFaults(first)).toMatchInlineSnapshot(`
    {
      "contradiction": 39,
      "decomposed-text": 54,
      "duplicate": 41,
      "former-commune": 42,
      "lost-zero": 48,
      "missing": 47,
      "old-font": 38,
      "same-key": 41,
      "thousands-dots": 32,
      "written-date": 46,
    }
  `);
  expect(countFaults(second)).toMatchInlineSnapshot(`
    {
      "contradiction": 27,
      "decomposed-text": 22,
      "duplicate": 21,
      "former-commune": 25,
      "lost-zero": 24,
      "missing": 27,
      "old-font": 16,
      "same-key": 27,
      "thousands-dots": 16,
      "written-date": 27,
    }
  `);
  const states = new Map(rowsOf(first).map((row) => [row[0], row[9]]));
  const ended = rowsOf(second).filter((row) => states.get(row[0]) === 'Đang xử lý' && row[9] !== 'Đang xử lý');
  expect(ended.length).toBeGreaterThan(100);
});

test('spoils the rows that it names, and no others', () => {
  const [file] = dossierFiles;
  const rows = rowsOf(file);
  const spoilt = new Set(file?.faults.map((fault) => fault.line));
  const keys = new Set<string>();
  const wrong: number[] = [];
  for (const [index, row] of rows.entries()) {
    const [code = '', procedure, commune = '', id = '', name = '', , received = '', due = '', returned = ''] = row;
    const isRight =
      !keys.has(code) &&
      /^\d\.\d{6}$/.test(procedure ?? '') &&
      directory.findUnit(commune, '2026-06-30') !== undefined &&
      /^\d{12}$/.test(id) &&
      /^\p{Lu}[\p{L}' ]+$/u.test(name) &&
      name === name.normalize('NFC') &&
      [received, due].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)) &&
      received <= due &&
      (returned === '' || received <= returned) &&
      /^0\d{9}$/.test(row[5] ?? '') &&
      /^\d+$/.test(row[11] ?? '');
    if (!isRight) wrong.push(index + 2);
    keys.add(code);
  }
  // A name of plain letters is the same in an old font as long as it has no accents, and may look right in one.
  const certain = (file?.faults ?? []).filter((fault) => fault.kind !== 'old-font').map((fault) => fault.line);
  expect(wrong.filter((line) => !spoilt.has(line))).toEqual([]);
  expect(certain.filter((line) => !wrong.includes(line))).toEqual([]);
  expect(certain.length).toBeGreaterThan(300);
});

test('has 89 communes in the department’s delivery of households, and five that send for themselves', async () => {
  const [bulk] = await make('poor-households-bulk');
  const communes = new Set(rowsOf(bulk).map((row) => row[0]));
  const present = [...communes].filter((code) => directory.findUnit(code ?? '', '2026-06-30') !== undefined);
  expect(present).toHaveLength(89);
  expect(countFaults(bulk)).toMatchInlineSnapshot(`
    {
      "contradiction": 42,
      "duplicate": 18,
      "former-commune": 18,
      "lost-zero": 33,
      "missing": 19,
      "thousands-dots": 19,
      "unknown-value": 20,
      "written-date": 16,
    }
  `);
  expect((await make('poor-households-communes')).map((file) => [file.name, file.faults.length]))
    .toMatchInlineSnapshot(`
      [
        [
          "ho-ngheo-2025-22096.txt",
          3,
        ],
        [
          "ho-ngheo-2025-24121.xlsx",
          2,
        ],
        [
          "ho-ngheo-2025-24169.csv",
          8,
        ],
        [
          "ho-ngheo-2025-24445.csv",
          2,
        ],
        [
          "ho-ngheo-2025-24604.csv",
          5,
        ],
      ]
    `);
});

test('writes old fonts as the decoder reads them', () => {
  expect(asTcvn3('Nguyễn Văn Đức')).toBe('NguyÔn V¨n §øc');
  for (const name of ['Trần Thị Hồng', 'Võ Hữu Lộc', 'Ngô Thanh Nguyệt']) expect(decodeTcvn3(asTcvn3(name))).toBe(name);
});

async function make(generator: string): Promise<readonly DemonstrationFile[]> {
  const found = createGenerators(directory)[generator];
  if (found === undefined) throw new Error(`no generator ${generator}`);
  return found();
}

/** Rows below the heading; for files without quotes that hold delimiters in the columns looked at. */
function rowsOf(file: DemonstrationFile | undefined): readonly (readonly string[])[] {
  const text = Buffer.from(file?.bytes ?? []).toString('utf8');
  return text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(','));
}

function countFaults(file: DemonstrationFile | undefined): Partial<Record<FaultKind, number>> {
  return countBy(file?.faults ?? [], (fault) => fault.kind);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Record<string, number> {
  const groups = [...Map.groupBy(items, (item) => keyOf(item) ?? '')].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(groups.map(([key, found]) => [key, found.length]));
}

async function hash(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
