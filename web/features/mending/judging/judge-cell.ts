import type { CodeDay, FormCheck, FormCode, FormField, FormLimits } from '#api/form-rules.ts';
import { searchPattern } from '../../../lib/cel/search-pattern.ts';
import { readCell } from './read-cell.ts';

/** Whether what was read passes; null: the check cannot be put. `dayOf` reads another field of the row. */
export function passes(
  field: FormField,
  check: FormCheck,
  spelled: string,
  dayOf: (field: string) => string | null,
): boolean | null {
  switch (check.kind) {
    case 'length': {
      const { length } = [...spelled];
      return length >= (check.minimum ?? 0) && length <= (check.maximum ?? Infinity);
    }
    case 'pattern':
      return searchPattern(check.re2, spelled);
    case 'range':
      return isWithin(field, check.limits, spelled);
    case 'enum':
      return check.values.some((value) => {
        const read = readCell(field, value);
        return read.kind === 'read' && sameValue(field, read.spelled, spelled);
      });
    case 'code-list':
      return isValidCode(check, spelled, dayOf);
  }
}

function sameValue({ type }: FormField, one: string, other: string): boolean {
  return type === 'integer' || type === 'number' ? Number(one) === Number(other) : one === other;
}

function isWithin({ type }: FormField, limits: FormLimits, spelled: string): boolean {
  const numeric = type === 'integer' || type === 'number';
  const value = numeric ? Number(spelled) : spelled;
  const order = (limit: number | string) => {
    const bound = numeric ? Number(limit) : String(limit).replace('T', ' ');
    if (value === bound) return 0;
    return value < bound ? -1 : 1;
  };
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  return (
    (minimum === undefined || order(minimum) >= 0) &&
    (exclusiveMinimum === undefined || order(exclusiveMinimum) > 0) &&
    (maximum === undefined || order(maximum) <= 0) &&
    (exclusiveMaximum === undefined || order(exclusiveMaximum) < 0) &&
    (multipleOf === undefined || isMultiple(Number(spelled), multipleOf))
  );
}

/** Doubles miss their multiples by a hair: `0.3 / 0.1` is not 3. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times));
}

function isValidCode(
  { codes, validOn }: { readonly codes: readonly FormCode[]; readonly validOn: CodeDay },
  spelled: string,
  dayOf: (field: string) => string | null,
): boolean | null {
  const day = validOn.kind === 'day' ? validOn.day : dayOf(validOn.field);
  if (day === null) return null;
  return codes.some(
    ({ code, validFrom, validTo }) =>
      code === spelled && (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo),
  );
}
