import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWorkbook, row } from '../../support/make-workbook.ts';
import type { SyntheticLabel } from './labels.ts';

/** Writes a synthetic file as its label tells it: a workbook from bars and lines, or the text itself. */
export async function makeFile({ name, sheets, delimiter }: SyntheticLabel, folder: string): Promise<string> {
  const path = join(folder, name);
  if (delimiter !== undefined) {
    await writeFile(path, sheets.map(({ rows }) => rows).join(''));
    return path;
  }
  const made = sheets.map(({ name: sheet, rows, merges, hidden }) => ({
    name: sheet,
    rows: linesOf(rows)
      .map((line, at) => row(at + 1, line.split('|').map(cellOf), hidden.includes(at + 1) ? ' hidden="1"' : ''))
      .join(''),
    ...(merges === undefined ? {} : { merges }),
  }));
  await writeFile(path, await makeWorkbook(made));
  return path;
}

function linesOf(rows: string): readonly string[] {
  return rows.replace(/\n$/, '').split('\n');
}

function cellOf(text: string): string | number | null {
  if (text === '') return null;
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text.replace(/^'/, '').replaceAll('⏎', '\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
