import type { Contract, Field } from '#modules/catalog/index.ts';
import type { Localized } from '#api/localized.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { derivedFields } from '../rules/derived-fields.ts';
import { headingsOf } from './expected-headings.ts';

/** Which column of a table holds which field. */
export interface ColumnMatch {
  /** By the contract's fields: the column's index, or undefined where the table has none. */
  readonly columns: readonly (number | undefined)[];
  readonly warnings: readonly CheckWarning[];
}

export interface CheckWarning {
  readonly code: 'column-missing' | 'column-unknown' | 'column-ambiguous' | 'table-skipped';
  readonly message: Localized;
}

/** 1: as it is declared; 2: but for case, accents, tone placement and signs; by name before label before alias. */
interface Claim {
  readonly field: number;
  readonly column: number;
  readonly rank: number;
}

/**
 * Matches headings to fields by name, physical name, label or alias, whatever their case, accents, tone placement or
 * order. The best claim wins: exact before folded, name before label before alias, left before right.
 */
export function matchColumns(contract: Contract, headings: readonly string[]): ColumnMatch {
  const claimsOf = claimFinder(contract.fields);
  const claims = headings
    .flatMap((heading, column) => claimsOf(heading, column))
    .toSorted((a, b) => a.rank - b.rank || a.column - b.column || a.field - b.field);
  const columns: (number | undefined)[] = contract.fields.map(() => undefined);
  const taken = new Set<number>();
  for (const { field, column } of claims) {
    if (columns[field] !== undefined || taken.has(column)) continue;
    columns[field] = column;
    taken.add(column);
  }
  const beaten = new Set(claims.filter(({ column }) => !taken.has(column)).map(({ column }) => column));
  const derived = derivedIn(contract, columns);
  const warnings = [
    ...contract.fields.flatMap((field, index) =>
      columns[index] === undefined && !field.required && !derived.has(index) ? [missingColumn(field)] : [],
    ),
    ...headings.flatMap((heading, column) => {
      if (taken.has(column)) return [];
      return [beaten.has(column) ? ambiguousColumn(heading) : unknownColumn(heading, column)];
    }),
  ];
  return { columns, warnings };
}

/** Required and key fields without a column: the table cannot be checked. */
export function missingFields(contract: Contract, match: ColumnMatch): readonly Field[] {
  const derived = derivedIn(contract, match.columns);
  return contract.fields.filter(
    (field, index) => field.required && match.columns[index] === undefined && !derived.has(index),
  );
}

/** Fields that are worked out of columns that the table has. */
function derivedIn(contract: Contract, columns: ColumnMatch['columns']): ReadonlySet<number> {
  const derived = derivedFields(contract);
  const isThere = (field: number) => columns[field] !== undefined;
  return new Set(
    derived !== undefined && isThere(derived.northing) && isThere(derived.easting) ? derived.axes.keys() : [],
  );
}

export function fitsAtAll(match: ColumnMatch): boolean {
  return match.columns.some((column) => column !== undefined);
}

/** What fields claim a column, found by names: a table may have thousands of columns, and so may a contract. */
function claimFinder(fields: readonly Field[]): (heading: string, column: number) => readonly Claim[] {
  const exact = new Map<string, Map<number, number>>();
  const folded = new Map<string, Map<number, number>>();
  const add = (names: Map<string, Map<number, number>>, name: string, field: number, rank: number) => {
    const ranks = names.get(name) ?? new Map<number, number>();
    if (!ranks.has(field)) ranks.set(field, rank);
    names.set(name, ranks);
  };
  for (const [index, field] of fields.entries()) {
    for (const [rank, name] of headingsOf(field).entries()) {
      add(exact, name, index, rank);
      add(folded, foldHeading(name), index, 1000 + rank);
    }
  }
  return (given, column) => {
    // A column without a heading is known by its place, as all are in a table that has no headings.
    const heading = given === '' ? `column ${column + 1}` : given;
    const key = foldHeading(heading);
    const ranks = new Map([...((key === '' ? undefined : folded.get(key)) ?? []), ...(exact.get(heading) ?? [])]);
    return [...ranks].map(([field, rank]) => ({ field, column, rank }));
  };
}

function missingColumn(field: Field): CheckWarning {
  return {
    code: 'column-missing',
    message: {
      vi: `Không có cột «${field.labels.vi}»; trường này để trống.`,
      en: `There is no column “${field.labels.en}”; the field stays empty.`,
    },
  };
}

function unknownColumn(heading: string, column: number): CheckWarning {
  const name = heading === '' ? `${column + 1}` : heading;
  return {
    code: 'column-unknown',
    message: {
      vi: `Cột «${name}» không có trong quy định cấu trúc dữ liệu; cột này được bỏ qua.`,
      en: `The column “${name}” is not in the contract; it is passed over.`,
    },
  };
}

function ambiguousColumn(heading: string): CheckWarning {
  return {
    code: 'column-ambiguous',
    message: {
      vi: `Cột «${heading}» ứng với một trường đã có cột khác khớp hơn; cột này được bỏ qua.`,
      en: `The column “${heading}” stands for a field that another column fits better; it is passed over.`,
    },
  };
}
