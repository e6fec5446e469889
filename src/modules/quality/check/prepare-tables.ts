import { join } from 'node:path';
import type { Contract } from '#modules/catalog/index.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { failCheck } from '../errors.ts';
import { derivedDegrees } from '../rules/derived-degrees.ts';
import { fitsAtAll, matchColumns, missingFields, type CheckWarning, type ColumnMatch } from './match-columns.ts';
import { staging, type StagingLayout } from './staging-layout.ts';

export interface PreparedTables {
  readonly layout: StagingLayout;
  readonly warnings: readonly CheckWarning[];
  readonly rowCount: number;
}

/**
 * Chooses the tables that fit the contract: those that have a column for every required field. Of several tables the
 * others are passed over with a warning; a single one that does not fit says what it lacks.
 */
export function prepareTables(
  contract: Contract,
  tables: readonly TextTable[],
  {
    folder,
    writeRows,
    sifted = false,
  }: {
    readonly folder: string;
    readonly writeRows: boolean;
    /** The rows are what a sieve left, and may be none. */
    readonly sifted?: boolean;
  },
): PreparedTables {
  const matched = tables.map((table) => ({ table, match: matchColumns(contract, table.columns) }));
  const fitting = matched.filter(({ match }) => fitsAtAll(match) && missingFields(contract, match).length === 0);
  if (fitting.length === 0) throw unfitting(contract, matched);
  const filled = fitting.filter(({ table }) => sifted || table.rowCount > 0);
  if (filled.length === 0) throw failCheck('table-empty', 'The table has a heading and not one row below it.');
  const layout = staging(
    filled.map(({ table, match }, number) => ({
      table,
      columns: match.columns,
      file: join(folder, `staged-${number}.parquet`),
    })),
    writeRows ? undefined : comparedFields(contract),
    derivedDegrees(contract),
  );
  const widest = Math.max(layout.headings.length, ...filled.map(({ table }) => table.columns.length));
  if (widest > mostColumns) throw tooWide(widest);
  return {
    layout,
    warnings: [...passedOver(matched, fitting), ...distinct(filled.flatMap(({ match }) => match.warnings))],
    rowCount: filled.reduce((sum, { table }) => sum + table.rowCount, 0),
  };
}

/** Columns of a source, known and unknown ones: of every row that is left out all cells are shown. */
const mostColumns = 2000;

function tooWide(found: number) {
  const said = (locale: string) => [found, mostColumns].map((count) => count.toLocaleString(locale));
  const [ownVi, mostVi] = said('vi-VN');
  const [ownEn, mostEn] = said('en');
  return failCheck('too-large', `There are ${found} columns; there may be ${mostColumns} at most.`, {
    members: {
      message: {
        vi: `Dữ liệu có ${ownVi} cột, nhiều nhất được ${mostVi}. Hãy bỏ các cột không có trong quy định cấu trúc dữ liệu.`,
        en: `The data have ${ownEn} columns; they may have ${mostEn} at most. Leave out those that the contract does not know.`,
      },
    },
  });
}

function unfitting(contract: Contract, matched: readonly { readonly table: TextTable; readonly match: ColumnMatch }[]) {
  if (matched.length === 0) return failCheck('table-not-found', 'There is no table in the file.');
  if (matched.length > 1) {
    const names = matched.map(({ table }) => table.name ?? '').join(', ');
    return failCheck('table-not-found', `None of the tables has the contract's columns: ${names}.`, {
      members: {
        message: {
          vi: `Không bảng nào có các cột của quy định cấu trúc dữ liệu: ${names}.`,
          en: `None of the tables has the contract's columns: ${names}.`,
        },
      },
    });
  }
  const [only] = matched;
  const missing = only === undefined ? [] : missingFields(contract, only.match);
  const lacking = missing.length > 0 ? missing : contract.fields;
  return failCheck(
    'columns-missing',
    `The table has no column for: ${lacking.map(({ name, labels }) => `${labels.vi} (${name})`).join(', ')}.`,
    {
      members: {
        fields: lacking.map(({ name, labels }) => ({ field: name, label: labels })),
        message: {
          vi: `Không có cột: ${lacking.map(({ labels }) => `«${labels.vi}»`).join(', ')}.`,
          en: `There is no column: ${lacking.map(({ labels }) => `“${labels.en}”`).join(', ')}.`,
        },
      },
    },
  );
}

function passedOver(
  all: readonly { readonly table: TextTable }[],
  fitting: readonly { readonly table: TextTable }[],
): readonly CheckWarning[] {
  return all
    .filter((one) => !fitting.includes(one))
    .map(({ table }) => ({
      code: 'table-skipped',
      message: {
        vi: `Bảng «${table.name ?? ''}» không có các cột bắt buộc của quy định cấu trúc dữ liệu; bảng này được bỏ qua.`,
        en: `The table “${table.name ?? ''}” has not the contract's required columns; it is passed over.`,
      },
    }));
}

function distinct(warnings: readonly CheckWarning[]): readonly CheckWarning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code}/${warning.message.vi}`, warning])).values()];
}

/** Fields whose cells are asked for of any row, since rows are compared by them. */
function comparedFields(contract: Contract): readonly number[] {
  const { id, fields, primaryKey } = contract;
  const referred = fields.flatMap(({ reference }) => (reference?.dataset === id ? [reference.field] : []));
  const compared = fields.flatMap(({ name, unique, reference }, index) =>
    unique || reference !== undefined || primaryKey.includes(name) || referred.includes(name) ? [index] : [],
  );
  const derived = derivedDegrees(contract);
  const isDerived = derived !== undefined && compared.some((index) => derived.cells.has(index));
  return isDerived ? [...new Set([...compared, derived.northing, derived.easting])] : compared;
}
