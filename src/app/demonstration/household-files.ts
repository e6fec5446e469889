import type { AdministrativeUnit } from '#modules/directory/index.ts';
import { encodeDelimitedText, type DelimitedTextOptions } from './delimited-text.ts';
import type { DemonstrationFile, Fault } from './demonstration-file.ts';
import { householdFields, makeHouseholds, type CommuneHouseholds, type HouseholdRow } from './household-rows.ts';
import { layOutReport } from './report-layout.ts';

/** The communes that send their own file, each in the form it is used to. */
const ownDeliveries: Readonly<Record<string, Delivery>> = {
  '24169': { kind: 'text', extension: 'csv', options: { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' } },
  '24445': { kind: 'text', extension: 'csv', options: { delimiter: ';', encoding: 'utf-8', newline: '\n' } },
  '22096': { kind: 'text', extension: 'txt', options: { delimiter: '\t', encoding: 'utf-16le-bom', newline: '\r\n' } },
  '24604': { kind: 'report', extension: 'csv', options: { delimiter: ';', encoding: 'utf-8-bom', newline: '\r\n' } },
  '24121': { kind: 'report', extension: 'csv', options: { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' } },
};
type Delivery = {
  readonly kind: 'text' | 'report';
  readonly extension: 'csv' | 'txt';
  readonly options: DelimitedTextOptions;
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
    const households = makeHouseholds(commune, formerCommunes.get(commune.code));
    faults.push(...moveDown(households.faults, rows.length + 1));
    rows.push(...households.rows);
  }
  const bytes = encodeDelimitedText(asTable(rows), { delimiter: ',', encoding: 'utf-8-bom', newline: '\r\n' });
  return { name: 'ho-ngheo-2025-89-xa-phuong.csv', bytes, faults };
}

/** The files of the five communes that send for themselves. */
export function makeCommuneHouseholdFiles({
  communes,
  formerCommunes,
}: HouseholdFilesOptions): readonly DemonstrationFile[] {
  return Object.entries(ownDeliveries).map(([code, delivery]) => {
    const commune = communes.find((unit) => unit.code === code);
    if (commune === undefined) throw new Error(`no commune ${code} today`);
    return { ...layOut(commune, makeHouseholds(commune, formerCommunes.get(code)), delivery), unit: code };
  });
}

function layOut(commune: AdministrativeUnit, households: CommuneHouseholds, delivery: Delivery): DemonstrationFile {
  const name = `ho-ngheo-2025-${commune.code}.${delivery.extension}`;
  if (delivery.kind === 'text') {
    const bytes = encodeDelimitedText(asTable(households.rows), delivery.options);
    return { name, bytes, faults: moveDown(households.faults, 1) };
  }
  const report = layOutReport({
    committee: `UBND ${commune.name.vi.toUpperCase()}`,
    title: 'DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025',
    table: asTable(households.rows),
    totals: { label: 'Tổng cộng', sums: sumPersons(households.rows) },
    signature: ['NGƯỜI LẬP BIỂU', 'CHỦ TỊCH'],
  });
  return {
    name,
    bytes: encodeDelimitedText(report.rows, delivery.options),
    faults: moveDown(households.faults, report.firstRow - 1),
  };
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
