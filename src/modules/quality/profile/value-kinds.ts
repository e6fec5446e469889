import type { SemanticTypeName } from '#modules/catalog/index.ts';
import { booleanReading } from '../reading/read-boolean.ts';
import { dateReading } from '../reading/read-date.ts';
import { angleReading } from '../reading/read-angle.ts';
import { metresReading } from '../reading/read-metres.ts';
import { periodReading } from '../reading/read-period.ts';
import { integerReading, numberReading } from '../reading/read-number.ts';
import { timeReading, timestampReading } from '../reading/read-timestamp.ts';
import type { Reading } from '../reading/reading.ts';
import { partialDate } from '../semantic/partial-date.ts';
import { semanticTypes } from '../semantic/semantic-types.ts';
import { matches, type SemanticType } from '../semantic/semantic-type.ts';
import { surnames } from './surnames.ts';

/** What a text can be taken for: read as a type, or fit for a semantic type. */
export type ValueKind =
  | 'integer'
  | 'bigint'
  | 'number'
  /** Whole đồng, with «triệu», «tỷ» in the cell. */
  | 'amount'
  /** The same with decimals, and with `đồng` in a cell. */
  | 'decimal-amount'
  | 'boolean'
  | 'date'
  | 'birth-date'
  /** A day, or only a month or a year. */
  | 'partial-date'
  | 'timestamp'
  | 'time'
  | Exclude<SemanticTypeName, 'date' | 'number' | 'money' | 'percent' | 'address'>;

export interface KindTest {
  readonly kind: ValueKind;
  readonly setup: readonly string[];
  /** SQL over `text`, cheap: a column in which no value has it is not asked further. */
  readonly clue: string;
  /** SQL over `text`, cheap: true only for texts that agree. */
  readonly plain: string;
  /** SQL over `text`, asked where it is not plain: what `agrees` looks at, in two steps so that neither is done twice. */
  readonly bare: string;
  /** SQL over `text` and `bare`. */
  readonly spelled: string;
  /** SQL over `text` and `spelled`, where it is not plain: whether a check under that kind would let it pass. */
  readonly agrees: string;
  /** SQL over `text` and `spelled`, where it does not agree: it would, had a spreadsheet not taken the zeros before it. */
  readonly mended: string;
  /** SQL over `text`, of one that agrees: it looks so much like it that a column of such texts needs no heading. */
  readonly typical: string;
}

/** `typed`: numbers are typed cells, in which a dot is the decimal point. */
export function kindTests({
  typed,
  receivedOn,
}: {
  readonly typed: boolean;
  readonly receivedOn: string;
}): readonly KindTest[] {
  const style = typed ? 'typed' : 'groups';
  return [
    ofReading('integer', integerReading(style, undefined)),
    ofReading('bigint', integerReading(style, { kind: 'bigint' })),
    ofReading('number', numberReading(style, undefined), `regexp_matches(text, '(?:%|phần trăm)$')`),
    ofReading('amount', integerReading(style, undefined, 1)),
    ofReading(
      'decimal-amount',
      numberReading(style, undefined, 1),
      `has_currency(text) or regexp_matches(text, '${clues.amount}')`,
    ),
    ofReading('boolean', booleanReading, `lower(text) not in ('0', '1')`),
    ofReading('date', dateReading({ birth: false }), writtenAsDate),
    ofReading('birth-date', dateReading({ birth: true }), writtenAsDate),
    ofReading('timestamp', timestampReading, `regexp_matches(text, '\\d[:hH]\\d\\d')`),
    ofReading('time', timeReading),
    { ...ofSemanticType('partial-date', partialDate, receivedOn), typical: writtenAsDate },
    ...Object.entries(semanticTypes).map(([name, type]) =>
      // The table's keys are names of semantic types that have a check.
      ofSemanticType(name as Extract<ValueKind, SemanticTypeName>, type, receivedOn),
    ),
  ];
}

/** Of kinds that are read before they are judged. */
const readings: Readonly<Partial<Record<ValueKind, Reading>>> = {
  period: periodReading,
  latitude: angleReading('latitude', undefined),
  longitude: angleReading('longitude', undefined),
  northing: metresReading(undefined),
  easting: metresReading(undefined),
};

