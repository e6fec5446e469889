import type { DbaseText } from './dbase-charset.ts';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { decimalText } from '../cells/decimal-text.ts';
import { numberText } from '../cells/number-text.ts';
import type { Cell } from '../read-outcome.ts';
import type { MemoFile } from './memo-file.ts';
import type { DbaseField, DbaseHeader } from './dbase-header.ts';

/** Reads a field's cell out of a record's bytes; a blank is null. */
export type CellReader = (record: Buffer) => Cell;

export interface FieldReader {
  readonly read: CellReader;
  readonly isNumber: boolean;
  /** Of a number that is written as text: whether it was too long for its field, and is lost. */
  readonly isLost?: (record: Buffer) => boolean;
}

/** Kinds whose content stands in another file, or is no text: undefined, the column stays empty. */
export function fieldReader(
  field: DbaseField,
  header: DbaseHeader,
  { decode, spelled = false }: Pick<DbaseText, 'decode' | 'spelled'>,
  memo?: MemoFile,
): FieldReader | undefined {
  const { offset, length, type } = field;
  const bytes = (record: Buffer): Buffer => record.subarray(offset, offset + length);
  // Most cells are ASCII, which is the same in every code page.
  const text = (record: Buffer): string => {
    const plain = record.toString('latin1', offset, offset + length);
    return spelled || /[\x80-\xff]/.test(plain) ? decode(bytes(record)) : plain;
  };
  const foxpro = header.family === 'foxpro';
  const number = (read: CellReader): FieldReader => ({ read, isNumber: true });
  const other = (read: CellReader): FieldReader => ({ read, isNumber: false });
  switch (type) {
    case 'C':
      if (field.binary) return undefined;
      return other((record) => textCell(text(record)));
    case 'V':
      return foxpro && !field.binary ? other((record) => textCell(text(record))) : undefined;
    case 'N':
    case 'F':
      return {
        ...number((record) => numberCell(bytes(record).toString('latin1'))),
        isLost: (record) => {
          const last = record[offset + length - 1];
          return (last === 0x2a || record[offset] === 0x2a) && isOverflow(bytes(record).toString('latin1'));
        },
      };
    case 'L':
      return other((record) => logicalCell(record[offset] ?? 0));
    case 'D':
      return other((record) => dayCell(bytes(record).toString('latin1')));
    case 'I':
    case '+':
      if (length !== 4) return undefined;
      return number((record) => (foxpro ? String(record.readInt32LE(offset)) : orderedInteger(bytes(record))));
    case 'B':
      // In dBase a binary memo; in Visual FoxPro a double.
      return foxpro && length === 8 ? number((record) => doubleCell(record.readDoubleLE(offset))) : undefined;
    case 'O':
      return length === 8 ? number((record) => doubleCell(orderedDouble(bytes(record)))) : undefined;
    case 'Y':
      return length === 8 ? number((record) => currencyCell(record.readBigInt64LE(offset))) : undefined;
    case 'T':
    case '@':
      if (length !== 8) return undefined;
      return other((record) =>
        foxpro || type === 'T'
          ? momentCell(record.readInt32LE(offset), record.readInt32LE(offset + 4))
          : countedMomentCell(record.readDoubleBE(offset)),
      );
    case 'M':
      if (memo === undefined || field.binary) return undefined;
      return other((record) => {
        const note = memo.read(memoBlock(bytes(record)));
        return note === undefined ? null : textCell(decode(note));
      });
    default:
      return undefined;
  }
}

/** Where a note begins: ten digits, in Visual FoxPro a number; 0 where there is none. */
export function memoBlock(bytes: Buffer): number {
  return bytes.length === 4 ? bytes.readUInt32LE(0) : Number(bytes.toString('latin1').replaceAll('\0', ' ').trim());
}

function textCell(text: string): Cell {
  const end = text.indexOf('\0');
  const cell = normalizeCellText(end === -1 ? text : text.slice(0, end));
  return cell === '' ? null : cell;
}

/** A number that does not fit its field is stored as asterisks: nobody knows it any more. */
function isOverflow(text: string): boolean {
  return /^[\0 ]*\*+[\0 ]*$/.test(text);
}

function numberCell(text: string): Cell {
  const trimmed = text.replaceAll('\0', ' ').trim();
  if (trimmed === '' || isOverflow(trimmed)) return null;
  const number = numberText(trimmed.replace(',', '.'));
  return number === undefined ? trimmed : number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

function logicalCell(byte: number): Cell {
  const letter = String.fromCharCode(byte);
  if (/[TtYy1]/.test(letter)) return 'true';
  return /[FfNn0]/.test(letter) ? 'false' : null;
}

function dayCell(text: string): Cell {
  const trimmed = text.replaceAll('\0', ' ').trim();
  if (trimmed === '' || /^0+$/.test(trimmed)) return null;
  return /^\d{8}$/.test(trimmed)
    ? `${trimmed.slice(0, 4)}-${trimmed.slice(4, 6)}-${trimmed.slice(6)}`
    : normalizeCellText(trimmed);
}

function doubleCell(value: number): Cell {
  return Number.isFinite(value) ? decimalText(value) : null;
}

function currencyCell(value: bigint): Cell {
  const digits = String(value < 0n ? -value : value).padStart(5, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
}

/** Day 2440588 of the Julian count is 1970-01-01. */
const epochDay = 2_440_588;
const dayMs = 86_400_000;

function momentCell(day: number, ms: number): Cell {
  if (day <= 0) return null;
  return isoMoment((day - epochDay) * dayMs + Math.round(ms / 1000) * 1000);
}

/** dBase 7 counts milliseconds since the day before the year 1. */
function countedMomentCell(ms: number): Cell {
  if (!Number.isFinite(ms) || ms <= 0) return null;
  return isoMoment(Math.round((ms - 719_163 * dayMs) / 1000) * 1000);
}

function isoMoment(ms: number): Cell {
  const moment = new Date(ms);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString().slice(0, 19);
}

/** dBase 7 stores integers so that their bytes sort: big end first, the sign turned over; no bit at all is a blank. */
function orderedInteger(bytes: Buffer): Cell {
  const stored = bytes.readUInt32BE(0);
  return stored === 0 ? null : String(stored - 0x8000_0000);
}

/** dBase 7 stores doubles so that their bytes sort: big end first, negative ones turned over. */
function orderedDouble(bytes: Buffer): number {
  const copy = Buffer.from(bytes);
  if (copy.every((byte) => byte === 0)) return Number.NaN;
  if (((copy[0] ?? 0) & 0x80) !== 0) copy[0] = (copy[0] ?? 0) & 0x7f;
  else for (let index = 0; index < copy.length; index++) copy[index] = ~(copy[index] ?? 0) & 0xff;
  return copy.readDoubleBE(0);
}
