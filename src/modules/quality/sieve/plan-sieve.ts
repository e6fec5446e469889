import type { Contract, Field } from '#modules/catalog/index.ts';
import { automatonOf, type Automaton } from '#platform/patterns/automaton/build-automaton.ts';
import { admitsOnlyAscii } from '#platform/patterns/admits-only-ascii.ts';
import { literal } from '#platform/patterns/pattern-characters.ts';
import { re2PatternOf } from '#platform/patterns/pattern.ts';
import type { CelTerm } from '#api/cel-term.ts';
import { readCel } from '../cel/read-cel.ts';
import { wantsALook } from '../reading/clean-text.ts';
import { compileContract, type CompileOptions } from '../rules/compile-contract.ts';
import type { Rule } from '../rules/rule.ts';
import { accepts, complementOf } from './cell-steps.ts';
import { daysOf, noDay } from './typed-cells.ts';

/** What a cell must be for its row to be taken. */
export interface SieveField {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'integer';
  readonly required: boolean;
  readonly automaton: Automaton;
  /** What else it must match. */
  readonly also: readonly Automaton[];
  /** The only texts that it may be. */
  readonly listed?: readonly string[];
  readonly shortest: number;
  readonly longest: number;
  /** Of dates and whole numbers. */
  readonly least: number;
  readonly most: number;
  readonly multipleOf: number;
}

/** Two dates or two whole numbers, by the places of their fields. */
export interface SieveComparison {
  readonly left: number;
  readonly right: number;
  readonly op: ComparisonOp;
}
type ComparisonOp = Extract<CelTerm, { readonly kind: 'compare' }>['op'];

export interface SievePlan {
  /** As the contract has them. */
  readonly fields: readonly SieveField[];
  readonly key: readonly number[];
  readonly comparisons: readonly SieveComparison[];
  /** By rule: the rows to which it applies are all, those with a value of a field, or those of a comparison. */
  readonly applies: ReadonlyMap<string, 'all' | { readonly field: number } | { readonly comparison: number }>;
}

const date = automatonOf('\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z');
const integer = automatonOf('\\A(?:0|\\-?[1-9][0-9]{0,14})\\z');
const mostListed = 256;
/** Wider than any cell of fifteen digits. */
const unbounded = {
  shortest: 0,
  longest: Infinity,
  least: -Number.MAX_SAFE_INTEGER,
  most: Number.MAX_SAFE_INTEGER,
  multipleOf: 1,
} as const;

/**
 * What the rules of a contract say of a single row, for the bytes of a csv. Undefined where one of them says what cannot be
 * decided so; every row then goes the way of all rows.
 */
export function planSieve(contract: Contract, options: Omit<CompileOptions, 'numberStyles'>): SievePlan | undefined {
  if (contract.primaryKey.length === 0) return undefined;
  const { rules } = compileContract(contract, { ...options, numberStyles: new Map() });
  const placeOf = new Map(contract.fields.map(({ name }, place) => [name, place]));
  const comparisons: SieveComparison[] = [];
  const applies = new Map<string, 'all' | { readonly field: number } | { readonly comparison: number }>();
  for (const rule of rules) {
    const found = applicationOf(rule, contract, placeOf, comparisons);
    if (found === undefined) return undefined;
    applies.set(rule.id, found);
  }
  const fields: SieveField[] = [];
  const plainText = plainTextOnce();
  for (const field of contract.fields) {
    const planned = planField(field, plainText);
    if (planned === undefined) return undefined;
    fields.push(planned);
  }
  const key = contract.primaryKey.flatMap((name) => placeOf.get(name) ?? []);
  return key.length === contract.primaryKey.length ? { fields, key, comparisons, applies } : undefined;
}

function applicationOf(
  rule: Rule,
  contract: Contract,
  placeOf: ReadonlyMap<string, number>,
  comparisons: SieveComparison[],
): 'all' | { readonly field: number } | { readonly comparison: number } | undefined {
  switch (rule.kind) {
    case 'shape':
    case 'required':
    case 'key':
      return 'all';
    case 'type':
    case 'length':
    case 'pattern':
    case 'range':
    case 'enum': {
      const field = placeOf.get(rule.fields[0] ?? '');
      return field === undefined ? undefined : { field };
    }
    case 'cel': {
      const comparison = comparisonOf(rule, contract, placeOf);
      return comparison === undefined ? undefined : { comparison: comparisons.push(comparison) - 1 };
    }
    case 'code-list':
    case 'semantic':
    case 'reference':
    case 'unit':
    case 'unique':
    case 'corrected':
      return undefined;
  }
}

