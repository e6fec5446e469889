import { failReading } from '../errors.ts';

/** One field of a dBase table; `offset` counts from the record's first byte, which says whether it is deleted. */
export interface DbaseField {
  readonly name: Buffer;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  /** Visual FoxPro: holds bytes and no text. */
  readonly binary: boolean;
  /** Visual FoxPro: a bit of the record's null flags belongs to it. */
  readonly nullable: boolean;
}

export interface DbaseHeader {
  readonly family: 'dbase' | 'dbase-7' | 'foxpro';
  readonly recordCount: number;
  readonly headerBytes: number;
  readonly recordBytes: number;
  /** The language driver: 0 where none is named. */
  readonly language: number;
  readonly fields: readonly DbaseField[];
}

const versions: ReadonlyMap<number, DbaseHeader['family']> = new Map([
  ...[0x02, 0x03, 0x43, 0x63, 0x7b, 0x83, 0x8b, 0x8e, 0xcb, 0xe5, 0xf5, 0xfb].map((byte) => [byte, 'dbase'] as const),
  ...[0x04, 0x8c].map((byte) => [byte, 'dbase-7'] as const),
  ...[0x30, 0x31, 0x32].map((byte) => [byte, 'foxpro'] as const),
]);

const fieldEnd = 0x0d;
/** Past the fields, Visual FoxPro keeps the name of the database that the table belongs to. */
const leastRecord = 2;

/** Whether the first bytes are the head of a dBase table: its version, a day, sizes that fit each other, one field. */
export function isDbase(head: Buffer): boolean {
  if (head.length < 66 || !versions.has(head[0] ?? 0)) return false;
  const month = head[2] ?? 0;
  const day = head[3] ?? 0;
  if (month > 12 || day > 31) return false;
  const { prefix, step } = layoutOf(head);
  const headerBytes = head.readUInt16LE(8);
  if (headerBytes < prefix + 1 || head.readUInt16LE(10) < leastRecord || head.length < prefix + step) return false;
  const type = String.fromCharCode(head[prefix + (step === 48 ? 32 : 11)] ?? 0);
  return /[A-Z0+@]/.test(type) && (head[prefix] ?? 0) > 0x20;
}

function layoutOf(head: Buffer): { readonly prefix: number; readonly step: number } {
  return versions.get(head[0] ?? 0) === 'dbase-7' ? { prefix: 68, step: 48 } : { prefix: 32, step: 32 };
}

/** `head` holds the whole header. Sizes are taken from the fields and have to agree with what the header says. */
export function readDbaseHeader(head: Buffer): DbaseHeader {
  const family = versions.get(head[0] ?? 0);
  if (family === undefined || head.length < 32) throw failReading('format-unsupported', 'The file is no dBase table');
  const headerBytes = head.readUInt16LE(8);
  const recordBytes = head.readUInt16LE(10);
  if (head.length < headerBytes) throw failReading('file-truncated', 'The file ends in the head of its dBase table');
  const { prefix, step } = layoutOf(head);
  const fields: DbaseField[] = [];
  let offset = 1;
  for (let at = prefix; at + step <= headerBytes && head[at] !== fieldEnd; at += step) {
    const field = fieldAt(head.subarray(at, at + step), family, offset);
    fields.push(field);
    offset += field.length;
  }
  if (fields.length === 0) throw failReading('table-not-found', 'The dBase table has no field');
  if (offset > recordBytes)
    throw failReading('file-truncated', `The fields take ${offset} bytes of records of ${recordBytes}`);
  return { family, recordCount: head.readUInt32LE(4), headerBytes, recordBytes, language: head[29] ?? 0, fields };
}

function fieldAt(bytes: Buffer, family: DbaseHeader['family'], offset: number): DbaseField {
  const wide = family === 'dbase-7';
  const nameBytes = bytes.subarray(0, wide ? 32 : 11);
  const end = nameBytes.indexOf(0);
  const type = String.fromCharCode(bytes[wide ? 32 : 11] ?? 0).toUpperCase();
  const low = bytes[wide ? 33 : 16] ?? 0;
  const decimals = bytes[wide ? 34 : 17] ?? 0;
  const flags = family === 'foxpro' ? (bytes[18] ?? 0) : 0;
  return {
    name: Buffer.from(end === -1 ? nameBytes : nameBytes.subarray(0, end)),
    type,
    offset,
    // Clipper and FoxPro keep the high byte of a long text's length where numbers have their decimals.
    length: type === 'C' ? low + 256 * decimals : low,
    binary: (flags & 0x04) !== 0,
    nullable: (flags & 0x02) !== 0,
  };
}
