import type { Contract } from '#modules/catalog/index.ts';
import { matchColumns } from '../check/match-columns.ts';
import type { KeptFinding } from './read-findings.ts';

/** Column numbers of a row's sheet. */
export type MarkedColumns = (finding: KeptFinding, cells: readonly (string | null)[]) => readonly number[];

/**
 * Tells which cells a finding is about. `headings` are those of the source, `first` the column of the first of them. Where
 * the tables of a file named a field differently it has several columns, and a row is in the one that it fills.
 */
export function markedColumns(contract: Contract, headings: readonly string[], first: number): MarkedColumns {
  const columnsOf = new Map<string, number[]>();
  const note = (field: string | undefined, column: number | undefined) => {
    if (field === undefined || column === undefined) return;
    const known = columnsOf.get(field) ?? [];
    if (!known.includes(column)) columnsOf.set(field, [...known, column]);
  };
  matchColumns(contract, headings).columns.forEach((column, index) => note(contract.fields[index]?.name, column));
  headings.forEach((heading, column) => {
    const alone = matchColumns(contract, [heading]).columns.indexOf(0);
    note(contract.fields[alone]?.name, column);
  });
  return (finding, cells) =>
    fieldsOf(contract, finding).flatMap((field) => {
      const columns = (columnsOf.get(field) ?? []).map((column) => first + column);
      return columns.find((column) => cells[column] !== null) ?? columns[0] ?? [];
    });
}

function fieldsOf(contract: Contract, { field, rule }: KeptFinding): readonly string[] {
  if (field !== null) return [field];
  const subject = rule.slice(0, rule.lastIndexOf('.'));
  if (rule.endsWith('.key') || rule.endsWith('.semantic')) return subject.split('+');
  return contract.rules.find(({ name }) => name === subject)?.fields ?? [];
}
