import { normalizeCellText } from '#platform/text/cell-text.ts';
import { decimalText } from '../cells/decimal-text.ts';
import type { Cell } from '../read-outcome.ts';

export interface FlatCell {
  readonly text: Cell;
  readonly isNumber: boolean;
}

/** A record's cells by heading: members of members under dotted names, arrays as JSON. */
export function flattenRecord(record: unknown): ReadonlyMap<string, FlatCell> {
  const cells = new Map<string, FlatCell>();
  if (isObject(record)) addMembers(record, '', cells);
  else cells.set('value', flatCell(record));
  return cells;
}

export function flatCell(value: unknown): FlatCell {
  if (typeof value === 'string') {
    return { text: normalizeCellText(value.replaceAll('\0', '\ufffd')), isNumber: false };
  }
  if (typeof value === 'number') return { text: decimalText(value), isNumber: true };
  if (typeof value === 'bigint') return { text: String(value), isNumber: true };
  if (typeof value === 'boolean') return { text: String(value), isNumber: false };
  return { text: value === null || value === undefined ? null : asJson(value), isNumber: false };
}

/** The headings that a record's cells go under, in order. */
export function addRecordNames(record: unknown, names: Set<string>): void {
  if (isObject(record)) addNames(record, '', names);
  else names.add('value');
}

function addNames(record: object, prefix: string, names: Set<string>): void {
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (isObject(value) && Object.keys(value).length > 0) addNames(value, `${prefix}${name}.`, names);
    else names.add(headingOf(prefix + name));
  }
}

function headingOf(path: string): string {
  return normalizeCellText(path).replace(/\s*\n\s*/g, ' ');
}

function addMembers(record: object, prefix: string, cells: Map<string, FlatCell>): void {
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (isObject(value) && Object.keys(value).length > 0) addMembers(value, `${prefix}${name}.`, cells);
    else cells.set(headingOf(prefix + name), flatCell(value));
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))
    .replaceAll('\0', '\ufffd')
    .normalize('NFC');
}
