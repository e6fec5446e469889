import type { Finding } from '#api/quality.ts';
import type { XlsxCell } from '#platform/spreadsheets/xlsx-cells.ts';
import type { XlsxStyle } from '#platform/spreadsheets/xlsx-styles.ts';
import type { MarkedColumns } from './marked-columns.ts';
import { severityWords } from './rejects-sheet-texts.ts';
import type { KeptFinding } from './read-findings.ts';

/** A row of a rejects file and what was found on it. */
export interface FoundRow {
  readonly cells: readonly (string | null)[];
  readonly findings: readonly KeptFinding[];
}

export interface Marking {
  readonly columns: MarkedColumns;
  /** Puts findings into words, one for one, masked as whoever asked may see them. */
  readonly present: (findings: readonly KeptFinding[]) => Promise<readonly Finding[]>;
  /** How many of the ledger's own columns stand first. */
  readonly fixed: number;
}

interface Mark {
  severity: 'error' | 'warn';
  leftOut: boolean;
  readonly texts: string[];
}

/** The rows as cells of a sheet, the faulty ones marked; those of the first `most` findings say what is wrong. */
export async function markRejects(
  rows: readonly FoundRow[],
  most: number,
  { columns, present, fixed }: Marking,
): Promise<{ readonly rows: readonly (readonly XlsxCell[])[]; readonly said: number }> {
  const told = rows.flatMap(({ findings }) => findings).slice(0, most);
  const words = new Map((await present(told)).map((finding, index) => [told[index], finding]));
  const marked = rows.map(({ cells, findings }) => {
    const marks = new Map<number, Mark>();
    for (const finding of findings) {
      const faulty = columns(finding, cells);
      for (const column of faulty) markOf(marks, column, finding);
      // What is about no column of the source is said where the reasons are.
      const [first = fixed - 1] = faulty;
      const noted = markOf(marks, first, finding);
      const told = words.get(finding);
      if (told === undefined) noted.leftOut = true;
      else noted.texts.push(`${severityWords[told.severity]}\n${told.message.vi}`);
    }
    return cells.map((value, column) =>
      cellOf(value, marks.get(column), column < fixed ? fixedStyle(column) : undefined),
    );
  });
  return { rows: marked, said: told.length };
}

function markOf(marks: Map<number, Mark>, column: number, { severity }: KeptFinding): Mark {
  const found = marks.get(column) ?? { severity: 'warn', leftOut: false, texts: [] };
  if (severity === 'error') found.severity = 'error';
  marks.set(column, found);
  return found;
}

function fixedStyle(column: number): XlsxStyle {
  return column === 1 ? 'fixedNumber' : 'fixed';
}

function cellOf(value: string | null, found: Mark | undefined, fixed: XlsxStyle | undefined): XlsxCell {
  if (found === undefined) return fixed === undefined ? value : { value, style: fixed };
  return {
    value,
    style: fixed ?? (found.severity === 'error' ? 'error' : 'warning'),
    ...(found.texts.length === 0 ? {} : { note: found.texts.join('\n\n') }),
    ...(found.leftOut ? { noteLeftOut: true } : {}),
  };
}
