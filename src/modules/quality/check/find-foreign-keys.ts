import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { plainText } from '../rules/field-columns.ts';
import { comparisonsOf, heldRows, type FilledUnit } from './find-doubles.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';

/**
 * Adds to `doubles` the rows of the sender's own unit whose key the dataset holds for another unit: where the key does not
 * contain the unit, an upsert or a replace would take that row away from its neighbour.
 */
export async function findForeignKeys(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  of: { readonly judged: string; readonly heldFiles: readonly string[]; readonly unit: FilledUnit },
): Promise<void> {
  const { judged, heldFiles, unit } = of;
  const key = comparisonsOf(compiled).find(({ rule }) => rule.kind === 'key');
  const own = compiled.columns.find(({ field }) => field.name === unit.field);
  if (key === undefined || own === undefined || heldFiles.length === 0) return;
  if (key.rule.fields.includes(unit.field)) return;
  const hash = `_h${key.index}`;
  const held = await heldRows(connection, compiled, heldFiles, unit);
  await connection.run(
    `create or replace table foreign_keys as select distinct ${hash} as h from ${held} where ${hash} is not null`,
  );
  const columns = [...key.columns, own];
  const cells = fieldCells(layout, columns);
  const isForeign = `${hash} in (select h from foreign_keys)`;
  const read = `${own.reading.cast(plainText(own.field, own.cell))}::varchar`;
  const row = (value: string) =>
    `_n, _t, _row, ${value} as unit, concat_ws('; ', ${key.columns.map(({ cell }) => cell).join(', ')}) as value`;
  await connection.run(
    `insert into doubles
     select _n, _t, _row, ${key.index}, value, false, null, null
     from (
       select ${row(read)} from (select *, ${cells} from received where _look = 0 and ${isForeign})
       union all
       select ${row(`${own.value}::varchar`)} from (select *, ${cells} from ${judged} where ${isForeign})
     )
     where unit = ${quoteText(unit.value)} and _n not in (select _n from doubles where rule = ${key.index})`,
  );
}
