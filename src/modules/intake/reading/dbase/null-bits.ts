import type { DbaseField, DbaseHeader } from './dbase-header.ts';

export interface NullBits {
  readonly isNull: (record: Buffer, field: DbaseField) => boolean;
  /** The record, with a text of varying length cut to the length that its last byte holds. */
  readonly cut: (record: Buffer, field: DbaseField) => Buffer;
}

/**
 * Visual FoxPro's column of bits: in the order of the fields, one for each of varying length (its last byte is the
 * length) and one for each that may be null.
 */
export function nullBits({ fields, family }: DbaseHeader): NullBits {
  const flags = fields.find(({ type }) => type === '0');
  const nulls = new Map<DbaseField, number>();
  const lengths = new Map<DbaseField, number>();
  let bit = 0;
  for (const field of family === 'foxpro' && flags !== undefined ? fields : []) {
    if (field.type === 'V' || field.type === 'Q') lengths.set(field, bit++);
    if (field.nullable) nulls.set(field, bit++);
  }
  const isSet = (record: Buffer, at: number | undefined): boolean =>
    at !== undefined && flags !== undefined && ((record[flags.offset + (at >> 3)] ?? 0) & (1 << (at & 7))) !== 0;
  return {
    isNull: (record, field) => isSet(record, nulls.get(field)),
    cut: (record, field) => {
      if (!isSet(record, lengths.get(field))) return record;
      const last = field.offset + field.length - 1;
      const copy = Buffer.from(record);
      return copy.fill(0, field.offset + Math.min(copy[last] ?? 0, field.length - 1), last + 1);
    },
  };
}
