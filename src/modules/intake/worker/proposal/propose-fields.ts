import type { DataElement } from '#modules/dictionary/index.ts';
import { nameFields, type DraftField } from '#modules/catalog/offline.ts';
import type { ColumnProfile, TableProfile } from '#modules/quality/offline/profile.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { proposeEnumeration, proposeLimits } from './decide-domain.ts';
import { decideMeaning, isPlace, type Meaning } from './decide-meaning.ts';
import { decideType, type TypeDecision } from './decide-type.ts';
import { describeField } from './describe-field.ts';
import { findElement, keepsElement, knowElements, type ElementMatch } from './find-element.ts';
import { wordsOf } from './heading-words.ts';
import { unitAbove, unitOfHeading } from './unit-of-heading.ts';
import { findMissingSigns, type MissingSigns } from './missing-signs.ts';
import { isOfPersons, proposePersonal } from './personal-clues.ts';

export interface ColumnReading {
  readonly column: ColumnProfile;
  /** The column's, with the unit of its figures if a line above the table has it. */
  readonly heading: string;
  readonly words: string;
  readonly signs: MissingSigns;
  /** Rows with a value. */
  readonly present: number;
  readonly type: TypeDecision;
  readonly meaning: Meaning;
}

/** A field for every column, in order, by what all its rows say. `unit`: as a line above the table says. */
export function proposeFields(
  profile: TableProfile,
  elements: readonly DataElement[],
  unit: string | undefined,
): readonly DraftField[] {
  const headings = profile.columns.map(({ heading }) => heading);
  const names = nameFields(headings);
  const readings = profile.columns.map((column) => readColumn(column, elements, unit));
  const ofPersonTable = isOfPersons(
    readings.map(({ meaning }) => meaning.semanticType ?? meaning.doubted?.semanticType),
  );
  const knownElements = knowElements(elements);
  const matches = readings.map(({ column, words, present, type, meaning }) => {
    // A column of phones stays personal, even where too many of them are faulty to demand that they be good.
    const semanticType = meaning.semanticType ?? meaning.doubted?.semanticType;
    const personal = proposePersonal(words, { semanticType, ofPersonTable });
    return { personal, found: findElement(knownElements, column, { type, meaning, personal, present }) };
  });
  const known = new Set([...headings, ...names].map(foldHeading));
  return readings.map((reading, index) => {
    const { personal, found } = matches[index] ?? { personal: { personal: 'none' } as const, found: undefined };
    const sole = matches.filter((match) => match.found?.byName === true && match.found.element === found?.element);
    const english = found?.byName === true && sole.length === 1 ? found.element.name.en : undefined;
    const lent = english !== undefined && !known.has(foldHeading(english)) ? english : undefined;
    return proposeField(reading, { index, name: names[index] ?? '', english: lent, found, personal });
  });
}

function readColumn(column: ColumnProfile, elements: readonly DataElement[], unit: string | undefined): ColumnReading {
  const heading = headingWithUnit(column.heading, unit);
  const words = wordsOf(heading);
  const signs = findMissingSigns(column);
  const present = column.rows - column.missing - signs.rows;
  const said = { ...column, heading };
  const type = decideType(said, words, present);
  const meaning = decideMeaning(said, words, { present, elements, type });
  const asText = meaning.list !== undefined || isOfTexts(meaning, type);
  const place = isPlace(meaning.semanticType) ? { type: 'number' as const, share: meaning.semanticShare ?? 1 } : type;
  return { column, heading, words, signs, present, type: asText ? { type: 'string', share: 1 } : place, meaning };
}

function headingWithUnit(heading: string, ofTable: string | undefined): string {
  const unit =
    ofTable === undefined || heading === '' || unitOfHeading(heading) !== null ? null : unitAbove(heading, ofTable);
  return unit === null ? heading : `${heading} (${unit})`;
}

/** Whether the unit of a table's figures may be its own. */
export function isFigure(field: {
  readonly type: DraftField['type'];
  readonly semanticType?: DraftField['semanticType'] | undefined;
  readonly codeList?: string | undefined;
}): boolean {
  const counted = field.semanticType === undefined || field.semanticType === 'money';
  return (field.type === 'integer' || field.type === 'number') && counted && field.codeList === undefined;
}

/** Phones, identifiers and their like are texts, even if no zero is at their beginning. */
function isOfTexts({ semanticType }: Meaning, { type }: TypeDecision): boolean {
  if (semanticType === undefined || type === 'string') return false;
  return !['money', 'percent'].includes(semanticType) && !isPlace(semanticType);
}

