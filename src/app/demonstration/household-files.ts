import type { AdministrativeUnit } from '#modules/directory/index.ts';
import type { XlsxCellType } from '#platform/spreadsheets/xlsx-cells.ts';
import { encodeDelimitedText, type DelimitedTextOptions } from './delimited-text.ts';
import type { DemonstrationFile, Fault } from './demonstration-file.ts';
import { encodeWorkbook } from './encode-workbook.ts';
import {
  householdFields,
  makeHouseholds,
  type CommuneHouseholds,
  type HouseholdField,
  type HouseholdRow,
} from './household-rows.ts';
import { layOutReport } from './report-layout.ts';

/** The communes that send their own file, each in the form it is used to. */
const ownDeliveries: Readonly<Record<string, Delivery>> = {
  '22096': { kind: 'text', extension: 'txt', options: { delimiter: '\t', encoding: 'utf-16le-bom', newline: '\r\n' } },
  '24121': { kind: 'workbook', extension: 'xlsx' },
  '24169': { kind: 'text', extension: 'csv', options: { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' } },
  '24445': { kind: 'text', extension: 'csv', options: { delimiter: ';', encoding: 'utf-8', newline: '\n' } },
  '24604': { kind: 'report', extension: 'csv', options: { delimiter: ';', encoding: 'utf-8-bom', newline: '\r\n' } },
};
type Delivery =
  | { readonly kind: 'text'; readonly extension: 'csv' | 'txt'; readonly options: DelimitedTextOptions }
  /** With letterhead, totals and signatures. */
  | { readonly kind: 'report'; readonly extension: 'csv'; readonly options: DelimitedTextOptions }
  /** The same as a spreadsheet. */
  | { readonly kind: 'workbook'; readonly extension: 'xlsx' };
/** Columns whose cells a spreadsheet holds as numbers and dates; incomes were typed with dots, as text. */
const cellTypes: Readonly<Partial<Record<HouseholdField, XlsxCellType>>> = {
  so_nhan_khau: 'number',
  so_tre_em: 'number',
  so_chi_so_thieu_hut: 'number',
  ngay_sinh: 'date',
  ngay_cong_nhan: 'date',
};
/** These have sent nothing yet. */
const silent: ReadonlySet<string> = new Set(['22114', '22177', '22291', '24187', '24265', '24376', '24484', '24561']);

export interface HouseholdFilesOptions {
  readonly communes: readonly AdministrativeUnit[];
  readonly formerCommunes: ReadonlyMap<string, string>;
}

/** One file in which the department passes on what 89 communes gave it. */
export function makeBulkHouseholdFile({ communes, formerCommunes }: HouseholdFilesOptions): DemonstrationFile {
  const rows: HouseholdRow[] = [];
  const faults: Fault[] = [];
  for (const commune of communes) {
    if (commune.code in ownDeliveries || silent.has(commune.code)) continue;
    const households = makeHouseholds(commune, { formerCode: formerCommunes.get(commune.code), faultShare: 0.035 });
    faults.push(...moveDown(households.faults, rows.length + 1));
    rows.push(...households.rows);
  }
  const bytes = encodeDelimitedText(asTable(rows), { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' });
  return { name: 'ho-ngheo-2025-89-xa-phuong.csv', bytes, faults };
}

/** The files of the five communes that send for themselves. */
export async function makeCommuneHouseholdFiles({
  communes,
  formerCommunes,
}: HouseholdFilesOptions): Promise<readonly DemonstrationFile[]> {
  return Promise.all(
    Object.entries(ownDeliveries).map(async ([code, delivery]) => {
      const commune = communes.find((unit) => unit.code === code);
      if (commune === undefined) throw new Error(`no commune ${code} today`);
      const households = makeHouseholds(commune, { formerCode: formerCommunes.get(code), faultShare: 0.08 });
      const file = await layOut(commune, households, delivery);
      return { ...file, unit: code };
    }),
  );
}

async function layOut(
  commune: AdministrativeUnit,
  households: CommuneHouseholds,
  delivery: Delivery,
): Promise<DemonstrationFile> {
  const name = `ho-ngheo-2025-${commune.code}.${delivery.extension}`;
  const table = asTable(households.rows);
  if (delivery.kind === 'text') {
    return { name, bytes: encodeDelimitedText(table, delivery.options), faults: moveDown(households.faults, 1) };
  }
  const report = layOutReport({
    committee: `UBND ${commune.name.vi.toUpperCase()}`,
    title: 'DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025',
    table,
    totals: { label: 'Tổng cộng', sums: sumPersons(households.rows) },
    signature: ['NGƯỜI LẬP BIỂU', 'CHỦ TỊCH'],
  });
  const types = householdFields.map(([field]) => cellTypes[field] ?? 'text');
  const bytes =
    delivery.kind === 'report'
      ? encodeDelimitedText(report.rows, delivery.options)
      : await encodeWorkbook(report.rows, { sheet: 'Danh sách', types });
  return { name, bytes, faults: moveDown(households.faults, report.firstRow - 1) };
}

function asTable(rows: readonly HouseholdRow[]): readonly (readonly string[])[] {
  return [
    householdFields.map(([, label]) => label),
    ...rows.map((row) => householdFields.map(([field]) => row[field])),
  ];
}

function sumPersons(rows: readonly HouseholdRow[]): ReadonlyMap<number, string> {
  const sums = new Map<number, string>();
  for (const field of ['so_nhan_khau', 'so_tre_em'] as const) {
    const column = householdFields.findIndex(([name]) => name === field);
    sums.set(column, String(rows.reduce((sum, row) => sum + Number(row[field]), 0)));
  }
  return sums;
}

function moveDown(faults: readonly Fault[], lines: number): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, line: fault.line + lines }));
}
