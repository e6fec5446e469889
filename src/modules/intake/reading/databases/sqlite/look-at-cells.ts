import type { DatabaseSync } from 'node:sqlite';
import { failReading } from '../../errors.ts';
import { quoted, selectRows, type SqliteTable } from './describe-tables.ts';

/** More terms than this make an expression that SQLite refuses. */
const termsAtOnce = 500;
const sampledRows = 2000;
const longestSampled = 4096;
const sampledCharacters = 256 * 1024;

/** Refuses a table with a cell of more than `most` bytes, without loading it. */
export function demandShortCells(database: DatabaseSync, { name, columns }: SqliteTable, most: number): void {
  for (let start = 0; start < columns.length; start += termsAtOnce) {
    const terms = columns
      .slice(start, start + termsAtOnce)
      .map((column) => `octet_length(${quoted(column.name)}) > ${most}`);
    const found = database.prepare(`select 1 from main.${quoted(name)} where ${terms.join(' or ')} limit 1`).get();
    if (found !== undefined) throw failReading('row-too-long', `Table “${name}” has a cell of more than ${most} bytes`);
  }
}

/** Texts beyond ASCII from the beginning of a table, a line each. */
export function sampleTexts(database: DatabaseSync, table: SqliteTable): string {
  const lines: string[] = [];
  let size = 0;
  for (const row of selectRows(database, table, sampledRows)) {
    for (const value of row) {
      if (typeof value !== 'string' || value.length > longestSampled || !/[^\u0000-\u007f]/.test(value)) continue;
      lines.push(value.replace(/[\r\n]+/g, ' '));
      size += value.length;
    }
    if (size > sampledCharacters) break;
  }
  return lines.join('\n');
}
