import type { CelTerm } from '#api/cel-term.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { Code } from '#modules/dictionary/index.ts';
import type { SieveNumber, SieveTerm } from './sieve-term.ts';
import { dayOf } from './typed-cells.ts';

/** Names a set of texts, one of which a cell may be; undefined: what the field may be is not listed, or it has too many sets. */
export type NameSet = (field: number, texts: readonly string[]) => number | undefined;

/** A rule's expression; undefined: it says what cannot be asked of bytes. */
export function planCel(term: CelTerm, { fields }: Contract, nameSet: NameSet): SieveTerm | undefined {
  const placeOf = (name: string): number => fields.findIndex((field) => field.name === name);
  const plan = (part: CelTerm): SieveTerm | undefined => {
    switch (part.kind) {
      case 'and':
      case 'or': {
        const parts = part.parts.flatMap((one) => plan(one) ?? []);
        return parts.length === part.parts.length ? { kind: part.kind, parts } : undefined;
      }
      case 'not':
        return negated(plan(part.part));
      case 'is-null': {
        if (part.part.kind !== 'field') return undefined;
        const there: SieveTerm = { kind: 'is-there', field: placeOf(part.part.field) };
        return part.negated ? there : negated(there);
      }
      case 'in':
        return among(part.value, part.items);
      case 'compare': {
        if (part.left.type !== 'string') return comparison(part);
        if (part.op !== '==' && part.op !== '!=') return undefined;
        const is = part.right.kind === 'constant' ? among(part.left, [part.right]) : among(part.right, [part.left]);
        return part.op === '==' ? is : negated(is);
      }
      case 'constant':
      case 'field':
      case 'choice':
      case 'matches':
      case 'call':
        return undefined;
    }
  };
  const among = (value: CelTerm, items: readonly CelTerm[]): SieveTerm | undefined => {
    const texts = items.flatMap((item) =>
      item.kind === 'constant' && typeof item.value === 'string' && item.type === 'string' ? [item.value] : [],
    );
    if (value.kind !== 'field' || texts.length < items.length || texts.length === 0) return undefined;
    const field = placeOf(value.field);
    const set = nameSet(field, texts);
    return set === undefined ? undefined : { kind: 'among', field, set };
  };
  const comparison = ({ op, left: first, right: second }: CelTerm & { readonly kind: 'compare' }) => {
    const [left, right] = [numberOf(first), numberOf(second)];
    const alike = first.type === second.type && (first.type === 'int' || first.type === 'timestamp');
    if (!alike || left === undefined || right === undefined) return undefined;
    return { kind: 'compare' as const, op, left, right };
  };
  const numberOf = (part: CelTerm): SieveNumber | undefined => {
    if (part.kind === 'field') {
      const field = placeOf(part.field);
      const type = fields[field]?.type;
      return type === 'date' || type === 'integer' ? { kind: 'field', field } : undefined;
    }
    if (part.kind === 'constant') return part.type === 'int' ? wholeNumber(String(part.value)) : undefined;
    if (part.kind !== 'call') return undefined;
    const [of, by] = part.args;
    if (part.overload === 'timestamp(string)' && of?.kind === 'constant') return midnight(String(of.value));
    if (part.overload !== '%(int, int)' || of === undefined || by?.kind !== 'constant') return undefined;
    const [number, divisor] = [numberOf(of), wholeNumber(String(by.value))];
    if (number === undefined || divisor === undefined || divisor.value === 0) return undefined;
    return { kind: 'remainder', of: number, by: divisor.value };
  };
  return plan(term);
}

/** Codes that are valid in periods, by the day in another field; undefined: they cannot be told apart. */
export function planValidity(
  codes: readonly Code[],
  { field, day, nameSet }: { readonly field: number; readonly day: number; readonly nameSet: NameSet },
): SieveTerm | undefined {
  const periods = Map.groupBy(codes, ({ validFrom, validTo }) => `${validFrom ?? ''}/${validTo ?? ''}`);
  const parts: SieveTerm[] = [];
  for (const [first, ...others] of periods.values()) {
    if (first === undefined) continue;
    const set = nameSet(
      field,
      [first, ...others].map(({ code }) => code),
    );
    const from = limit('>=', first.validFrom, day);
    const to = limit('<=', first.validTo, day);
    if (set === undefined || from === undefined || to === undefined) return undefined;
    parts.push({ kind: 'and', parts: [{ kind: 'among', field, set }, ...[from, to].flatMap((part) => part ?? [])] });
  }
  return { kind: 'or', parts };
}

/** Null: there is none; undefined: it cannot be told. */
function limit(op: '>=' | '<=', on: string | null, day: number): SieveTerm | null | undefined {
  if (on === null) return null;
  const value = dayOf(on);
  if (value === undefined) return undefined;
  return { kind: 'compare', op, left: { kind: 'field', field: day }, right: { kind: 'constant', value } };
}

function negated(part: SieveTerm | undefined): SieveTerm | undefined {
  return part === undefined ? undefined : { kind: 'not', part };
}

function wholeNumber(text: string): { readonly kind: 'constant'; readonly value: number } | undefined {
  const value = Number(text);
  return Number.isSafeInteger(value) ? { kind: 'constant', value } : undefined;
}

function midnight(text: string): SieveNumber | undefined {
  const day = /^(\d{4}-\d\d-\d\d)T00:00:00Z$/.exec(text)?.[1];
  const value = day === undefined ? undefined : dayOf(day);
  return value === undefined ? undefined : { kind: 'constant', value };
}
