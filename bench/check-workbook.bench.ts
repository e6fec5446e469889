import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SaxesParser } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { parseContract } from '#modules/catalog/index.ts';
import type { XlsxCellType } from '#platform/spreadsheets/xlsx-cells.ts';
import { writeXlsx } from '#platform/spreadsheets/xlsx-writer.ts';
import { checkFile } from './harness/check-file.ts';
import { contest } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';

const columns = 20;

/**
 * A workbook of 200,000 rows by 20 columns read and checked, against the libraries that read it alone: every member
 * unzipped by yauzl, every event of its XML told by saxes, and nothing done with it.
 */
export const run: RunBench = async (tools) => {
  const rows = 200_000 * tools.scale;
  const file = join(tools.folder, 'workbook.xlsx');
  await writeXlsx(createWriteStream(file), [sheetOf(rows)]);
  const parsed = parseContract(contractText());
  if (!parsed.ok) throw new Error('The contract of the workbook cannot be read');
  const { contract } = parsed;
  return contest(
    {
      name: `check of a workbook of ${rows.toLocaleString('en')} rows by ${columns} columns`,
      bound: { atMost: 3 },
      runs: 3,
      baseline: () => parseAlone(file),
      ours: async () => {
        const result = await checkFile(file, { contract, codeLists: () => undefined, folder: tools.folder });
        if (result.received !== rows) throw new Error(`${result.received} rows were checked of ${rows}`);
      },
    },
    tools,
  );
};

/** Texts, whole numbers, decimals and dates in turn. */
function valueOf(row: number, column: number): string | number {
  if (column === 0) return `HS-${String(row).padStart(7, '0')}`;
  switch (column % 4) {
    case 0:
      return `Xã ${(row * 7 + column) % 102}`;
    case 1:
      return (row * 31 + column) % 100_000;
    case 2:
      return ((row * 17 + column) % 10_000) / 8;
    default:
      return `2026-0${1 + (row % 9)}-1${column % 10}`;
  }
}

function sheetOf(rows: number) {
  const data = function* () {
    for (let from = 0; from < rows; from += 1000) {
      yield Array.from({ length: Math.min(1000, rows - from) }, (_, row) =>
        Array.from({ length: columns }, (__, column) => valueOf(from + row, column)),
      );
    }
  };
  return {
    name: 'Dữ liệu',
    columns: Array.from({ length: columns }, (_, column) => ({ heading: `f${column}`, type: cellTypeOf(column) })),
    rows: data(),
  };
}

function cellTypeOf(column: number): XlsxCellType {
  if (column % 4 === 3) return 'date';
  return column === 0 || column % 4 === 0 ? 'text' : 'number';
}

function contractText(): string {
  const types = ['string', 'integer', 'number', 'date'];
  const properties = Array.from({ length: columns }, (_, column) => ({
    name: `f${column}`,
    logicalType: column === 0 ? 'string' : types[column % 4],
    ...(column === 0 ? { primaryKey: true, primaryKeyPosition: 1, required: true } : {}),
  }));
  return JSON.stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'workbook',
    version: '1.0.0',
    status: 'active',
    name: 'Workbook',
    customProperties: [
      { property: 'daklake.owner', value: 'H15' },
      { property: 'daklake.access', value: 'private' },
    ],
    schema: [{ name: 'workbook', logicalType: 'object', properties }],
  });
}

async function parseAlone(file: string): Promise<void> {
  const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
  const zip = await open(file, { lazyEntries: true, autoClose: false });
  const entries = await new Promise<readonly Entry[]>((resolve, reject) => {
    const found: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      found.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(found));
    zip.on('error', reject);
    zip.readEntry();
  });
  let events = 0;
  for (const entry of entries) {
    if (!entry.fileName.endsWith('.xml')) continue;
    const parser = new SaxesParser({ xmlns: true, position: false });
    const count = () => void (events += 1);
    parser.on('opentag', count);
    parser.on('text', count);
    parser.on('closetag', count);
    const decoder = new TextDecoder('utf-8');
    const stream = await promisify(zip.openReadStream.bind(zip) as OpenMember)(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) parser.write(decoder.decode(chunk, { stream: true }));
    parser.close();
  }
  zip.close();
  if (events === 0) throw new Error('nothing was read');
}

/** Of the several forms that the library's method has. */
type OpenMember = (entry: Entry, done: (error: Error | null, stream: NodeJS.ReadableStream) => void) => void;
