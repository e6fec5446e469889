import type { Severity } from '#api/quality.ts';
import type { Field, Dimension, Enumeration } from './contract.ts';
import { isMoment } from './read-limits.ts';
import type { Quality } from './odcs/quality.ts';
import type { Path, Report } from './problem.ts';

export const celEngine = 'cel';

/** Our own kinds of check: an expression over the row, and a closed list of values; everything else is kept unread. */
export function kindOfQuality(quality: Quality, onField: boolean): 'cel' | 'enumeration' | 'unknown' {
  if (quality.type === 'custom') return quality.engine?.toLowerCase() === celEngine ? 'cel' : 'unknown';
  if (quality.metric !== 'invalidValues' || !onField || quality.mustBe !== 0) return 'unknown';
  const given = Object.keys(quality.arguments ?? {});
  return given.length === 1 && given[0] === 'validValues' ? 'enumeration' : 'unknown';
}

/** How an entry that is not ours is shown. */
export function nameOfQuality(quality: Quality): string {
  return quality.name ?? quality.metric ?? quality.description ?? quality.engine ?? quality.type ?? 'quality';
}

/** Error unless said otherwise. */
export function readSeverity(quality: Quality, path: Path, report: Report): Severity {
  const severity = (quality.severity ?? 'error').trim().toLowerCase();
  if (severity === 'error' || severity === 'warn' || severity === 'info') return severity;
  if (severity === 'warning') return 'warn';
  report('severity-unknown', [...path, 'severity'], { found: quality.severity ?? '' });
  return 'error';
}

export function readEnumeration(
  quality: Quality,
  field: Pick<Field, 'name' | 'type'>,
  path: Path,
  report: Report,
): Enumeration | undefined {
  const listPath = [...path, 'arguments', 'validValues'];
  const given = quality.arguments?.['validValues'];
  // A null on the list says that the cell may be missing, which is what `required` is for.
  const values = (Array.isArray(given) ? (given as readonly unknown[]) : []).filter((value) => value !== null);
  if (values.length === 0) {
    report('enumeration-empty', path, { field: field.name });
    return undefined;
  }
  values.forEach((value, index) => {
    if (isOfType(value, field.type)) return;
    report('enumeration-value', [...listPath, index], {
      field: field.name,
      found: JSON.stringify(value),
      type: field.type,
    });
  });
  const dimension: Dimension | undefined = quality.dimension;
  return {
    values: [...new Set(values.map(String))],
    ...(dimension === undefined ? {} : { dimension }),
    severity: readSeverity(quality, path, report),
  };
}

function isOfType(value: unknown, type: Field['type']): boolean {
  const text = String(value);
  switch (type) {
    case 'string':
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    case 'integer':
      return /^[+-]?\d+$/.test(text);
    case 'number':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'date':
    case 'timestamp':
    case 'time':
      return isMoment[type](text);
  }
}
