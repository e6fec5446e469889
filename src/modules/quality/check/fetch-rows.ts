import type { DuckDBConnection } from '@duckdb/node-api';
import { scanSql } from './stage-sql.ts';
import { firstRow, ordinalSql, sourceCells, type StagingLayout } from './staging-layout.ts';

/**
 * Fills the table `fetched` with the rows that the table `wanted` names: place and cells. Where staging did not keep the
 * cells of all rows, the source is scanned again, which costs less than to keep what is hardly ever asked for.
 */
export async function fetchRows(connection: DuckDBConnection, layout: StagingLayout): Promise<void> {
  const cells = sourceCells(layout).join(', ');
  const wanted = await connection.runAndReadAll('select count(*) from wanted');
  const none = wanted.getRowsJson()[0]?.[0] === '0';
  const sources =
    layout.keepAll || none ? [`received`] : layout.tables.map((_, number) => `(${countedScan(layout, number)})`);
  const rows = sources.map(
    (source) => `select _n, _t, _row, ${cells} from ${source} where _n in (select _n from wanted)`,
  );
  await connection.run(
    `create or replace temp table fetched as ${rows.map((sql) => `${sql}${none ? ' limit 0' : ''}`).join(' union all ')}`,
  );
}

/** The rows of a source with their ordinals; the scanner keeps their order as long as nothing but a count is asked. */
function countedScan(layout: StagingLayout, number: number): string {
  return `select *, ${ordinalSql('ordinal')} as _n, coalesce(_position, ${firstRow(layout)} + ordinal) as _row
    from (select *, ${number}::smallint as _t, row_number() over () - 1 as ordinal from (${scanSql(layout, number)}))`;
}
