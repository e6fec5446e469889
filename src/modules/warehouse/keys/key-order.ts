import type { ColumnType } from '../dataset-schema.ts';

/** Types whose values, written as DuckDB writes them, `encodeKey` can put in the engine's own order. */
export function isOrdered(type: ColumnType): type is OrderedType {
  return type === 'VARCHAR' || type === 'BIGINT' || type === 'DATE';
}

type OrderedType = 'VARCHAR' | 'BIGINT' | 'DATE';

/**
 * A key as bytes that compare as the engine compares its values: texts by their code points, whole numbers by their size,
 * days in time. Undefined for what cannot be written so: a day before the year 1 or after 9999.
 */
export function encodeKey(texts: readonly string[], types: readonly ColumnType[]): Buffer | undefined {
  const parts: Buffer[] = [];
  for (const [index, text] of texts.entries()) {
    const part = encodeValue(text, types[index]);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function encodeValue(text: string, type: ColumnType | undefined): Buffer | undefined {
  if (type === 'VARCHAR') return encodeText(text);
  if (type === 'DATE') return plainDay.test(text) ? Buffer.from(text) : undefined;
  if (type !== 'BIGINT') return undefined;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(text) + 2n ** 63n);
  return bytes;
}

const plainDay = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/** Ends with two zeros, and one inside is followed by something greater: a text comes before all that begin like it. */
function encodeText(text: string): Buffer {
  return Buffer.from(`${text.replaceAll('\0', '\0\u{F8FF}')}\0\0`);
}
