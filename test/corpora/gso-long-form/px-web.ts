/**
 * The truth of a PX-Web export as a long table, by what that program writes and nothing of ours: a title that ends with
 * «by» and the names of the dimensions, a blank line, a heading whose first cells are the dimensions at the side and whose
 * others are the values of those above, joined by blanks; cells between semicolons. Some files went through R, which
 * made names of the headings (`X2014`, `Pre..2016`) and wrote the heading twice.
 */
export interface LongTruth {
  readonly columns: number;
  readonly rows: readonly (readonly string[])[];
  /** Line of the file, row by row. */
  readonly lines: readonly number[];
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const signs = new Set(['..', '...', 'NA', '-']);

interface Column {
  readonly at: number;
  readonly said: readonly string[];
  readonly status: string;
}

/** undefined: nothing above the table is a year, month or age, so that it is long already. */
export function readPxWeb(text: string): LongTruth | undefined {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const throughR = lines[0]?.includes(';') === true;
  const headingLine = throughR ? 0 : 2;
  const heading = cellsOf(lines[headingLine] ?? '').map((cell) => (throughR ? unmade(cell) : cell.trim()));
  const first = heading.findIndex((cell, at) => at > 0 && timeOf(cell) !== undefined);
  if (first === -1 || heading.filter((cell) => timeOf(cell) !== undefined).length < 2) return undefined;
  const ages = heading.some((cell) => /^\d\d \+?- \d\d$|^\d\d - \d\d$/.test(cell));
  const from = ages ? heading.findIndex((cell) => /^total$/i.test(cell)) : first;
  const columns = heading
    .map((cell, at) => ({ at, ...(timeOf(cell) ?? { time: cell, rest: '', status: '' }) }))
    .filter(({ at }) => at >= from);
  const measured = columns.some(({ rest }) => rest !== '');
  const turned: readonly Column[] = columns.map(({ at, time, rest, status }) => ({
    at,
    said: measured ? [time, rest] : [time],
    status,
  }));
  const rows: string[][] = [];
  const places: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (at <= headingLine || line === '' || line === lines[headingLine]) continue;
    const cells = cellsOf(line).map((cell) => cell.trim());
    for (const column of turned) {
      const cell = cells[column.at] ?? '';
      if (cell === '') continue;
      const absent = signs.has(cell);
      rows.push([...cells.slice(0, from), ...column.said, absent ? '' : cell, absent ? cell : column.status]);
      places.push(at + 1);
    }
  }
  return { columns: from + (measured ? 2 : 1) + 2, rows, lines: places };
}

function timeOf(cell: string): { readonly time: string; readonly rest: string; readonly status: string } | undefined {
  const over = /^(\d{4}) over (\d{4})$/.exec(cell);
  if (over !== null) return { time: `${over[1]}/${over[2]}`, rest: '', status: '' };
  const month = /^(?:([A-Z][a-z]{2})[a-z]*\.?)$/.exec(cell);
  const number = monthNames.indexOf(month?.[1]?.toLowerCase() ?? '');
  if (number !== -1) return { time: String(number + 1), rest: '', status: '' };
  if (/^\d\d - \d\d$|^\d\d\+$/.test(cell)) return { time: cell, rest: '', status: '' };
  const year = /(?:^|\s|\.)((?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?)\s*(\(\*+\))?(?=\s|$|\()/.exec(cell);
  if (year === null) return undefined;
  const before = cell.slice(0, year.index + (year[0].startsWith('.') ? 1 : 0));
  const behind = cell.slice(year.index + year[0].length).trim();
  const said = /(?:^|\s)(Prel?\.|Est\.|Sơ bộ)\s*$/.exec(before);
  const rest = [said === null ? before : before.slice(0, said.index), behind]
    .map((part) => part.trim())
    .filter(Boolean);
  return {
    time: (year[1] ?? '').replace(/\s/g, ''),
    rest: rest.join(' '),
    status: [said?.[1], year[2]].filter(Boolean).join(' '),
  };
}

/** R's names read back: dots for whatever was no letter. */
function unmade(cell: string): string {
  const year = /^X?((?:Prel?)?\.*\d{4})(.*)$/.exec(cell);
  if (year === null) return cell;
  const said = (year[1] ?? '').replace(/^(Prel?)\.+/, '$1. ');
  return `${said}${(year[2] ?? '').replace(/\.+/g, ' ')}`.trim();
}

function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, bare] of line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)) {
    cells.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
  }
  return cells;
}