function proposeField(
  reading: ColumnReading,
  given: {
    readonly index: number;
    readonly name: string;
    readonly english: string | undefined;
    readonly found: ElementMatch | undefined;
    readonly personal: Pick<DraftField, 'personal' | 'mask'>;
  },
): DraftField {
  const { column, words, signs, present, type, meaning } = reading;
  const { index, name, english, found, personal } = given;
  const { list } = meaning;
  const semanticType = meaning.semanticType ?? knownSemanticType(found);
  const free = list === undefined && meaning.semanticType === undefined && found === undefined;
  const enumeration = free ? proposeEnumeration(column, type, signs.signs) : undefined;
  const limits = proposeLimits(column, type, { words, free: free && enumeration === undefined, signs: signs.signs });
  // A heading with half of a surrogate pair is not found again.
  const required = column.missing + signs.rows === 0 && column.rows > 0 && column.heading.isWellFormed();
  const element = found?.element;
  const strictest = element !== undefined && element.personal === 'sensitive' ? element : personal;
  // A contract has no other place for what figures are counted in.
  const labelled = isFigure({ type: type.type, semanticType, codeList: list?.list }) ? reading.heading : column.heading;
  const field: Omit<DraftField, 'notes'> = {
    name,
    labels: labelsOf(labelled, index, english),
    aliases: labelled === column.heading ? [] : [column.heading],
    type: type.type,
    ...(type.physicalType === undefined ? {} : { physicalType: type.physicalType }),
    required,
    unique: false,
    limits,
    ...(enumeration === undefined ? {} : { enumeration }),
    ...(element === undefined ? {} : { elementRef: element.id }),
    ...(list === undefined ? {} : { codeList: list.list }),
    ...(list === undefined || list.today ? {} : { codeListDate: list.day }),
    ...(semanticType === undefined ? {} : { semanticType }),
    personal: strictest.personal,
    ...(strictest.mask === undefined ? {} : { mask: strictest.mask }),
    missing: [...new Set(signs.signs)],
    examples: strictest.personal === 'none' && type.type === 'string' ? examplesOf(column, signs.signs) : [],
    agreement: {
      type: share(type.share),
      required: share(column.rows === 0 ? 0 : present / column.rows),
      ...(meaning.semanticShare === undefined ? {} : { semanticType: share(meaning.semanticShare) }),
      ...(damagedOf(meaning) === 0 ? {} : { damaged: share(damagedOf(meaning)) }),
      ...(meaning.listShare === undefined ? {} : { codeList: share(meaning.listShare) }),
      ...(element === undefined || !keepsElement(element, column)
        ? {}
        : { elementRef: share(Math.min(type.share, meaning.semanticShare ?? 1, meaning.listShare ?? 1)) }),
      ...(enumeration === undefined ? {} : { enumeration: 1 }),
      ...(limits.pattern === undefined ? {} : { pattern: 1 }),
    },
  };
  return { ...field, notes: describeField(reading, field) };
}

/** Of the rows with a value, those whose code a spreadsheet damaged. */
function damagedOf({ lostZeros = 0, lostDigits = 0 }: Meaning): number {
  return lostZeros + lostDigits;
}

function knownSemanticType(found: ElementMatch | undefined): DraftField['semanticType'] {
  const semanticType = found?.element.semanticType;
  // The dictionary names only types that there are; those that check something were decided by the values.
  return semanticType === 'money' || semanticType === 'percent' || semanticType === 'address'
    ? semanticType
    : undefined;
}

/** A column without a heading is known by its place. */
function labelsOf(heading: string, index: number, english: string | undefined): DraftField['labels'] {
  if (heading === '') return { vi: `Cột ${index + 1}`, en: `column ${index + 1}` };
  // A contract holds no U+0000 and no half of a surrogate pair; a heading is still known without them.
  const label = heading.toWellFormed().replaceAll('\u0000', '\ufffd');
  return { vi: label, en: english ?? label };
}

const mostExamples = 3;

function examplesOf({ frequent }: ColumnProfile, signs: readonly string[]): readonly string[] {
  return frequent
    .map(({ text }) => text)
    .filter((text) => !signs.includes(text) && text.length <= 60 && !/\p{Cc}/u.test(text))
    .slice(0, mostExamples);
}

/** Four digits, but 1 only where all rows agree. */
export function share(value: number): number {
  return value >= 1 ? 1 : Math.floor(value * 10_000) / 10_000;
}
