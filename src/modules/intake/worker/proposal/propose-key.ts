import type { DraftField, SemanticTypeName } from '#modules/catalog/offline.ts';
import type { ColumnProfile } from '#modules/quality/offline/profile.ts';
import { namesCodes, namesMeasures, namesOrdinals, says, wordsOf } from './heading-words.ts';

const mostDimensions = 8;
/** In fewer rows, two or three fields tell all rows apart by chance. */
const fewestRows = 10;
/** A single code that all but so many rows are told apart by is a key with slips in it. */
const nearlyUnique = 0.995;
const rowsForSlips = 200;
const longestKeyText = 200;
/** A column that so many rows have a value of their own in tells them apart beside any other: its company is chance. */
const identifiesAlone = 0.9;
/** Texts of so many values, or so long, are free. */
const freeTexts = { share: 0.5, length: 60 };

/** Places of columns, the likeliest key first. */
export type Combination = readonly number[];

interface Dimension {
  readonly place: number;
  readonly rank: number;
  readonly distinct: number;
  /** Whether it may stand in a key beside others. */
  readonly part: boolean;
}

export interface ProposedKeys {
  /** Single columns of which no two values are alike. */
  readonly single: readonly Combination[];
  /** A code of which only so few are that it must be a slip. */
  readonly withSlips: Combination | undefined;
  readonly several: readonly Combination[];
  /** A code that tells all rows apart that have one, where some have none: no other columns are the key in its place. */
  readonly incomplete: { readonly place: number; readonly without: number } | undefined;
}

/**
 * Combinations of columns that may be the key: single ones before pairs and triples, codes before times before names, never
 * what is measured, never what is missing somewhere.
 */
export function proposeKeys(
  columns: readonly ColumnProfile[],
  fields: readonly DraftField[],
  rowCount: number,
): ProposedKeys {
  const dimensions = columns
    .flatMap((column, place): readonly Dimension[] => {
      const field = fields[place];
      const rank = field === undefined ? undefined : rankOf(column, field);
      return rank === undefined
        ? []
        : [{ place, rank, distinct: column.distinct, part: isPart(column, rank, rowCount) }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.place - b.place);
  const single = dimensions.filter(({ distinct }) => distinct === rowCount).map(({ place }) => [place]);
  const slips = dimensions.find(
    ({ rank, distinct }) =>
      rank <= 1 && rowCount >= rowsForSlips && distinct < rowCount && distinct >= nearlyUnique * rowCount,
  );
  const few = dimensions
    .filter(({ distinct, part }) => part && distinct > 1 && distinct < rowCount)
    .slice(0, mostDimensions);
  const several = rowCount < fewestRows ? [] : [...pairsOf(few, rowCount), ...triplesOf(few, rowCount)];
  return {
    single,
    several,
    withSlips: slips === undefined ? undefined : [slips.place],
    incomplete: findIncomplete(columns, fields),
  };
}

function isPart(column: ColumnProfile, rank: number, rowCount: number): boolean {
  if (column.distinct >= identifiesAlone * rowCount) return false;
  const text = rank === textRank || rank === textRank + personalRank;
  return !text || (column.distinct <= freeTexts.share * rowCount && column.maxLength <= freeTexts.length);
}

/** Codes that are a person's or a thing's own. */
const identifiers: readonly SemanticTypeName[] = [
  'personal-id', 'identity-card', 'tax-code', 'social-insurance', 'health-insurance', 'passport', 'plate', 'parcel',
  'dossier-code',
]; // prettier-ignore

function findIncomplete(columns: readonly ColumnProfile[], fields: readonly DraftField[]): ProposedKeys['incomplete'] {
  return columns
    .map((column, place) => {
      const signs = column.words.filter(({ rows }) => rows > 1);
      const without = column.missing + signs.reduce((sum, { rows }) => sum + rows, 0);
      return { column, place, without, values: column.distinct - signs.length };
    })
    .find(({ column, place, without, values }) => {
      const semanticType = fields[place]?.semanticType;
      const own = semanticType === undefined ? namesCodes(wordsOf(column.heading)) : identifiers.includes(semanticType);
      return own && without > 0 && values === column.rows - without && values >= freeTexts.share * column.rows;
    });
}

/** What several share, or one person has several of. */
const notIdentifying: readonly SemanticTypeName[] = ['phone', 'email', 'person-name', 'address', 'bank-account'];

const textRank = 3;
const personalRank = 4;

/** 0 is best; undefined: no part of a key. */
function rankOf(column: ColumnProfile, field: DraftField): number | undefined {
  const words = wordsOf(column.heading);
  if (column.missing > 0 || field.missing.length > 0 || column.distinct === 0) return undefined;
  if (field.type === 'number' || field.type === 'boolean' || column.maxLength > longestKeyText) return undefined;
  if (namesOrdinals(words) || namesMeasures(words)) return undefined;
  if (field.semanticType !== undefined && notIdentifying.includes(field.semanticType)) return undefined;
  const personal = field.personal === 'none' ? 0 : personalRank;
  if (
    field.codeList !== undefined ||
    namesCodes(words) ||
    (field.semanticType !== undefined && field.type === 'string' && personal === 0)
  )
    return 0 + personal;
  if (field.type === 'date' || field.type === 'timestamp' || field.type === 'time') return 1 + personal;
  if (says(words, ['nam', 'thang', 'quy', 'ky', 'year', 'month', 'quarter', 'period'])) return 1 + personal;
  if (field.type === 'integer') return undefined;
  return (field.enumeration === undefined ? textRank : 2) + personal;
}

function pairsOf(dimensions: readonly Dimension[], rowCount: number): readonly Combination[] {
  return ranked(
    dimensions.flatMap((one, index) => dimensions.slice(index + 1).map((other) => [one, other])),
    rowCount,
  );
}

function triplesOf(dimensions: readonly Dimension[], rowCount: number): readonly Combination[] {
  return ranked(
    dimensions.flatMap((one, index) =>
      dimensions
        .slice(index + 1)
        .flatMap((other, next) => dimensions.slice(index + next + 2).map((third) => [one, other, third])),
    ),
    rowCount,
  );
}

function ranked(groups: readonly (readonly Dimension[])[], rowCount: number): readonly Combination[] {
  return groups
    .filter((group) => group.reduce((product, { distinct }) => product * distinct, 1) >= rowCount)
    .map((group) => ({ group, rank: group.reduce((sum, { rank }) => sum + rank, 0) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ group }) => group.map(({ place }) => place).toSorted((a, b) => a - b));
}
