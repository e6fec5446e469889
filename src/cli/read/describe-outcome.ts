import type { Language } from '#api/localized.ts';
import type { PreviewTable, ReadOutcome } from '#modules/intake/offline.ts';

const shownRows = 10;
const shownColumns = 8;
const cellWidth = 24;

const words = {
  vi: {
    table: 'Bảng',
    rows: 'dòng dữ liệu',
    columns: 'cột',
    heading: 'tiêu đề ở dòng',
    noHeading: 'không có tiêu đề',
    skipped: 'bỏ qua',
    warning: 'Lưu ý',
    more: '… và các dòng khác',
    crosstab: 'Bảng ngang: có thể đọc theo dạng dài bằng --long, với các cột',
    turned: 'Bảng ngang đã đọc theo dạng dài; số cột đã thành dòng:',
  },
  en: {
    table: 'Table',
    rows: 'rows',
    columns: 'columns',
    heading: 'heading on row',
    noHeading: 'no heading',
    skipped: 'skipped',
    warning: 'Note',
    more: '… and more rows',
    crosstab: 'A crosstab: --long reads it as a long table, with the columns',
    turned: 'A crosstab, read as a long table; columns that became rows:',
  },
} as const satisfies Readonly<Record<Language, unknown>>;

/** A page for people: what the file is, what was found in it, and the first rows. */
export function describeOutcome(file: string, outcome: ReadOutcome<PreviewTable>, language: Language): string {
  const { encoding, dialect } = outcome;
  const facts = [
    outcome.format,
    `${outcome.bytes.toLocaleString(language)} byte`,
    encoding === null
      ? undefined
      : [encoding.charset, encoding.legacy, encoding.bom ? 'BOM' : null].filter(Boolean).join(' '),
    dialect === null ? undefined : `«${dialect.delimiter === '\t' ? '\\t' : dialect.delimiter}»`,
  ];
  const lines = [`${file}: ${facts.filter((fact) => fact !== undefined).join(', ')}`];
  for (const table of outcome.tables) lines.push('', ...describeTable(table, language));
  for (const warning of outcome.warnings) lines.push('', `${words[language].warning}: ${warning.message[language]}`);
  return `${lines.join('\n')}\n`;
}

function describeTable(table: PreviewTable, language: Language): readonly string[] {
  const say = words[language];
  const heading = table.headerRows.length === 0 ? say.noHeading : `${say.heading} ${table.headerRows.join('–')}`;
  const facts = [
    `${table.rowCount.toLocaleString(language)} ${say.rows}`,
    `${table.columns.length.toLocaleString(language)} ${say.columns}`,
    heading,
    table.skipped.length === 0 ? undefined : `${say.skipped} ${countReasons(table)}`,
  ];
  const lines = [
    `${say.table}${table.name === null ? '' : ` «${table.name}»`}: ${facts.filter((fact) => fact !== undefined).join(', ')}`,
  ];
  const rows = table.rows.slice(0, shownRows);
  const grid = [table.columns, ...rows].map((cells) => cells.slice(0, shownColumns).map((cell) => shorten(cell ?? '')));
  const positions = ['', ...table.rowNumbers.slice(0, shownRows).map(String)];
  const widths = (grid[0] ?? []).map((_, column) => Math.max(...grid.map((cells) => (cells[column] ?? '').length)));
  const margin = Math.max(...positions.map((position) => position.length));
  for (const [index, cells] of grid.entries()) {
    const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    lines.push(`  ${(positions[index] ?? '').padStart(margin)}  ${padded.join('  ')}`.trimEnd());
  }
  if (table.rowCount > rows.length) lines.push(`  ${' '.repeat(margin)}  ${say.more}`);
  return [...lines, ...describeLongForm(table, language)];
}

function describeLongForm({ longForm }: PreviewTable, language: Language): readonly string[] {
  if (longForm === undefined) return [];
  const { applied, kept, turned, dimensions, value, status } = longForm;
  if (applied) return [`${words[language].turned} ${turned.length.toLocaleString(language)}`];
  const columns = [...kept, ...dimensions.map(({ heading }) => heading), value, status];
  return [`${words[language].crosstab} ${columns.map((column) => `«${column}»`).join(', ')}`];
}

function countReasons(table: PreviewTable): string {
  const counts = new Map<string, number>();
  for (const { why } of table.skipped) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ');
}

function shorten(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length <= cellWidth ? line : `${line.slice(0, cellWidth - 1)}…`;
}