function comparisonOf(
  rule: Rule,
  contract: Contract,
  placeOf: ReadonlyMap<string, number>,
): SieveComparison | undefined {
  const declared = contract.rules.find(({ name }) => rule.id === `${name}.cel`);
  const read = declared === undefined ? undefined : readCel(declared.expression, contract.fields);
  if (read === undefined || !read.ok || read.term.kind !== 'compare') return undefined;
  const { op, left: first, right: second } = read.term;
  if (first.kind !== 'field' || second.kind !== 'field') return undefined;
  const [left, right] = [placeOf.get(first.field), placeOf.get(second.field)];
  if (left === undefined || right === undefined) return undefined;
  const type = contract.fields[left]?.type;
  const comparable = (type === 'date' || type === 'integer') && contract.fields[right]?.type === type;
  return comparable ? { left, right, op } : undefined;
}

/** What no text is that might want mending; made when it is first asked for, since that takes a while. */
function plainTextOnce(): () => Automaton | undefined {
  let made: Automaton | undefined;
  return () => {
    const odd = made === undefined ? automatonOf(wantsALook) : undefined;
    if (odd !== undefined) made = complementOf(odd);
    return made;
  };
}

function planField(field: Field, plainText: () => Automaton | undefined): SieveField | undefined {
  const { name, required, limits, enumeration } = field;
  if (field.missing.length > 0 || field.unique) return undefined;
  const common = { name, required, also: [], ...unbounded };
  switch (field.type) {
    case 'string':
      return planText(field, common, plainText);
    case 'date': {
      const range = rangeOf(limits, (limit) => (typeof limit === 'string' ? dayOf(limit) : undefined));
      if (date === undefined || range === undefined || enumeration !== undefined) return undefined;
      return { ...common, kind: 'date', automaton: date, ...range };
    }
    case 'integer': {
      const range = rangeOf(limits, (limit) => (typeof limit === 'number' ? limit : undefined));
      if (integer === undefined || range === undefined || enumeration !== undefined) return undefined;
      return field.physicalType === undefined
        ? { ...common, kind: 'integer', automaton: integer, ...range }
        : undefined;
    }
    case 'number':
    case 'boolean':
    case 'timestamp':
    case 'time':
      return undefined;
  }
}

function planText(
  { limits, enumeration }: Field,
  common: Omit<SieveField, 'kind' | 'automaton'>,
  plainText: () => Automaton | undefined,
): SieveField | undefined {
  const pattern = limits.pattern === undefined ? undefined : automatonOf(re2PatternOf(limits.pattern));
  if (limits.pattern !== undefined && pattern === undefined) return undefined;
  const { minLength: shortest = 0, maxLength: longest = Infinity } = limits;
  if (enumeration !== undefined) {
    const distinct = [...new Set(enumeration.values.map((value) => value.normalize('NFC').trim()))];
    const listed = distinct.filter((value) => {
      const bytes = Buffer.from(value);
      const length = [...value].length;
      return (
        length >= Math.max(1, shortest) && length <= longest && (!pattern || accepts(pattern, bytes, 0, bytes.length))
      );
    });
    const automaton = automatonOf(`\\A(?:${listed.map(escaped).join('|')})\\z`);
    if (automaton === undefined || listed.length === 0) return undefined;
    // Other texts may be accepted where they are only warned of.
    const closed = enumeration.severity === 'error' && listed.length <= mostListed;
    return { ...common, kind: 'text', automaton, ...(closed ? { listed } : {}) };
  }
  const main = { ...common, kind: 'text' as const, shortest, longest };
  if (pattern !== undefined && limits.pattern !== undefined && admitsOnlyAscii(limits.pattern)) {
    return { ...main, automaton: pattern };
  }
  const plain = plainText();
  if (plain === undefined) return undefined;
  return pattern === undefined ? { ...main, automaton: plain } : { ...main, automaton: pattern, also: [plain] };
}

function escaped(text: string): string {
  return [...text].map((sign) => literal(sign.codePointAt(0) ?? 0)).join('');
}

/** Undefined where a limit cannot be told. */
function rangeOf(
  limits: Field['limits'],
  valueOf: (limit: number | string) => number | undefined,
): Pick<SieveField, 'least' | 'most' | 'multipleOf'> | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 } = limits;
  const read = (limit: number | string | undefined, without: number): number =>
    limit === undefined ? without : (valueOf(limit) ?? Number.NaN);
  // Between whole numbers there is nothing.
  const least = Math.max(
    Math.ceil(read(minimum, unbounded.least)),
    Math.floor(read(exclusiveMinimum, unbounded.least)) + 1,
  );
  const most = Math.min(
    Math.floor(read(maximum, unbounded.most)),
    Math.ceil(read(exclusiveMaximum, unbounded.most)) - 1,
  );
  if (Number.isNaN(least) || Number.isNaN(most)) return undefined;
  return Number.isSafeInteger(multipleOf) && multipleOf > 0 ? { least, most, multipleOf } : undefined;
}

function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = daysOf(Buffer.from(text), 0);
  return day === noDay ? undefined : day;
}
