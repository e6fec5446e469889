export interface DelimitedTextOptions {
  readonly delimiter: ',' | ';' | '\t';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le-bom';
  readonly newline: '\n' | '\r\n';
}

/** Rows as the bytes of a text file; the first row is whatever stands first in the file. */
export function encodeDelimitedText(rows: readonly (readonly string[])[], options: DelimitedTextOptions): Uint8Array {
  const text = rows
    .map((row) => row.map((cell) => quoteCell(cell, options.delimiter)).join(options.delimiter) + options.newline)
    .join('');
  switch (options.encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16le-bom':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
  }
}

function quoteCell(cell: string, delimiter: string): string {
  const isPlain = !cell.includes(delimiter) && !/["\r\n]/.test(cell);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}