/** With the signs of a date, not as a mere number that could be one. */
const writtenAsDate = `regexp_matches(text, '\\d[/.-]\\d|[Tt]háng')`;

function ofReading(kind: ValueKind, reading: Reading, typical = 'true'): KindTest {
  return {
    kind,
    setup: reading.setup,
    clue: clueOf(kind),
    plain: reading.plain('text', `(${reading.cast('text')})`),
    bare: reading.bare('text'),
    spelled: reading.spell('bare', 'text'),
    agrees: `(${reading.cast('spelled')}) is not null`,
    mended: 'false',
    typical,
  };
}

function ofSemanticType(kind: ValueKind, type: SemanticType, receivedOn: string): KindTest {
  const context = { receivedOn, communes: [] };
  const reading = readings[kind];
  const ownZeros = type.withZeros?.('text');
  const looked = reading === undefined ? 'text' : 'spelled';
  // The first problem that is found counts, whatever comes after it.
  const cases = type.problems.map(({ when, severity }) => `when ${when(looked, context)} then ${severity !== 'error'}`);
  return {
    kind,
    setup: reading?.setup ?? [],
    clue: clueOf(kind),
    plain: type.plain('text', context),
    bare: reading?.bare('text') ?? 'text',
    spelled: reading?.spell('bare', 'text') ?? ownZeros ?? 'text',
    agrees: `${reading === undefined ? '' : 'spelled is not null and '}case ${cases.join(' ')} else true end`,
    mended: ownZeros === undefined ? 'false' : `spelled <> text and ${type.plain('spelled', context)}`,
    typical: kind === 'period' ? 'spelled <> text' : `plain and ${narrower[kind] ?? 'true'}`,
  };
}

function clueOf(kind: ValueKind): string {
  return `regexp_matches(text, '${clues[kind]}')`;
}

const digits = (count: number) => `(?:\\d[ .-]?){${count}}`;

const clues: Readonly<Record<ValueKind, string>> = {
  integer: '\\d',
  bigint: '\\d{15}',
  number: '\\d',
  amount: '\\d *(?i:triệu|tỷ|tỉ|nghìn|ngàn|tr\\b)',
  'decimal-amount': '\\d *(?i:triệu|tỷ|tỉ|nghìn|ngàn|tr\\b|đ|₫|vn)|₫ *\\d|(?i:vnđ|vnd) *\\d',
  boolean: '^(?i:true|false|yes|no|y|n|x|có|không|đúng|sai)$',
  date: '\\d[/.-]\\d|áng|\\d{5}',
  'birth-date': '\\d[/.-]\\d|áng|\\d{8}',
  'partial-date': '(?:^|\\D)(?:18|19|20)\\d\\d(?:\\D|$)',
  timestamp: '\\d[:hH]\\d\\d',
  time: '\\d(?:[:hH]| giờ )\\d\\d',
  'personal-id': digits(9),
  'identity-card': digits(8),
  'tax-code': digits(9),
  'social-insurance': digits(9),
  'health-insurance': digits(10),
  phone: digits(8),
  plate: '\\d\\d.?[A-Z]',
  'province-code': '^\\d{1,3}$',
  'commune-code': '\\d{4}|\\d\\d \\d{3}',
  'agency-code': '[A-Ya-y]\\d\\d|Z\\d\\d',
  'procedure-code': '\\d[.,]\\d',
  'dossier-code': '-\\d{6}-',
  parcel: '\\d_\\d',
  passport: '[A-Z]\\d{7}',
  'bank-account': digits(6),
  period: '(?:19|20)\\d\\d',
  email: '@',
  'person-name': '^\\p{L}',
  latitude: '\\d',
  longitude: '\\d',
  northing: '\\d{3}',
  easting: '\\d{3}',
};

/** Where what passes is too common to tell anything by itself. */
const narrower: Readonly<Partial<Record<ValueKind, string>>> = {
  'tax-code': matches('text', '\\d{10}'),
  'agency-code': matches('text', '[A-Y]\\d{2}(?:\\.\\d{1,3})+'),
  'health-insurance': matches('text', '[A-Z]{2}\\d{13}'),
  'person-name': `${matches('text', '\\S+(?: \\S+){1,5}')} and split_part(upper(text), ' ', 1) in (${surnames
    .map((surname) => `'${surname}'`)
    .join(', ')})`,
};
