import { createWriteStream } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { XlsxCellType } from '#platform/spreadsheets/xlsx-cells.ts';
import { writeXlsx, type XlsxRows } from '#platform/spreadsheets/xlsx-writer.ts';
import type { SelectedColumn } from '../query/record-sql.ts';
import type { ExportContent } from './export-request.ts';
import { exportRelation } from './export-sql.ts';

/** Typed cells, so that no text is ever taken for a formula; numbers that a spreadsheet would round are texts. */
export async function writeXlsxExport(
  connection: DuckDBConnection,
  content: ExportContent,
  output: string,
): Promise<void> {
  const { columns, from } = exportRelation(content);
  const labels = new Map(content.schema.columns.map(({ name, label }) => [name, label.vi]));
  const stream = await connection.stream(`select ${columns.map(cellSql).join(', ')} ${from}`);
  await writeXlsx(createWriteStream(output), [
    {
      name: 'Dữ liệu',
      columns: columns.map((column) => ({
        heading: content.header === 'labels' ? (labels.get(column.name) ?? column.name) : column.name,
        type: cellTypeOf(column),
      })),
      // The query leaves texts, numbers, truth values and null only.
      rows: stream.yieldRowsJson() as AsyncIterable<XlsxRows>,
    },
  ]);
}

function cellSql({ sql, type }: SelectedColumn): string {
  if (type === 'VARCHAR' || type === 'BOOLEAN') return sql;
  if (type === 'DOUBLE') return `case when isfinite(${sql}) then ${sql} end`;
  return `cast(${sql} as varchar)`;
}

function cellTypeOf(column: SelectedColumn): XlsxCellType {
  switch (column.type) {
    case 'VARCHAR':
      return 'text';
    case 'BOOLEAN':
      return 'boolean';
    case 'DATE':
      return 'date';
    case 'TIMESTAMP':
      return 'timestamp';
    case 'TIME':
      return 'time';
    case 'BIGINT':
    case 'DOUBLE':
    default:
      return column.wide ? 'text' : 'number';
  }
}
