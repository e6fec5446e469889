import { createWriteStream } from 'node:fs';
import type { DuckDBConnection, Json } from '@duckdb/node-api';
import type { Finding } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { quoteName } from '#platform/duckdb/quote.ts';
import { longestText } from '#platform/spreadsheets/xlsx-text.ts';
import { writeXlsx, type XlsxColumn, type XlsxRows } from '#platform/spreadsheets/xlsx-writer.ts';
import { failCheck } from '../errors.ts';
import { markRejects, type FoundRow, type Marking } from './mark-rejects.ts';
import { markedColumns } from './marked-columns.ts';
import { findingsOfRejects, keptFinding, type KeptFinding } from './read-findings.ts';
import { headingNotes, sheetName, tooManyNotes } from './rejects-sheet-texts.ts';

export interface RejectsWorkbook {
  readonly contract: Contract;
  /** SQL with the columns of a rejects file, as whoever asked may see them, in its order. */
  readonly relation: string;
  readonly rejects: string;
  readonly findings: string;
  /** Two questions are asked side by side, so that each needs a connection of its own. */
  readonly connections: { readonly rows: DuckDBConnection; readonly findings: DuckDBConnection };
  /** Puts findings into words, one for one; masked, where the relation is. On a connection that is none of these two. */
  readonly present: (findings: readonly KeptFinding[]) => Promise<readonly Finding[]>;
  readonly rowsPerSheet?: number;
  /** On each sheet; programs get slow over more. */
  readonly mostNotes?: number;
}

/** `_table`, `_row`, `_kind`, `_reasons`. */
const ledgerColumns = 4;
const mostColumns = 16_384;

/**
 * Writes the reject ledger as a workbook: the rows and columns of the csv, all of them texts, with the faulty cells marked
 * and what is wrong with them in notes. What a workbook cannot hold whole is refused, since it is to be sent back.
 * Memory does not grow with the rows.
 */
export async function writeRejectsXlsx(workbook: RejectsWorkbook, file: string): Promise<void> {
  const { contract, relation, connections, rowsPerSheet = 1_048_575, mostNotes = 5000 } = workbook;
  const described = await connections.rows.runAndReadAll(`describe select * from ${relation}`);
  const names = described.getRowsJson().map(([name]) => String(name));
  if (names.length > mostColumns) throw unfit(`A sheet has ${mostColumns} columns, the rows have ${names.length}.`);
  const columns = await describeColumns(workbook, names);
  const marking: Marking = {
    columns: markedColumns(contract, names.slice(ledgerColumns), ledgerColumns),
    present: workbook.present,
    fixed: ledgerColumns,
  };
  await writeXlsx(
    createWriteStream(file),
    [
      {
        name: sheetName,
        columns,
        rows: markedRows(workbook, names, marking, { rowsPerSheet, mostNotes }),
        autoFilter: true,
        codesAreTexts: true,
        notes: { most: mostNotes, cut: tooManyNotes(mostNotes) },
      },
    ],
    { rowsPerSheet },
  );
}

/** As wide as the first rows need. */
async function describeColumns(
  { connections, relation }: RejectsWorkbook,
  names: readonly string[],
): Promise<readonly XlsxColumn[]> {
  const widest = names.map((name) => `max(length(${quoteName(name)}::varchar))`);
  const measured = await connections.rows.runAndReadAll(
    `select ${widest.join(', ')} from (select * from ${relation} limit 500)`,
  );
  const widths = measured.getRowsJson()[0] ?? [];
  return names.map((heading, index) => {
    const note = index < ledgerColumns ? headingNotes[heading] : undefined;
    return {
      heading,
      type: heading === '_row' && index < ledgerColumns ? 'number' : 'text',
      width: Math.min(50, Math.max(9, heading.length + 4, Number(widths[index] ?? 0) + 2)),
      ...(note === undefined ? {} : { note }),
    };
  });
}

async function* markedRows(
  { relation, rejects, findings, connections }: RejectsWorkbook,
  names: readonly string[],
  marking: Marking,
  { rowsPerSheet, mostNotes }: { readonly rowsPerSheet: number; readonly mostNotes: number },
): AsyncGenerator<XlsxRows> {
  const found = findingReader(await connections.findings.stream(findingsOfRejects(findings, rejects)));
  const rows = await connections.rows.stream(`select ${names.map(textSql).join(', ')} from ${relation}`);
  let written = 0;
  let notesLeft = mostNotes;
  for await (const batch of rows.yieldRowsJson()) {
    const foundRows: FoundRow[] = [];
    for (const cells of batch) foundRows.push(await foundRow(cells, names, found));
    // Each sheet has notes of its own.
    if (Math.floor(written / rowsPerSheet) < Math.floor((written + batch.length) / rowsPerSheet)) notesLeft = mostNotes;
    const marked = await markRejects(foundRows, notesLeft, marking);
    notesLeft -= marked.said;
    written += batch.length;
    yield marked.rows;
  }
}

function textSql(name: string): string {
  return name === '_row' ? `${quoteName(name)}::varchar` : quoteName(name);
}

async function foundRow(
  cells: readonly Json[],
  names: readonly string[],
  found: (table: string | null, row: number) => Promise<readonly KeptFinding[]>,
): Promise<FoundRow> {
  const texts = cells.map((cell) => (typeof cell === 'string' ? cell : null));
  const [table = null, row = null] = texts;
  const long = texts.findIndex((text) => (text?.length ?? 0) > longestText);
  if (long >= 0) {
    throw unfit(
      `A cell holds ${longestText} characters; «${names[long] ?? ''}» of row ${row ?? ''} has ${texts[long]?.length ?? 0}. Take the csv.`,
    );
  }
  return { cells: texts, findings: await found(table, Number(row)) };
}

function unfit(detail: string) {
  return failCheck('rejects-unfit-for-xlsx', detail);
}

/** Hands out findings row by row; rows are asked for in the order of the findings. */
function findingReader(stream: { yieldRowsJson(): AsyncIterableIterator<Json[][]> }) {
  const batches = stream.yieldRowsJson();
  let pending: readonly KeptFinding[] = [];
  let place = 0;
  const next = async (): Promise<KeptFinding | undefined> => {
    while (place >= pending.length) {
      const batch = await batches.next();
      if (batch.done === true) return undefined;
      pending = batch.value.map(keptFinding);
      place = 0;
    }
    return pending[place];
  };
  return async (table: string | null, row: number): Promise<readonly KeptFinding[]> => {
    const findings: KeptFinding[] = [];
    for (let one = await next(); one?.table === table && one.row === row; one = await next()) {
      findings.push(one);
      place += 1;
    }
    return findings;
  };
}
