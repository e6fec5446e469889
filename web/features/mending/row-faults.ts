import type { FormRules } from '#api/form-rules.ts';
import type { Language } from '#api/localized.ts';
import type { Finding, Severity } from '#api/quality.ts';
import type { RejectedRow } from '#api/mending.ts';
import type { MendColumn } from '#api/web-services/mending.ts';
import type { MendTexts } from '../../messages/mend-texts.ts';
import { faultWords } from './fault-words.ts';
import type { judgeRow, RowFault } from './judging/judge-row.ts';

/** Changed cells of a row, by heading. */
export type RowEdits = ReadonlyMap<string, string>;

export interface CellFault {
  readonly rule: string;
  readonly severity: Severity;
  readonly words: string;
  readonly suggestion: string | null;
}

export interface RowFaults {
  /** By heading. */
  readonly cells: ReadonlyMap<string, readonly CellFault[]>;
  /** Headings of cells that a rule over several has to do with, but that it is not said at. */
  readonly touched: ReadonlySet<string>;
  /** What is about no cell of the row. */
  readonly row: readonly CellFault[];
}

export interface FaultsAsked {
  readonly row: RejectedRow;
  readonly columns: readonly MendColumn[];
  readonly form: FormRules;
  /** Undefined: nothing was changed. */
  readonly edits: RowEdits | undefined;
  /** Undefined: not loaded yet. */
  readonly judge: typeof judgeRow | undefined;
  readonly language: Language;
  readonly texts: MendTexts['grid'];
}

interface Fault extends CellFault {
  readonly fields: readonly string[];
}

/**
 * What is wrong with a row as it stands in the form: what the server found, until cells are changed; then of these what
 * only the server can judge, and whatever the form's own rules find.
 */
export function findRowFaults(asked: FaultsAsked): RowFaults {
  const { row, edits, judge } = asked;
  const found = row.findings.filter(({ severity }) => severity !== 'info');
  if (edits === undefined || judge === undefined)
    return place(
      asked,
      found.map((finding) => ofFinding(asked, finding)),
    );
  const judged = judgedRules(asked.form);
  const changed = new Set(asked.columns.filter(({ heading }) => edits.has(heading)).map(({ field }) => field));
  const kept = found.filter(
    (finding) => !judged.has(finding.rule) && !fieldsOf(finding).some((field) => changed.has(field)),
  );
  const hidden = new Set(
    asked.columns.filter(({ masked, field }) => masked && !changed.has(field)).map(({ field }) => field),
  );
  const own = judge(asked.form, cellsOf(asked, hidden)).filter(
    ({ fields }) => !fields.some((field) => hidden.has(field)),
  );
  return place(asked, [
    ...kept.map((finding) => ofFinding(asked, finding)),
    ...own.map((fault) => ofJudgement(asked, fault)),
  ]);
}

/** Whether somebody who sends the row as it is would get it back. */
export function isRejectable({ cells, row }: RowFaults): boolean {
  return [...[...cells.values()].flat(), ...row].some(({ severity }) => severity === 'error');
}

function cellsOf({ row, columns, edits }: FaultsAsked, hidden: ReadonlySet<string | null>) {
  const cells: (readonly [string, string | null])[] = [];
  for (const { heading, field } of columns) {
    if (field === null || hidden.has(field) || !Object.hasOwn(row.values, heading)) continue;
    cells.push([field, edits?.get(heading) ?? row.values[heading] ?? null]);
  }
  return Object.fromEntries(cells);
}

function judgedRules({ fields, rowRules }: FormRules): ReadonlySet<string> {
  return new Set([
    ...fields.flatMap(({ name, checks }) => [`${name}.required`, `${name}.type`, ...checks.map(({ rule }) => rule)]),
    ...rowRules.map(({ rule }) => rule),
  ]);
}

function fieldsOf({ field, fields }: Finding): readonly string[] {
  return fields ?? (field === null ? [] : [field]);
}

function ofFinding({ language }: FaultsAsked, finding: Finding): Fault {
  return {
    rule: finding.rule,
    severity: finding.severity,
    fields: fieldsOf(finding),
    words: faultWords(finding, language),
    suggestion: finding.suggestion ?? null,
  };
}

function ofJudgement({ language, texts }: FaultsAsked, { rule, severity, fields, kind, words }: RowFault): Fault {
  const said = words[language];
  return {
    rule,
    severity,
    fields,
    words: kind === 'missing' ? texts.missing : kind === 'expected' ? texts.expected(said) : said,
    suggestion: null,
  };
}

function place({ row, columns }: FaultsAsked, faults: readonly Fault[]): RowFaults {
  const cells = new Map<string, CellFault[]>();
  const touched = new Set<string>();
  const others: CellFault[] = [];
  for (const { fields, ...fault } of faults) {
    const headings = fields.flatMap((field) => headingOf(row, columns, field) ?? []);
    const [first] = headings;
    if (first === undefined) others.push(fault);
    else cells.set(first, [...(cells.get(first) ?? []), fault]);
    for (const heading of headings.slice(1)) touched.add(heading);
  }
  return { cells, touched, row: others };
}

/** Where the tables of a file named a field differently it has several columns, and a row is in the one that it fills. */
function headingOf(row: RejectedRow, columns: readonly MendColumn[], field: string): string | undefined {
  const candidates = columns.filter((column) => column.field === field && Object.hasOwn(row.values, column.heading));
  return (candidates.find(({ heading }) => row.values[heading] !== null) ?? candidates[0])?.heading;
}
