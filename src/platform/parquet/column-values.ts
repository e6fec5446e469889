import { varint } from './thrift.ts';

export type ParquetType = 'text' | 'date' | 'int32' | 'int64';

/** The bytes of a data page, and of the dictionary that it refers to. */
export interface Pages {
  readonly count: number;
  readonly data: Buffer;
  readonly dictionary?: { readonly count: number; readonly data: Buffer };
}

/** The values of one column of a row group, gathered in the form that its page has. */
export class ColumnValues {
  readonly type: ParquetType;
  readonly nullable: boolean;
  readonly #listed: readonly string[] | undefined;
  /** Where values begin: before them is room for what says which rows have one. */
  #room: number;
  #bytes: Buffer;
  /** What the pages before were taken from: whoever has them is done with them when the next are taken. */
  #spare: Buffer;
  #length: number;
  /** A byte a row: 1 where there is a value. */
  #present: Uint8Array;
  /** For so many rows there is room. */
  #rows: number;
  #count = 0;
  #nulls = 0;

  /** `listed`: the only texts that occur, 256 at most; rows then hold their places. */
  constructor(
    column: { readonly type: ParquetType; readonly nullable: boolean; readonly listed?: readonly string[] },
    rows: number,
  ) {
    this.type = column.type;
    this.nullable = column.nullable;
    this.#listed = column.listed;
    this.#rows = rows;
    this.#room = roomFor(rows);
    this.#length = this.#room;
    const size = this.#room + rows * (column.listed !== undefined ? 1 : column.type === 'text' ? 20 : 8) + 8;
    this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#spare = Buffer.allocUnsafeSlow(size);
    this.#present = new Uint8Array(column.nullable ? rows : 0);
  }

  addNull(): void {
    if (this.#count === this.#rows) this.#makeRoom();
    this.#present[this.#count++] = 0;
    this.#nulls += 1;
  }

  addText(source: Uint8Array, start: number, end: number): void {
    const length = end - start;
    let at = this.#length;
    if (at + length + 4 > this.#bytes.length) this.#grow(length + 4);
    const bytes = this.#bytes;
    putInt32(bytes, at, length);
    at += 4;
    for (let index = start; index < end; index += 1) bytes[at++] = source[index] ?? 0;
    this.#length = at;
    this.#added();
  }

  /** A text, whichever way the column holds its texts. */
  addWord(word: string): void {
    if (this.#listed !== undefined) {
      const place = this.#listed.indexOf(word);
      if (place < 0) throw new Error('a text is not among those that the column may hold');
      this.addListed(place);
    } else {
      const bytes = Buffer.from(word);
      this.addText(bytes, 0, bytes.length);
    }
  }

  addListed(place: number): void {
    if (this.#length === this.#bytes.length) this.#grow(8);
    this.#bytes[this.#length++] = place;
    this.#added();
  }

  /** Days since 1970 of a date. */
  addInt32(value: number): void {
    if (this.#length + 4 > this.#bytes.length) this.#grow(8);
    putInt32(this.#bytes, this.#length, value);
    this.#length += 4;
    this.#added();
  }

  /** A whole number that a double holds exactly. */
  addInt64(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    putInt32(this.#bytes, this.#length, value | 0);
    putInt32(this.#bytes, this.#length + 4, Math.floor(value / 0x1_0000_0000));
    this.#length += 8;
    this.#added();
  }

  /** Rows whose values stand as they do here. `present`: a byte a row, 1 where there is a value. */
  addRows(values: Uint8Array, rows: { readonly present: Uint8Array; readonly nulls: number }): void {
    const count = rows.present.length;
    while (this.#count + count > this.#rows) this.#makeRoom();
    // Places of what is listed are ended in groups of eight.
    if (this.#length + values.length + 8 > this.#bytes.length) this.#grow(values.length + 8);
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
    if (this.nullable) this.#present.set(rows.present, this.#count);
    this.#count += count;
    this.#nulls += rows.nulls;
  }

  /** What was gathered, until the next pages are taken; adding begins anew. */
  takePages(): Pages {
    const count = this.#count;
    let start = this.#room;
    if (this.#listed !== undefined) {
      const groups = Math.ceil((this.#length - start) / 8);
      this.#bytes.fill(0, this.#length, start + groups * 8);
      this.#length = start + groups * 8;
      // Eight bits a value, in groups of eight.
      start = putBefore(this.#bytes, start, [8, ...varint(groups * 2 + 1)]);
    }
    if (this.nullable) start = this.#putLevels(start);
    const data = this.#bytes.subarray(start, this.#length);
    const spare = this.#spare.length > this.#room + 16 ? this.#spare : Buffer.allocUnsafeSlow(this.#bytes.length);
    this.#spare = this.#bytes;
    this.#bytes = spare;
    this.#count = 0;
    this.#nulls = 0;
    this.#length = this.#room;
    return { count, data, ...(this.#listed === undefined ? {} : { dictionary: dictionaryOf(this.#listed) }) };
  }

  /** One bit a row, behind its length in bytes. */
  #putLevels(start: number): number {
    const count = this.#count;
    const runs = this.#nulls === 0 ? [1] : packed(this.#present, count);
    const header = varint(this.#nulls === 0 ? count * 2 : runs.length * 2 + 1);
    const length = header.length + runs.length;
    const behindHeader = putBefore(this.#bytes, start, runs);
    const behindLength = putBefore(this.#bytes, behindHeader, header);
    this.#bytes.writeUInt32LE(length, behindLength - 4);
    return behindLength - 4;
  }

  #added(): void {
    if (this.#count === this.#rows) this.#makeRoom();
    if (this.nullable) this.#present[this.#count] = 1;
    this.#count += 1;
  }

  /** For twice as many rows. */
  #makeRoom(): void {
    this.#rows *= 2;
    const room = roomFor(this.#rows);
    const larger = Buffer.allocUnsafeSlow(this.#bytes.length + room - this.#room + 16);
    this.#bytes.copy(larger, room, this.#room, this.#length);
    this.#length += room - this.#room;
    this.#room = room;
    this.#bytes = larger;
    if (!this.nullable) return;
    const present = new Uint8Array(this.#rows);
    present.set(this.#present);
    this.#present = present;
  }

  #grow(more: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.ceil((this.#bytes.length + more) * 1.5));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Without the questions that a buffer's own way asks of each. */
function putInt32(target: Uint8Array, at: number, value: number): void {
  target[at] = value;
  target[at + 1] = value >> 8;
  target[at + 2] = value >> 16;
  target[at + 3] = value >> 24;
}

function roomFor(rows: number): number {
  return Math.ceil(rows / 8) + 32;
}

/** Puts bytes before a place; returns where they begin. */
function putBefore(target: Buffer, place: number, bytes: readonly number[] | Uint8Array): number {
  target.set(bytes, place - bytes.length);
  return place - bytes.length;
}

function packed(flags: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(count / 8));
  for (let index = 0; index < count; index += 1) {
    if (flags[index] === 1) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return bytes;
}

function dictionaryOf(listed: readonly string[]): { readonly count: number; readonly data: Buffer } {
  const data = listed.flatMap((value) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return [length, bytes];
  });
  return { count: listed.length, data: Buffer.concat(data) };
}
