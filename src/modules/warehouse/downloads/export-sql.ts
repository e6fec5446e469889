import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { fail } from '../errors.ts';
import { jsonValueSql } from '../query/json-value.ts';
import { recordSql, type SelectedColumn } from '../query/record-sql.ts';
import { selectedColumns } from '../query/compile-query.ts';
import { rowSource } from '../query/row-source.ts';
import { visibleFields } from '../query/visible-fields.ts';
import type { ExportContent } from './export-request.ts';

/** The rows that the caller may see, in the snapshot's order, with his columns as `columns` tells. */
export interface ExportRelation {
  readonly columns: readonly SelectedColumn[];
  readonly from: string;
}

export function exportRelation(content: ExportContent): ExportRelation {
  const fields = visibleFields(content.schema, content.rights);
  const where = fields.rows === null ? '' : ` where ${fields.rows}`;
  return {
    columns: selectedColumns({ select: 'all' }, fields),
    from: `from ${rowSource(content.rows, content.schema)}${where}`,
  };
}

/** `copy` statements of the formats that the engine writes by itself, from the first byte to the last. */
export function copySql(
  content: ExportContent & { readonly format: Exclude<ExportContent['format'], 'csv' | 'xlsx'> },
  output: string,
): string {
  const relation = exportRelation(content);
  const to = quoteText(output);
  switch (content.format) {
    case 'json':
    case 'ndjson':
      return `copy (${jsonSql(relation)}) to ${to} (format json, array ${content.format === 'json'})`;
    case 'parquet':
      return `copy (${typedSql(relation)}) to ${to} (format parquet, compression zstd, row_group_size 50000)`;
    case 'geojson':
      return `copy (${geojsonSql(content, relation)}) to ${to} (format csv, header false, quote '', escape '', delimiter e'\\x1f',
        prefix '{"type":"FeatureCollection","features":[', suffix ']}')`;
  }
}

function jsonSql({ columns, from }: ExportRelation): string {
  return `select ${columns.map((column) => `${jsonValueSql(column.sql, column)} as ${quoteName(column.name)}`).join(', ')} ${from}`;
}

function typedSql({ columns, from }: ExportRelation): string {
  return `select ${columns.map(({ name, sql }) => `${sql} as ${quoteName(name)}`).join(', ')} ${from}`;
}

/** A feature a line; a row without a place, or with one that is not on Earth, has no geometry, as RFC 7946 allows. */
function geojsonSql(content: ExportContent, { columns, from }: ExportRelation): string {
  const [longitude, latitude] = [content.location?.longitude, content.location?.latitude].map((name) =>
    columns.find((column) => column.name === name),
  );
  if (longitude === undefined || latitude === undefined) {
    throw fail('format-not-offered', 'The dataset has no latitude and longitude');
  }
  const [x, y] = [longitude, latitude].map(coordinateSql);
  const geometry = `case when ${x} between -180 and 180 and ${y} between -90 and 90
    then '{"type":"Point","coordinates":[' || cast(${x} as varchar) || ',' || cast(${y} as varchar) || ']}' else 'null' end`;
  // Counting the rows on the way would hold them all in memory.
  const place = '_file * 10000000000 + _row';
  return `select case when ${place} = (select min(${place}) ${from}) then '' else ',' end
    || '{"type":"Feature","geometry":' || ${geometry} || ',"properties":' || ${recordSql(columns)} || '}' ${from}`;
}

/** Masked coordinates are texts or nothing: no place. */
function coordinateSql({ sql, type }: SelectedColumn): string {
  return type === 'VARCHAR' ? 'cast(null as double)' : `cast(${sql} as double)`;
}
