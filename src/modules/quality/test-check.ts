import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, Json } from '@duckdb/node-api';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { CodeList } from '#modules/dictionary/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { CheckInput, CheckOutcome } from './check/check-input.ts';
import { checkTables } from './check/check-tables.ts';

export function testField(name: string, given: Partial<Field> = {}): Field {
  return {
    name,
    labels: { vi: name, en: name },
    aliases: [],
    type: 'string',
    required: false,
    unique: false,
    limits: {},
    missing: [],
    personal: 'none',
    examples: [],
    ...given,
  };
}

export function testContract(given: Partial<Contract> & { readonly fields: readonly Field[] }): Contract {
  return {
    id: 'test',
    version: '1.0.0',
    status: 'active',
    title: { vi: 'Thử', en: 'Test' },
    description: { vi: '', en: '' },
    owner: 'H15.05',
    access: 'open',
    importance: 'other',
    legalBasis: [],
    loadMode: 'replace',
    partitionBy: [],
    holdBelow: 0,
    synthetic: true,
    primaryKey: [],
    rules: [],
    unknownQuality: [],
    document: {},
    ...given,
  };
}

/** Communes of a small world: one goes on, one was taken over whole, one was split. */
export const testCommunes: CodeList = {
  id: 'commune',
  title: { vi: 'Xã, phường', en: 'Communes' },
  codes: [
    { code: '24133', name: { vi: 'Phường Buôn Ma Thuột' }, validFrom: '2025-07-01', validTo: null },
    { code: '24121', name: { vi: 'Phường Tân Hòa' }, validFrom: '2025-07-01', validTo: null },
    { code: '24169', name: { vi: 'Xã Ea Kao' }, validFrom: null, validTo: null },
    { code: '24118', name: { vi: 'Phường Tân Lập' }, validFrom: null, validTo: '2025-06-30' },
    { code: '24550', name: { vi: 'Xã Ea Bhốk' }, validFrom: null, validTo: '2025-06-30' },
  ],
  successions: [
    { from: '24118', to: '24121', coverage: 'full', on: '2025-07-01' },
    { from: '24550', to: '24133', coverage: 'partial', on: '2025-07-01' },
    { from: '24550', to: '24169', coverage: 'partial', on: '2025-07-01' },
  ],
};

type Cell = string | null;

export interface TestTable {
  readonly name?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** By row; absent: as the heading. */
  readonly shapes?: readonly (string | null)[];
  readonly typedNumbers?: readonly boolean[];
}

export interface TestBench {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  close(): Promise<void>;
}

export async function openTestBench(): Promise<TestBench> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-quality-'));
  const duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  const connection = await duckdb.connect();
  return {
    connection,
    folder,
    close: async () => {
      connection.closeSync();
      duckdb.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type TestCheck = Partial<Omit<CheckInput, 'tables' | 'contract' | 'connection' | 'folder'>> & {
  readonly contract: Contract;
  readonly tables: readonly TestTable[];
};

/** Checks tables that are stored already, with what a test need not say filled in. */
export async function checkStored(
  bench: TestBench,
  given: Partial<CheckInput> & Pick<CheckInput, 'contract' | 'tables'>,
): Promise<CheckOutcome> {
  return checkTables({
    receivedOn: '2026-11-22',
    codeLists: (id) => (id === 'commune' ? testCommunes : undefined),
    scoring: {
      validFrom: '2025-01-01',
      basis: '',
      weights: { dung: 1, du: 1, sach: 1, song: 1, thongNhat: 1 },
      bands: { xanh: 90, vang: 75 },
    },
    mode: given.contract.loadMode,
    connection: bench.connection,
    // The engine remembers files by their names.
    folder: await mkdtemp(join(bench.folder, 'check-')),
    ...given,
  });
}

/** Checks rows that stand in the test, and reads back every file of the outcome. */
export async function checkRows(bench: TestBench, { tables, ...given }: TestCheck) {
  const folder = await mkdtemp(join(bench.folder, 'tables-'));
  const stored = await Promise.all(tables.map((table, number) => store(table, join(folder, `table-${number}.csv`))));
  const outcome = await checkStored(bench, { ...given, tables: stored });
  const rowsOf = async (file: string | null) =>
    file === null
      ? []
      : (await bench.connection.runAndReadAll(`select * from read_parquet(${quoteText(file)})`)).getRowObjectsJson();
  return {
    result: outcome.result,
    accepted: await rowsOf(outcome.accepted),
    rejects: await rowsOf(outcome.rejects),
    findings: await rowsOf(outcome.findings),
    originals: await rowsOf(outcome.originals),
  };
}

/** The short way for one field: what became of each value. */
export async function checkValues(
  bench: TestBench,
  field: Field,
  values: readonly Cell[],
  given: Partial<TestCheck> = {},
) {
  const checked = await checkRows(bench, {
    contract: testContract({ fields: [field] }),
    tables: [{ columns: [field.name], rows: values.map((value) => [value]) }],
    examineAll: false,
    ...given,
  });
  const accepted = new Map<number, Json>();
  const rejected = new Set(checked.rejects.map(({ _row }) => Number(_row)));
  let next = 0;
  values.forEach((_, index) => {
    if (!rejected.has(index + 2)) accepted.set(index, checked.accepted[next++]?.[field.name] ?? null);
  });
  return values.map((value, index) => ({
    value,
    read: accepted.get(index),
    findings: checked.result.findings.filter(({ row }) => row === index + 2),
    mend: checked.originals.find(({ _row }) => Number(_row) === index + 2)?.['mend'],
  }));
}

/** A csv file that is scanned as it is. */
export function regularTable({
  path,
  columns,
  rowCount,
}: Pick<TextTable, 'columns' | 'rowCount'> & { readonly path: string }): TextTable {
  return {
    name: null,
    headerRows: [1],
    columns,
    typedNumbers: columns.map(() => false),
    rowCount,
    firstRow: rowCount === 0 ? null : 2,
    lastRow: rowCount === 0 ? null : rowCount + 1,
    skipped: [],
    storage: {
      path,
      delimiter: ',',
      quote: '"',
      escape: '"',
      newline: '\n',
      skipLines: 1,
      positioned: false,
      multiline: false,
    },
  };
}

async function store(table: TestTable, path: string): Promise<TextTable> {
  const lines = table.rows.map((row, index) =>
    [...row.map(quote), String(index + 2), quote(table.shapes?.[index] ?? null)].join(','),
  );
  await writeFile(path, `${['heading', ...lines].join('\n')}\n`);
  const regular = regularTable({ path, columns: table.columns, rowCount: table.rows.length });
  return {
    ...regular,
    name: table.name ?? null,
    typedNumbers: table.typedNumbers ?? regular.typedNumbers,
    storage: { ...regular.storage, positioned: true, multiline: true },
  };
}

function quote(cell: Cell): string {
  return cell === null ? '' : `"${cell.replaceAll('"', '""')}"`;
}
