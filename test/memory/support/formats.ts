import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { asCsv, asRecords, type Cell } from './rows.ts';

type Rows = readonly (readonly Cell[])[];
type Names = readonly string[];

export function asXml(rows: Rows, names: Names): string {
  const records = rows.map(
    (cells) => `<hs>${names.map((name, at) => `<${name}>${cells[at]}</${name}>`).join('')}</hs>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><ds>${records.join('\n')}</ds>`;
}

export function asGeojson(rows: Rows, names: Names): string {
  const features = asRecords(rows, names).map((properties, at) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: [108 + (at % 1000) / 1000, 12.5] },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

export function asDump(rows: Rows, names: Names): string {
  const lines = rows.map((cells) => cells.join('\t'));
  return `COPY public.ho_so (${names.join(', ')}) FROM stdin;\n${lines.join('\n')}\n\\.\n`;
}

export function asFixedWidth(rows: Rows, names: Names): string {
  const widths = names.map((name, at) =>
    rows.reduce((most, cells) => Math.max(most, String(cells[at]).length + 2), name.length + 2),
  );
  const line = (cells: readonly Cell[]) => cells.map((cell, at) => String(cell).padEnd(widths[at] ?? 0)).join('');
  return [names, ...rows].map((cells) => `${line(cells).trimEnd()}\n`).join('');
}

export function asUtf16(rows: Rows, names: Names): Buffer {
  return Buffer.from(`\ufeff${asCsv(rows, names)}`, 'utf16le');
}

export function asSqlite(rows: Rows, names: Names): Promise<Buffer> {
  return inFolder((folder) => {
    const file = join(folder, 'a.sqlite');
    const database = new DatabaseSync(file);
    database.exec(`create table ho_so (${names.join(', ')}); begin`);
    const insert = database.prepare(`insert into ho_so values (${names.map(() => '?').join(', ')})`);
    for (const cells of rows) insert.run(...cells);
    database.exec('commit');
    database.close();
    return readFile(file);
  });
}

export function asParquet(rows: Rows, names: Names): Promise<Buffer> {
  return inFolder(async (folder) => {
    const duckdb = await openDuckdb({
      threads: 1,
      memoryLimit: '512MB',
      temporaryDirectory: folder,
      allowedDirectories: [folder],
    });
    const connection = await duckdb.connect();
    const columns = names.map((name) => `${name} varchar`).join(', ');
    await connection.run(`create table ho_so (${columns})`);
    const appender = await connection.createAppender('ho_so');
    for (const cells of rows) {
      for (const cell of cells) appender.appendVarchar(String(cell));
      appender.endRow();
    }
    appender.closeSync();
    const file = join(folder, 'a.parquet');
    await connection.run(`copy ho_so to ${quoteText(file)} (format parquet)`);
    connection.closeSync();
    duckdb.close();
    return readFile(file);
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-format-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
