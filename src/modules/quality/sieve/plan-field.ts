import type { Field } from '#modules/catalog/index.ts';
import { admitsOnlyAscii } from '#platform/patterns/admits-only-ascii.ts';
import { automatonOf, type Automaton } from '#platform/patterns/automaton/build-automaton.ts';
import { literal } from '#platform/patterns/pattern-characters.ts';
import { re2PatternOf } from '#platform/patterns/pattern.ts';
import { wantsALook } from '../reading/clean-text.ts';
import type { SemanticShape } from '../semantic/semantic-type.ts';
import { accepts, complementOf } from './cell-steps.ts';
import { dayOf } from './typed-cells.ts';

/** What a cell must be for its row to be taken. */
export interface SieveField {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'integer';
  readonly required: boolean;
  readonly automaton: Automaton;
  /** What else it must match. */
  readonly also: readonly Automaton[];
  /** All texts that it may be, where they are few. */
  readonly texts?: readonly string[];
  /** Whether no other text is ever stored. */
  readonly closed?: boolean;
  readonly shortest: number;
  readonly longest: number;
  /** Of dates and whole numbers. */
  readonly least: number;
  readonly most: number;
  readonly multipleOf: number;
}

const mostListed = 256;

/** Whether a place in `texts` stands for its values. */
export function isListed({ texts, closed }: SieveField): boolean {
  return closed === true && texts !== undefined && texts.length <= mostListed;
}

const date = automatonOf('\\A[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}\\z');
const integer = automatonOf('\\A(?:0|\\-?[1-9][0-9]{0,14})\\z');
/** Wider than any cell of fifteen digits. */
const unbounded = {
  shortest: 0,
  longest: Infinity,
  least: -Number.MAX_SAFE_INTEGER,
  most: Number.MAX_SAFE_INTEGER,
  multipleOf: 1,
} as const;

export interface FieldContext {
  /** What its semantic type asks; undefined: it has none. */
  readonly shape: SemanticShape | undefined;
  /** The codes of its list that are, or ever were, valid; undefined: it has none. */
  readonly codes: readonly string[] | undefined;
  /** Whether every row with another code is rejected. */
  readonly codesClosed: boolean;
  readonly plainText: PlainText;
}

/** Finds no text in which there is something that might want mending, nor what the pattern says. */
export type PlainText = (without: string | undefined) => Automaton | undefined;

/** What is plain takes a while to put together: it is done when it is first asked for, and once for all fields. */
export function plainTextOnce(): PlainText {
  const made = new Map<string, Automaton>();
  return (without) => {
    const pattern = without === undefined ? wantsALook : `${wantsALook}|${without}`;
    const odd = made.has(pattern) ? undefined : automatonOf(pattern);
    if (odd !== undefined) made.set(pattern, complementOf(odd));
    return made.get(pattern);
  };
}

/** Undefined where bytes alone cannot tell. */
export function planField(field: Field, context: FieldContext): SieveField | undefined {
  const { name, required, limits, enumeration } = field;
  if (field.missing.length > 0 || field.unique) return undefined;
  const common = { name, required, also: [], ...unbounded };
  switch (field.type) {
    case 'string':
      return planText(field, common, context);
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
  { shape, codes, codesClosed, plainText }: FieldContext,
): SieveField | undefined {
  const { pattern, minLength: shortest = 0, maxLength: longest = Infinity } = limits;
  const whole = shape !== undefined && 'whole' in shape ? shape.whole : undefined;
  const without = shape !== undefined && 'without' in shape ? shape.without : undefined;
  // What a semantic type lets through whole wants no mending.
  const isPlain = whole !== undefined || (pattern !== undefined && admitsOnlyAscii(pattern));
  const odd = without === undefined || !isPlain ? undefined : automatonOf(without);
  const asked = [
    ...(whole === undefined ? [] : [automatonOf(`\\A(?:${whole})\\z`)]),
    ...(pattern === undefined ? [] : [automatonOf(re2PatternOf(pattern))]),
    ...(without === undefined || !isPlain ? [] : [odd && complementOf(odd)]),
  ];
  const known = asked.flatMap((automaton) => automaton ?? []);
  if (known.length < asked.length) return undefined;
  const listed = listedTexts(enumeration?.values, codes);
  if (listed !== undefined) {
    const texts = listed.filter((value) => {
      const bytes = Buffer.from(value);
      const length = [...value].length;
      const isFitting = length >= Math.max(1, shortest) && length <= longest;
      return isFitting && known.every((automaton) => accepts(automaton, bytes, 0, bytes.length));
    });
    const automaton = texts.length === 0 ? undefined : automatonOf(`\\A(?:${texts.map(escaped).join('|')})\\z`);
    if (automaton === undefined || (without !== undefined && !isPlain)) return undefined;
    // Other texts may be accepted where they are only warned of.
    const closed =
      (enumeration === undefined || enumeration.severity === 'error') && (codes === undefined || codesClosed);
    return { ...common, kind: 'text', automaton, texts, closed };
  }
  const plain = isPlain ? [] : [plainText(without)];
  const [automaton, ...also] = [...known, ...plain.flatMap((one) => one ?? [])];
  if (automaton === undefined || also.length < known.length + plain.length - 1) return undefined;
  return { ...common, kind: 'text', shortest, longest, automaton, also };
}

/** As value domains hold them; undefined: any text may stand there. */
function listedTexts(
  values: readonly string[] | undefined,
  codes: readonly string[] | undefined,
): readonly string[] | undefined {
  const lists = [values, codes].flatMap((list) => (list === undefined ? [] : [new Set(list.map(inDomain))]));
  const [first, second = first] = lists;
  return first && second && [...first].filter((text) => second.has(text));
}

export function inDomain(text: string): string {
  return text.normalize('NFC').trim();
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
