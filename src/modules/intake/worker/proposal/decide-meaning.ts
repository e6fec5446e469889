import type { DataElement } from '#modules/dictionary/index.ts';
import type { SemanticTypeName } from '#modules/catalog/offline.ts';
import { unitOfAmounts, type ColumnProfile, type ListMatch } from '#modules/quality/offline/profile.ts';
import { agreed, agreedOfSlips, type TypeDecision } from './decide-type.ts';
import { namesCodes, says, wordsOf } from './heading-words.ts';
import { birthHeadings, proposePersonal } from './personal-clues.ts';
import { semanticClues } from './semantic-clues.ts';

export interface Meaning {
  readonly semanticType?: SemanticTypeName;
  /** Of the rows with a value, those that agree; `damaged` ones with their lost zeros before them. */
  readonly semanticShare?: number;
  /** Of them those from which a spreadsheet took the zeros before them. */
  readonly lostZeros?: number;
  /** Rows with `1.23E+11`, of which no code is left. */
  readonly lostDigits?: number;
  /** A semantic type that the heading speaks of, but too few values agree with. */
  readonly doubted?: { readonly semanticType: SemanticTypeName; readonly share: number };
  readonly list?: ListMatch;
  readonly listShare?: number;
}

/** Codes of so many digits that a spreadsheet shows them as `1.23E+11`. */
const losesDigits: readonly SemanticTypeName[] = [
  'personal-id', 'identity-card', 'tax-code', 'social-insurance', 'health-insurance', 'phone', 'bank-account',
]; // prettier-ignore
/** Fewer digits under the heading of an identifier are a number or a note of something else. */
const fewestDigits = 6;

const onNumbers: readonly SemanticTypeName[] = ['latitude', 'longitude', 'northing', 'easting'];

/** A place, whatever it is written like: `12°40'12"N` too. */
export function isPlace(semanticType: SemanticTypeName | undefined): boolean {
  return semanticType !== undefined && onNumbers.includes(semanticType);
}

/** `present`: rows with a value. */
export function decideMeaning(
  column: ColumnProfile,
  words: string,
  {
    present,
    elements,
    type,
  }: { readonly present: number; readonly elements: readonly DataElement[]; readonly type: TypeDecision },
): Meaning {
  if (present <= 0) return {};
  const list = decideList(column, words, present, elements);
  if (list !== undefined) {
    const semanticType = list.list.startsWith('commune')
      ? 'commune-code'
      : list.list === 'province'
        ? 'province-code'
        : undefined;
    const share = semanticType === undefined ? 0 : (column.kinds.get(semanticType)?.agrees ?? 0) / present;
    return {
      list,
      listShare: list.rows / present,
      ...(semanticType === undefined || share < agreedOfSlips ? {} : { semanticType, semanticShare: share }),
    };
  }
  return decideSemanticType(column, words, present, type);
}

