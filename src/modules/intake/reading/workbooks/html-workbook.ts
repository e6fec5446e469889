import { Parser } from 'htmlparser2';
import type { CellObject, Range, WorkBook, WorkSheet } from '@e965/xlsx';
import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { codingOfFont, type FontCoding } from './font-text.ts';
import { formFields, readTick } from './form-fields.ts';
import { cellPlace, type CellFonts } from './fonts-in-xls.ts';

export interface HtmlWorkbook {
  readonly workbook: WorkBook;
  readonly fonts: readonly CellFonts[] | undefined;
}

interface OpenTable {
  readonly rows: (CellObject | undefined)[][];
  readonly merges: Range[];
  readonly hidden: { hidden: boolean }[];
  readonly fonts: Map<number, FontCoding>;
  /** Rows that cells from above still reach into, by column: the row behind the last of them. */
  readonly reach: number[];
  row: number;
  column: number;
  /** A cell of it holds a table. */
  around: boolean;
}

interface OpenCell {
  readonly table: OpenTable;
  readonly across: number;
  readonly down: number;
  readonly coding: FontCoding | undefined;
  text: string;
  font: FontCoding | undefined;
  /** White space in a row is one blank, whatever elements it is spread over. */
  endsBlank: boolean;
}

const mostSpan = 1000;
/** More elements within one another than a page has, even where most are never ended; each costs a look at all of them. */
const mostOpen = 10_000;
const mostTitles = 4;
const cellTags: ReadonlySet<string> = new Set(['td', 'th']);
const silent: ReadonlySet<string> = new Set(['script', 'style', 'title', 'noscript', 'template', 'datalist']);
const breaks: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'table']);

/**
 * The tables of a web page, each a sheet. A table in a cell belongs to the cell where that says something besides, or
 * stands in a row of others; where tables only lay a page out, the inner ones are those meant.
 */
