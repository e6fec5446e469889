import type { MadeContract } from '../../support/make-contract.ts';

/** Rows of made-up dossiers: a key, codes, numbers, days, and texts that hardly repeat. */
export const dossierFields: MadeContract['fields'] = [
  { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
  { name: 'ten', logicalType: 'string', required: true },
  { name: 'ma_xa', logicalType: 'string' },
  { name: 'ngay', logicalType: 'date' },
  { name: 'so_tien', logicalType: 'integer' },
  { name: 'ty_le', logicalType: 'number' },
  { name: 'noi_dung', logicalType: 'string' },
];

export const dossierNames = dossierFields.map(({ name }) => String(name));

export type Cell = string | number;

export function dossier(row: number, { from = 0, faults = 0 } = {}): readonly Cell[] {
  const number = row + from;
  const mixed = (number * 2_654_435_761) % 4_294_967_296;
  return [
    `H15-${String(number).padStart(9, '0')}`,
    `Nguyễn Văn ${mixed.toString(36)}`,
    String(24_000 + (mixed % 300)),
    // Every so many rows one that is no day.
    faults > 0 && row % faults === 0
      ? '31/02/2026'
      : `2026-0${1 + (mixed % 9)}-${String(1 + (mixed % 28)).padStart(2, '0')}`,
    mixed % 1_000_000,
    (mixed % 1000) / 1000,
    `Đề nghị giải quyết ${mixed.toString(36)} ${(mixed ^ number).toString(36)} tại bộ phận một cửa`,
  ];
}

export function dossiers(rows: number, options: Parameters<typeof dossier>[1] = {}): readonly (readonly Cell[])[] {
  return Array.from({ length: rows }, (_, row) => dossier(row, options));
}

export function asCsv(rows: readonly (readonly Cell[])[], names: readonly string[] = dossierNames): string {
  return [names, ...rows].map((cells) => cells.join(',')).join('\n') + '\n';
}

export function asRecords(
  rows: readonly (readonly Cell[])[],
  names: readonly string[] = dossierNames,
): readonly Readonly<Record<string, Cell | undefined>>[] {
  return rows.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column]])));
}
