import type { FieldLimits, LogicalType } from './contract.ts';
import type { Property } from './odcs/property.ts';
import { translatePattern } from '#platform/patterns/pattern.ts';
import type { Path, Report } from './problem.ts';

/** `path` is the property's. */
export function readLimits(property: Property, type: LogicalType, path: Path, report: Report): FieldLimits {
  const options = property.logicalTypeOptions ?? {};
  const optionsPath = [...path, 'logicalTypeOptions'];
  const field = property.name;
  switch (type) {
    case 'string':
      reportOrder(options, 'minLength', 'maxLength', false);
      return keep(options, ['minLength', 'maxLength', ...(isPatternUsable() ? (['pattern'] as const) : [])]);
    case 'date':
    case 'timestamp':
    case 'time':
      // Of texts that are no moments nothing can be said of their order.
      if (boundNames.filter((bound) => !isSoundMoment(bound, type)).length === 0) reportBounds();
      return keep(options, boundNames);
    case 'integer':
    case 'number':
      reportBounds();
      return keep(options, [...boundNames, 'multipleOf']);
    case 'boolean':
      return {};
  }

  function isPatternUsable(): boolean {
    if (typeof options['pattern'] !== 'string') return false;
    const pattern = translatePattern(options['pattern']);
    if (!pattern.ok) report(pattern.code, [...optionsPath, 'pattern'], { field, ...pattern.facts });
    return pattern.ok;
  }

  function isSoundMoment(member: string, kind: 'date' | 'timestamp' | 'time'): boolean {
    const value = options[member];
    if (value === undefined || (typeof value === 'string' && isMoment[kind](value))) return true;
    const { vi, en, example } = moments[kind];
    report('limit-not-a-moment', [...optionsPath, member], { field, member, expectedVi: vi, expected: en, example });
    return false;
  }

  function reportBounds() {
    reportOrder(options, 'minimum', 'maximum', false);
    reportOrder(options, 'exclusiveMinimum', 'maximum', true);
    reportOrder(options, 'minimum', 'exclusiveMaximum', true);
    reportOrder(options, 'exclusiveMinimum', 'exclusiveMaximum', true);
  }

  /** ISO texts of one kind order like what they stand for. */
  function reportOrder(from: Readonly<Record<string, unknown>>, lower: string, upper: string, strict: boolean) {
    const [low, high] = [from[lower], from[upper]];
    if (typeof low !== typeof high || (typeof low !== 'number' && typeof low !== 'string')) return;
    // Both are of one of these types.
    const above = low > (high as typeof low);
    if (above || (strict && low === high)) report('limits-empty', [...optionsPath, upper], { field, lower, upper });
  }
}

const boundNames = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

/** The schema has seen to it that the options are of these types. */
function keep(options: Readonly<Record<string, unknown>>, names: readonly (keyof FieldLimits)[]): FieldLimits {
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}

const moments = {
  date: { vi: 'ngày', en: 'a day', example: '2026-01-31' },
  timestamp: { vi: 'thời điểm', en: 'a moment', example: '2026-01-31T08:00:00Z' },
  time: { vi: 'giờ', en: 'a time of day', example: '08:00:00' },
} as const;

export const isMoment = {
  date: isDay,
  timestamp: (text: string) => {
    const [, day, time] =
      /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ?? [];
    return day !== undefined && isDay(day) && (time === undefined || isTime(time));
  },
  time: isTime,
} as const;

/** A day that the calendar has, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/.test(text);
}
