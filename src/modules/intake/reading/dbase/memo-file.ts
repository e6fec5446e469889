import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { failReading } from '../errors.ts';

/** The notes of a table, which stand in a second file, in blocks. */
export interface MemoFile {
  /** The bytes of the note that begins in this block; undefined: there is none, or it is no text. */
  readonly read: (block: number) => Buffer | undefined;
  readonly close: () => void;
}

/** FoxPro's notes say their length; so do those of dBase IV; those of dBase III end with a sign. */
type MemoKind = 'foxpro' | 'dbase';

const endSign = 0x1a;
const longestSearch = 64 * 1024;
/** Notes are read twice, and none lies over another. */
const mostReadings = 8;
const spareBytes = 1024 * 1024;

/** Opens `.fpt` or `.dbt`; nothing of it is held. A note longer than `longest` bytes is cut there. */
export function openMemo(path: string, kind: MemoKind, longest: number): MemoFile {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  let spent = 0;
  const part = (from: number, length: number): Buffer => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
    spent += bytes.length;
    if (spent > mostReadings * size + spareBytes)
      throw failReading('file-truncated', 'The notes of the table lie over each other');
    const read = bytes.length === 0 ? 0 : readSync(file, bytes, 0, bytes.length, from);
    return bytes.subarray(0, read);
  };
  const head = part(0, 22);
  const given = head.length < 22 ? 0 : kind === 'foxpro' ? head.readUInt16BE(6) : head.readUInt16LE(20);
  const blockBytes = kind === 'foxpro' ? Math.max(1, given) : given === 0 ? 512 : given;
  return {
    read: (block) => {
      const start = block * blockBytes;
      if (!Number.isSafeInteger(start) || block <= 0 || start >= size) return undefined;
      const sign = part(start, 8);
      if (sign.length < 8) return sign;
      if (kind === 'foxpro') {
        // A picture is 0.
        if (sign.readUInt32BE(0) !== 1) return undefined;
        return part(start + 8, Math.min(sign.readUInt32BE(4), longest));
      }
      if (sign.readUInt32LE(0) === 0x0008ffff)
        return part(start + 8, Math.min(Math.max(0, sign.readUInt32LE(4) - 8), longest));
      for (let length = 512; ; length *= 8) {
        const text = part(start, Math.min(length, longest));
        const end = text.indexOf(endSign);
        if (end !== -1) return text.subarray(0, end);
        if (length >= Math.min(longest, longestSearch) || start + length >= size) return text;
      }
    },
    close: () => closeSync(file),
  };
}

/** The tables among an archive's members that have notes beside them: their paths with those of the notes. */
export function memosOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const memos = new Map(
    paths.filter((path) => /\.(?:dbt|fpt)$/i.test(path)).map((path) => [path.slice(0, -4).toLowerCase(), path]),
  );
  return new Map(
    paths.flatMap((path) => {
      const memo = /\.dbf$/i.test(path) ? memos.get(path.slice(0, -4).toLowerCase()) : undefined;
      return memo === undefined ? [] : [[path, memo] as const];
    }),
  );
}
