import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatasetSchema, StoredRows } from '#modules/warehouse/index.ts';
import { storedRelation } from '#modules/warehouse/offline.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { PrepareRequest } from './worker-protocol.ts';

/** What one of several gathered files does to the rows that stand. */
export interface EachCount {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

type Gathered = Pick<PrepareRequest, 'accepted' | 'current' | 'schema' | 'mode'>;

/**
 * What each of the files adds, changes and removes, in their order; null where two of them name one key. Files that replace
 * rows share no partition.
 */
export async function countEach(connection: DuckDBConnection, request: Gathered): Promise<readonly EachCount[] | null> {
  const { accepted, schema } = request;
  await connection.run(`create or replace temp view incoming as ${incomingSql(accepted, schema)}`);
  if (schema.key.length > 0) {
    const key = schema.key.map(quoteName).join(', ');
    const doubled = await connection.runAndReadAll(
      `select 1 from (select ${key} from incoming group by ${key} having count(*) > 1) limit 1`,
    );
    if (doubled.currentRowCount > 0) return null;
  }
  const reader = await connection.runAndReadAll(countSql(request));
  const counted = new Map(
    reader.getRowsJson().map(([place, ...counts]) => [Number(place), counts.map((count) => Number(count))]),
  );
  return accepted.map((_, place) => {
    const [added = 0, changed = 0, removed = 0] = counted.get(place) ?? [];
    return { added, changed, removed };
  });
}

function incomingSql(accepted: readonly string[], { columns }: DatasetSchema): string {
  const cast = columns.map(({ name, type }) => `cast(${quoteName(name)} as ${type}) as ${quoteName(name)}`);
  const files = `[${accepted.map((file) => quoteText(file)).join(', ')}]`;
  return `select ${cast.join(', ')}, list_position(${files}, _file) - 1 as _place
    from read_parquet(${files}, filename = '_file')`;
}

function countSql({ current, schema, mode }: Gathered): string {
  if (current === null || mode === 'append')
    return 'select _place, count(*) as added, 0 as changed, 0 as removed from incoming group by _place';
  return schema.key.length > 0 ? byKey(current, schema, mode) : asMultisets(current, schema);
}

/** The rows whose place the files take, each with the place of the file that does it. */
function replacedSql(current: StoredRows, schema: DatasetSchema, mode: Gathered['mode']): string {
  const names = (mode === 'upsert' ? schema.key : schema.partitionBy).map(quoteName);
  const same = names.map((name) => `named.${name} is not distinct from held.${name}`);
  return `select held.*, named._place
    from ${storedRelation(current, schema, true)} as held
    join (select distinct ${names.join(', ')}, _place from incoming) as named on ${same.join(' and ')}`;
}

function byKey(current: StoredRows, schema: DatasetSchema, mode: Gathered['mode']): string {
  const matches = schema.key.map((name) => `n.${quoteName(name)} = o.${quoteName(name)}`);
  const rest = schema.columns.filter(({ name }) => !schema.key.includes(name));
  const differs = rest.map(({ name }) => `n.${quoteName(name)} is distinct from o.${quoteName(name)}`);
  return `
    select coalesce(n._place, o._place) as _place,
      count(*) filter (o._place is null) as added,
      count(*) filter (n._place is not null and o._place is not null and (${differs.join(' or ') || 'false'})) as changed,
      count(*) filter (n._place is null) as removed
    from incoming as n
    full join (${replacedSql(current, schema, mode)}) as o on ${matches.join(' and ')}
    group by 1`;
}

function asMultisets(current: StoredRows, schema: DatasetSchema): string {
  const columns = [...schema.columns.map(({ name }) => quoteName(name)), '_place'].join(', ');
  return `
    select _place, coalesce(sum(greatest(_surplus, 0)), 0) as added, 0 as changed,
      coalesce(sum(greatest(-_surplus, 0)), 0) as removed
    from (
      select _place, sum(_side) as _surplus
      from (select ${columns}, 1 as _side from incoming union all select ${columns}, -1 from (${replacedSql(current, schema, 'replace')}))
      group by ${columns})
    group by _place`;
}
