import { quoteText } from '#platform/duckdb/quote.ts';
import { wideFormat } from './wide-tables.ts';

/** A file with some columns of a relation that is too wide to be made at once. Each has `_n` besides, by which it is in order. */
export interface PieceFile {
  readonly file: string;
  readonly columns: readonly string[];
}

export function copyPiece(select: string, { file, columns }: PieceFile): string {
  return `copy (${select}) to ${quoteText(file)} (format parquet, compression snappy${wideFormat(columns.length)})`;
}

/** The rows of all pieces, with `_n`, and `piece<k>_n` for whoever checks that their rows stand in one order. */
export function sideBySide(files: readonly PieceFile[]): string {
  const columns = files.flatMap((file, number) =>
    [...file.columns, `_n as piece${number}_n`].map((column) => `piece${number}.${column}`),
  );
  const relations = files.map(({ file }, number) => `${readParquet(file)} as piece${number}`);
  return `select ${['piece0._n', ...columns].join(', ')} from ${relations.join(' positional join ')}`;
}

/** Over such rows: `sql`, or an error where a row is put together of several. */
export function inOneOrder(files: readonly PieceFile[], sql: string): string {
  const same = files.map((_, number) => `piece${number}_n = _n`).join(' and ');
  return `case when ${same} then ${sql} else error('pieces of rows stand in several orders') end`;
}

export function readParquet(...files: readonly string[]): string {
  return `read_parquet([${files.map(quoteText).join(', ')}])`;
}
