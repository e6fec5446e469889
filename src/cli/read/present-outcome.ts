import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Language } from '#api/localized.ts';
import type { PreviewTable, ReadOutcome, SpooledTable } from '#modules/intake/offline.ts';

type Shown = PreviewTable | SpooledTable;

/** Elements of a list that are made text at once: a text of all of them may be longer than a text can be. */
const together = 1000;

/** The document of `read --json`, piece by piece. */
export async function* presentOutcome(
  file: string,
  outcome: ReadOutcome<Shown>,
  language: Language,
): AsyncGenerator<string> {
  const { format, bytes, encoding, dialect, tables, warnings } = outcome;
  yield `${opened({ file: basename(file), format, bytes, encoding, dialect })},"tables":[`;
  for (const [place, table] of tables.entries()) {
    if (place > 0) yield ',';
    yield* presentTable(table);
  }
  const told = warnings.map(({ code, message, evidence }) => ({
    code,
    message: message[language],
    ...(evidence === undefined ? {} : { evidence }),
  }));
  yield `],"warnings":${JSON.stringify(told)}}\n`;
}

async function* presentTable(table: Shown): AsyncGenerator<string> {
  const { headerRows, columns, rowCount, firstRow, lastRow, skipped, longForm, unit, period } = table;
  const sheet = table.sheet === undefined ? table.name : table.sheet;
  yield `${opened({ sheet, unit, period, headerRows, columns, rowCount, firstRow, lastRow })},"rows":[`;
  yield* 'spooled' in table ? piecesOf(table.spooled.rows) : elementsOf(table.rows);
  yield '],"rowNumbers":[';
  yield* 'spooled' in table ? piecesOf(table.spooled.rowNumbers) : elementsOf(table.rowNumbers);
  yield '],"skipped":[';
  yield* elementsOf(skipped);
  yield longForm === undefined ? ']}' : `],"longForm":${JSON.stringify(longForm)}}`;
}

/** The text of an object that goes on. */
function opened(members: object): string {
  return JSON.stringify(members).slice(0, -1);
}

function* elementsOf(list: readonly unknown[]): Generator<string> {
  for (let at = 0; at < list.length; at += together) {
    const elements = JSON.stringify(list.slice(at, at + together)).slice(1, -1);
    yield at === 0 ? elements : `,${elements}`;
  }
}

function piecesOf(path: string): AsyncIterable<string> {
  // With an encoding the stream gives texts.
  return createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 }) as AsyncIterable<string>;
}
