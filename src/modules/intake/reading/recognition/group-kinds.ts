import { cellKind } from './cell-kind.ts';
import { foldWords, isNoteText, isSignatureText } from './row-words.ts';
import { isSubtotalText, isTotalText } from './total-words.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';

/** How a row is numbered, or that it is a lone text: what tells a group from its members. */
export type GroupKind =
  | 'capital'
  | 'roman'
  | 'number'
  | 'parts'
  | 'small'
  | 'dash'
  | 'span'
  | 'blank'
  | 'other'
  | 'upper'
  | 'province'
  | 'district'
  | 'commune'
  | 'village';

/**
 * What tells rows apart that no number does, where their sums prove it: `HUYỆN LẮK` over `Xã Yang Tao` by the place or by
 * its capitals, or a name without a number over numbered ones.
 */
export const namings = ['places', 'capitals', 'unnumbered'] as const;
export type Naming = (typeof namings)[number];

export interface NumberedRow {
  readonly kind: GroupKind;
  /** What names the group if it is one. */
  readonly label: string | undefined;
  /** No more than the number and the label: it says something about the rows below, and nothing of its own. */
  readonly bare: boolean;
}

const marks: readonly (readonly [GroupKind, RegExp])[] = [
  ['roman', /^\(?(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3}|XIX|XX)[.)/]?$/],
  ['capital', /^\(?[A-HĐ][.)/]?$/],
  ['small', /^\(?[a-zđ][.)/]?$/],
  ['parts', /^\d{1,3}(?:\.\d{1,3}){1,3}\.?$/],
  ['number', /^\(?\d{1,6}[.)/]?$/],
  ['dash', /^[-–+*•]$/],
];

/** A mark before the words of one cell: `I. Khối trường học`, `A - Khu vực thành thị`. */
const leading = /^(?:(?<roman>[IVX]{1,5})|(?<capital>[A-HĐ]))\s?[.)/–-]\s*\p{L}/u;

export function numberRow({ cells }: SourceRow): NumberedRow {
  const column = cells.findIndex(isFilled);
  const first = cells[column] ?? '';
  const filled = filledCells(cells);
  const mark = column <= 1 ? marks.find(([, pattern]) => pattern.test(first))?.[0] : undefined;
  if (mark !== undefined) {
    const label = filled[1];
    // Nobody signs with a number: `A | LÃNH ĐẠO`.
    const words = label !== undefined && cellKind(label) === 'text' && !isSum(label) && !isNoteText(label);
    return { kind: mark, label: words ? label : undefined, bare: words && filled.length === 2 };
  }
  if (column > 2 || cellKind(first) !== 'text' || isClosing(first))
    return { kind: 'blank', label: undefined, bare: false };
  const lead = leading.exec(first)?.groups;
  const kind = lead?.['roman'] !== undefined ? 'roman' : lead?.['capital'] !== undefined ? 'capital' : undefined;
  if (kind !== undefined) return { kind, label: first, bare: filled.length === 1 };
  if (filled.length === 1) return { kind: 'span', label: first, bare: true };
  return { kind: column === 0 ? 'other' : 'blank', label: undefined, bare: false };
}

export function nameRow(row: SourceRow, naming: Naming | undefined): NumberedRow {
  const numbered = numberRow(row);
  if (naming === undefined || (numbered.kind !== 'other' && numbered.kind !== 'blank')) return numbered;
  const column = row.cells.findIndex(isFilled);
  const first = row.cells[column] ?? '';
  if (column > 2 || cellKind(first) !== 'text' || isClosing(first)) return numbered;
  if (naming === 'unnumbered') return numbered.kind === 'blank' ? { ...numbered, label: first } : numbered;
  const kind = naming === 'places' ? placeOf(first) : inCapitals(first) ? 'upper' : undefined;
  return kind === undefined ? numbered : { ...numbered, kind, label: first };
}

export function inCapitals(text: string): boolean {
  return text.length >= 4 && /\p{Lu}/u.test(text) && text === text.toUpperCase();
}

function isClosing(text: string): boolean {
  return isSum(text) || isNoteText(text) || isSignatureText(text);
}

function isSum(text: string): boolean {
  return isTotalText(text) || isSubtotalText(text);
}

const words: readonly (readonly [string, RegExp, GroupKind])[] = [
  ['Tỉnh', /^tinh /, 'province'],
  ['Huyện', /^(?:huyen|quan|thi xa|tx\.?|thanh pho|tp\.?) /, 'district'],
  ['Xã', /^(?:xa|phuong|thi tran|tt\.) /, 'commune'],
  ['Thôn', /^(?:thon|buon|to dan pho|tdp|khoi pho|ap|ban|lang) /, 'village'],
];

function placeOf(text: string): GroupKind | undefined {
  const folded = foldWords(text);
  return words.find(([, pattern]) => pattern.test(folded))?.[2];
}

/** The word for what all these labels name; undefined: they have none in common. */
export function groupWord(labels: readonly string[]): string | undefined {
  const folded = labels.map((label) => foldWords(label).replace(/^[^\p{L}]*(?:[ivx]+\s*[.)/-]\s*)?/u, ''));
  return words.find(([, pattern]) => folded.length > 0 && folded.every((label) => pattern.test(label)))?.[0];
}

const groupWords =
  /^(?:[\divxa-h]{1,4}\s*[.)/-]\s*)?(?:tinh|huyen|quan|thi xa|tx|thanh pho|tp|xa|phuong|thi tran|thon|buon|to dan pho|khu vuc|vung|khoi|nhom|phan|linh vuc|nganh|loai|cum|chuong|muc|cap|phong|ban|don vi|nguon|chuong trinh|du an|thang|quy|nam)\b/;

export function namesGroup(label: string): boolean {
  // «Sở» is an agency, «Số liệu» is none.
  return groupWords.test(foldWords(label)) || /^sở\s/iu.test(label.normalize('NFC'));
}