export function htmlWorkbook(page: string, limits: ReadLimits): HtmlWorkbook {
  const tables: OpenTable[] = [];
  const open: OpenTable[] = [];
  const cells: OpenCell[] = [];
  const fonts: (FontCoding | undefined)[] = [];
  const classes = new Map<string, FontCoding>();
  let sheet: string | undefined;
  let quiet = 0;
  let depth = 0;

  const fields = formFields();

  const say = (said: string): void => {
    const cell = cells.at(-1);
    if (cell === undefined || quiet > 0 || cell.table !== open.at(-1)) return;
    cell.text += cell.endsBlank && said.startsWith(' ') ? said.slice(1) : said;
    cell.endsBlank = said.endsWith(' ');
    if (cell.text.length > limits.rowBytes)
      throw failReading('row-too-long', `Row ${cell.table.row + 1} is too long`, { line: cell.table.row + 1 });
    if (said.trim() !== '') cell.font ??= fonts.at(-1);
  };
  const endCell = (): void => {
    const cell = cells.pop();
    if (cell !== undefined) place(cell, limits);
  };
  const endRow = (table: OpenTable): void => {
    if (cells.at(-1)?.table === table) endCell();
  };
  const beginRow = (table: OpenTable, hidden: boolean): void => {
    endRow(table);
    table.row++;
    table.column = 0;
    table.rows[table.row] = [];
    table.hidden[table.row] = { hidden };
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (++depth > mostOpen)
          throw failReading('too-wide', `The page has more than ${mostOpen} elements within one another`);
        if (silent.has(name)) quiet++;
        if (name === 'style') sheet = '';
        const table = open.at(-1);
        const cell = cells.at(-1);
        const said = fields.open(name, attributes);
        if (said !== undefined) say(said);
        if (name === 'font' || name === 'span') fonts.push(fontOf(attributes, classes) ?? fonts.at(-1));
        if (name === 'table') {
          if (cell !== undefined) cell.table.around = true;
          const fresh = {
            rows: [],
            merges: [],
            hidden: [],
            fonts: new Map(),
            reach: [],
            row: -1,
            column: 0,
            around: false,
          };
          open.push(fresh);
          tables.push(fresh);
          if (tables.length > limits.tables)
            throw failReading('too-many-tables', `The page has more than ${limits.tables} tables`);
        } else if (name === 'tr' && table !== undefined) beginRow(table, isHidden(attributes));
        else if (cellTags.has(name) && table !== undefined) {
          endRow(table);
          if (table.row < 0) beginRow(table, false);
          cells.push({
            table,
            across: span(attributes['colspan']),
            down: span(attributes['rowspan']),
            coding: fontOf(attributes, classes) ?? classes.get('td'),
            text: '',
            font: undefined,
            endsBlank: false,
          });
        } else if (breaks.has(name) && cell !== undefined && cell.text !== '') {
          cell.text += '\n';
          cell.endsBlank = false;
        }
      },
      ontext: (text) => {
        if (sheet !== undefined) sheet += text;
        const shown = fields.text(text);
        if (shown !== undefined) say(shown);
      },
      onclosetag: (name) => {
        depth--;
        if (silent.has(name) && quiet > 0) quiet--;
        if (name === 'style' && sheet !== undefined) {
          noteFonts(sheet, classes);
          sheet = undefined;
        }
        const chosen = fields.close(name);
        if (chosen !== undefined) say(chosen);
        const table = open.at(-1);
        if (name === 'font' || name === 'span') fonts.pop();
        else if (table === undefined) return;
        else if (cellTags.has(name) || name === 'tr') endRow(table);
        else if (name === 'table') {
          endRow(table);
          open.pop();
          joinToCell(table, cells.at(-1), tables);
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(page);
  parser.end();
  return workbookOf(tables.filter((table) => table.rows.flat().some((cell) => cell !== undefined) && !laysOut(table)));
}

/** It holds other tables, and beside them nothing but a few lines above and below. */
function laysOut({ around, rows }: OpenTable): boolean {
  const filled = rows.map((row) => row.filter((cell) => cell !== undefined).length);
  return around && filled.every((count) => count <= 1) && filled.filter((count) => count > 0).length <= mostTitles;
}

/** A table of one cell in a cell is that cell's text; one without a text is none. */
function joinToCell(table: OpenTable, cell: OpenCell | undefined, tables: OpenTable[]): void {
  const filled = table.rows.flat().filter((one) => one !== undefined);
  if (filled.length === 0 && tables.at(-1) === table) {
    tables.pop();
    return;
  }
  if (cell === undefined || filled.length > 1 || table.row > 0) return;
  cell.text += String(filled[0]?.v ?? '');
  tables.splice(tables.indexOf(table), 1);
}

function place({ table, across, down, text, coding, font }: OpenCell, limits: ReadLimits): void {
  const { row, reach } = table;
  while ((reach[table.column] ?? 0) > row) table.column++;
  const { column } = table;
  if (column + across > limits.columns)
    throw failReading('too-wide', `Row ${row + 1} has more than ${limits.columns} columns`);
  const value = readTick(text.replace(/ *\n */g, '\n').trim());
  const cells = table.rows[row] ?? [];
  if (value !== '') cells[column] = { t: 's', v: value };
  const known = font ?? coding;
  if (known !== undefined && value !== '') table.fonts.set(cellPlace(row, column), known);
  if (across > 1 || down > 1)
    table.merges.push({ s: { r: row, c: column }, e: { r: row + down - 1, c: column + across - 1 } });
  for (let at = column; at < column + across; at++) reach[at] = row + down;
  table.column += across;
}

function workbookOf(tables: readonly OpenTable[]): HtmlWorkbook {
  if (tables.length === 0) throw failReading('table-not-found', 'The page holds no table with a text');
  const names = tables.map((_, index) => `Sheet${index + 1}`);
  const sheets = tables.map(({ rows, merges, hidden }): WorkSheet => ({
    '!data': rows.map((row) => Array.from(row)) as CellObject[][],
    '!merges': merges,
    '!rows': hidden,
  }));
  const found = tables.some(({ fonts }) => fonts.size > 0);
  return {
    workbook: { SheetNames: names, Sheets: Object.fromEntries(names.map((name, at) => [name, sheets[at] ?? {}])) },
    fonts: found ? tables.map(({ fonts }) => fonts) : undefined,
  };
}

function span(text: string | undefined): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 1 ? Math.min(value, mostSpan) : 1;
}

function isHidden({ style = '', hidden }: Readonly<Record<string, string>>): boolean {
  return hidden !== undefined || /display\s*:\s*none/i.test(style);
}

function fontOf(
  { face, style = '', class: names = '' }: Readonly<Record<string, string>>,
  classes: ReadonlyMap<string, FontCoding>,
): FontCoding | undefined {
  const own = face ?? familyIn(style);
  if (own !== undefined) return codingOfFont(own.split(',')[0]);
  for (const name of names.split(/\s+/)) {
    const coding = classes.get(`.${name}`);
    if (coding !== undefined) return coding;
  }
  return undefined;
}

function familyIn(style: string): string | undefined {
  return /font-family\s*:\s*([^;}]+)/i.exec(style)?.[1];
}

/** Of a style sheet of the page what single elements and classes say of fonts. */
function noteFonts(sheet: string, classes: Map<string, FontCoding>): void {
  for (const block of sheet.split('}')) {
    const brace = block.lastIndexOf('{');
    const coding = brace <= 0 ? undefined : codingOfFont(familyIn(block.slice(brace))?.split(',')[0]);
    if (coding === undefined) continue;
    const selectors = block.slice(block.lastIndexOf('{', brace - 1) + 1, brace);
    for (const selector of selectors.split(',')) {
      const [name] = /(?:^|\s)(td|\.[\w-]+)\s*$/.exec(selector) ?? [];
      if (name !== undefined) classes.set(name.trim(), coding);
    }
  }
}
