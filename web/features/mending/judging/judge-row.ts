import type { FormField, FormRules } from '#api/form-rules.ts';
import type { Localized } from '#api/localized.ts';
import type { Severity } from '#api/quality.ts';
import { celValueOf } from '../../../lib/cel/cel-value-of.ts';
import { evaluateCel, type CelValue } from '../../../lib/cel/evaluate-cel.ts';
import { passes } from './judge-cell.ts';
import { readCell, type ReadCell } from './read-cell.ts';

/** What is wrong with a typed row, as far as it can be told here. */
export interface RowFault {
  readonly rule: string;
  readonly severity: Severity;
  /** Names of the fields that it is about. */
  readonly fields: readonly string[];
  /** `missing`: no value; otherwise `words` say what is expected, or of a rule over a row what is wrong. */
  readonly kind: 'missing' | 'expected' | 'said';
  readonly words: Localized;
}

/**
 * Judges a row by the rules of its form. `cells` are texts by field; a field that is not among them is not in the row's
 * source, and nothing is said of it. A missing cell breaks `required` alone, an unreadable one `type` alone.
 */
export function judgeRow(form: FormRules, cells: Readonly<Record<string, string | null>>): readonly RowFault[] {
  const fields = form.fields.filter(({ name }) => Object.hasOwn(cells, name));
  const read = new Map(fields.map((field) => [field.name, readCell(field, cells[field.name] ?? null)]));
  const dayOf = (name: string) => {
    const cell = read.get(name);
    return cell?.kind === 'read' ? cell.spelled.slice(0, 10) : null;
  };
  return [
    ...fields.flatMap((field) => judgeField(field, read.get(field.name), dayOf)),
    ...form.rowRules.flatMap(({ rule, severity, fields: names, term, message }): readonly RowFault[] => {
      if (names.some((name) => read.get(name)?.kind === 'unreadable')) return [];
      const row = Object.fromEntries(
        form.fields.map((field): [string, CelValue] => [field.name, valueOf(field, read.get(field.name))]),
      );
      return evaluateCel(term, row) === false ? [{ rule, severity, fields: names, kind: 'said', words: message }] : [];
    }),
  ];
}

function judgeField(
  field: FormField,
  cell: ReadCell | undefined,
  dayOf: (name: string) => string | null,
): readonly RowFault[] {
  const { name, expected, required, checks } = field;
  const fault = { severity: 'error', fields: [name], words: expected } as const;
  if (cell === undefined) return [];
  if (cell.kind === 'missing') return required ? [{ ...fault, rule: `${name}.required`, kind: 'missing' }] : [];
  if (cell.kind === 'unreadable') return [{ ...fault, rule: `${name}.type`, kind: 'expected' }];
  return checks
    .filter((check) => passes(field, check, cell.spelled, dayOf) === false)
    .map(({ rule, severity, expected: words }) => ({ rule, severity, fields: [name], kind: 'expected', words }));
}

function valueOf({ type }: FormField, cell: ReadCell | undefined): CelValue {
  return cell?.kind === 'read' ? celValueOf(type, cell.spelled) : null;
}