function decideSemanticType(column: ColumnProfile, words: string, present: number, { type }: TypeDecision): Meaning {
  const dates = column.kinds.get('partial-date')?.agrees ?? 0;
  if (type === 'string' && dates >= agreedOfSlips * present && isPartialDate(column, words, present))
    return { semanticType: 'date', semanticShare: dates / present };
  // A dossier is no number, though «sơ» reads like one without its accents.
  const against = words.replaceAll(' ho so ', ' ');
  let doubted: Meaning['doubted'];
  for (const { semanticType, headings, unless = [], byValue, certain = false, onTexts = false } of semanticClues) {
    const number = onNumbers.includes(semanticType);
    const lostDigits = losesDigits.includes(semanticType) ? column.scientific / present : 0;
    const types = number || lostDigits > 0 ? ['number', 'integer', 'string'] : ['string', 'integer'];
    if (!types.includes(type)) continue;
    if (onTexts && type !== 'string') continue;
    const count = column.kinds.get(semanticType as Parameters<typeof column.kinds.get>[0]);
    const lostZeros = (count?.mended ?? 0) / present;
    const share = (count?.agrees ?? 0) / present + lostZeros;
    // What is good with its zeros before it cannot have come about by chance.
    const typical = (count?.typical ?? 0) / present + lostZeros;
    const said = says(words, headings) && !says(against, unless);
    const seen =
      byValue !== undefined &&
      type === 'string' &&
      column.distinct >= byValue.values &&
      typical >= byValue.share &&
      !says(against, unless);
    if (!said && !seen) continue;
    const enough = number ? agreed : agreedOfSlips;
    if (share >= enough && (seen || typical > 0.5 || number || certain))
      return { semanticType, semanticShare: share, lostZeros };
    if (said && lostDigits > 0 && share + lostDigits >= enough)
      return { semanticType, semanticShare: share, lostZeros, lostDigits };
    const ofPerson = proposePersonal('', { semanticType, ofPersonTable: false }).personal !== 'none';
    const unsure = share > 0.5 || (ofPerson && column.digitsOnly > 0.5 * present && column.maxDigits >= fewestDigits);
    if (said && share < enough && unsure) doubted ??= { semanticType, share };
  }
  const doubt = doubted === undefined ? {} : { doubted };
  if (
    type === 'string' &&
    says(words, ['dia chi', 'noi o', 'cho o', 'noi cu tru', 'thuong tru', 'tam tru', 'address'])
  ) {
    return { semanticType: 'address', semanticShare: 1, ...doubt };
  }
  if (type === 'integer' && column.minimum !== null && (isMoney(words) || unitOfAmounts(column.heading) > 1))
    return { semanticType: 'money', semanticShare: 1, ...doubt };
  const has = (kind: 'amount' | 'decimal-amount' | 'number') => column.kinds.get(kind) ?? { agrees: 0, typical: 0 };
  if (type === 'integer' && has('number').agrees < agreed * present && has('amount').agrees >= agreed * present)
    return { semanticType: 'money', semanticShare: has('amount').agrees / present, ...doubt };
  const amounts = has('decimal-amount');
  const saysUnits = has('number').agrees < agreed * present || unitOfAmounts(column.heading) > 1;
  if (type === 'number' && amounts.typical > 0 && amounts.agrees >= agreed * present && saysUnits)
    return { semanticType: 'money', semanticShare: amounts.agrees / present, ...doubt };
  if ((type === 'number' || type === 'integer') && has('number').typical >= agreedOfSlips * present)
    return { semanticType: 'percent', semanticShare: has('number').typical / present, ...doubt };
  const share = column.minimum !== null && column.minimum >= 0 && (column.maximum ?? 0) <= 100;
  if (
    (type === 'number' || type === 'integer') &&
    share &&
    says(words, ['%', 'ty le', 'ti le', 'phan tram', 'percent'])
  ) {
    return { semanticType: 'percent', semanticShare: 1, ...doubt };
  }
  return doubt;
}

/** Days beside months and years. Without such a heading many must be days: `12/2020` may be the number of a document. */
function isPartialDate(column: ColumnProfile, words: string, present: number): boolean {
  if ((column.kinds.get('partial-date')?.typical ?? 0) === 0) return false;
  if (says(words, [...birthHeadings, ...dayHeadings])) return true;
  return !namesCodes(words) && (column.kinds.get('date')?.typical ?? 0) >= 0.2 * present;
}

const dayHeadings: readonly string[] = ['ngay', 'ngay thang', 'nam sinh', 'sinh nam', 'sinh', 'thoi diem', 'date'];

function isMoney(words: string): boolean {
  return says(words, ['so tien', 'le phi', 'kinh phi', 'thanh tien', 'dong', 'vnd', 'thu nhap', 'tien']);
}

function saysCommunes(words: string): boolean {
  return says(words, ['xa', 'phuong', 'commune', 'dvhc']);
}

/** A list whose codes nearly all values are, where heading or number of codes exclude chance. */
function decideList(
  column: ColumnProfile,
  words: string,
  present: number,
  elements: readonly DataElement[],
): ListMatch | undefined {
  const fitting = column.lists.filter(
    ({ list, rows }) => rows >= (list.startsWith('commune') && saysCommunes(words) ? agreedOfSlips : agreed) * present,
  );
  const likely = fitting.filter(({ list, codes }) => {
    if (list.startsWith('commune')) return codes >= 5 || saysCommunes(words);
    if (list === 'province') return says(words, ['tinh', 'province']) && column.shape === '99';
    const headings = elements.flatMap((element) =>
      element.codeList === list ? [element.name.vi, element.name.en, ...element.synonyms] : [],
    );
    return headings.some((heading) => words.includes(wordsOf(heading)));
  });
  // Today's codes before those of a time past, the province's own list before the country's.
  return likely.toSorted(
    (a, b) => Number(b.today) - Number(a.today) || a.list.length - b.list.length || (a.day < b.day ? 1 : -1),
  )[0];
}
