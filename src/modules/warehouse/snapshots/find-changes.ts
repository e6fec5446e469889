import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { keyLiteral, keySql } from './key-range.ts';
import type { PublishedCounts } from './snapshot.ts';

export interface ChangesInput {
  readonly connection: DuckDBConnection;
  /** With a key. */
  readonly schema: DatasetSchema;
  readonly incoming: string;
  /** Rows of the current snapshot that the incoming ones may take the place of, with their `_stretch`; null: none. */
  readonly replaced: string | null;
  /** Rows of `replaced` that no incoming one meets are removed. */
  readonly removes: boolean;
  /** First keys of the stretches of current rows, in order. */
  readonly stretches: readonly { readonly from: string | null }[];
}

export interface Changes extends Omit<PublishedCounts, 'rows'> {
  /** By the place of the stretch. */
  readonly byStretch: ReadonlyMap<number, Omit<PublishedCounts, 'rows'>>;
}

/**
 * What the incoming rows add, change and remove, and in which stretch of the current rows. Rows are matched by key and
 * compared whole, null being equal to null. Memory does not grow with the number of rows.
 */
export async function findChanges(input: ChangesInput): Promise<Changes> {
  const { connection, schema, stretches } = input;
  await connection.run(`create or replace temp table changes as ${changesSql(input)}`);
  const key = keySql(schema);
  const known = 'select _stretch, kind from changes where _stretch is not null';
  const reader = await connection.runAndReadAll(
    `select _stretch, count(*) filter (kind = 'added'), count(*) filter (kind = 'changed'), count(*) filter (kind = 'removed')
    from (${known} union all ${stretches.length < 2 ? atFirst : placed(schema, key, stretches)})
    group by _stretch`,
  );
  await connection.run('drop table changes');
  const byStretch = new Map(
    reader.getRowsJson().map((row) => {
      const [stretch, added, changed, removed] = row.map(Number);
      return [stretch ?? 0, { added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 }];
    }),
  );
  const sum = (kind: 'added' | 'changed' | 'removed') =>
    [...byStretch.values()].reduce((total, counts) => total + counts[kind], 0);
  return { byStretch, added: sum('added'), changed: sum('changed'), removed: sum('removed') };
}

const atFirst = 'select 0, kind from changes where _stretch is null';

/** A key that did not stand goes where the last first key lies that is not greater, or to the beginning. */
function placed(schema: DatasetSchema, key: string, stretches: ChangesInput['stretches']): string {
  const starts = stretches.flatMap(({ from }, place) =>
    place === 0 || from === null ? [] : [`(${keyLiteral(schema, from)}, ${place})`],
  );
  return `select coalesce(start.place, 0), kind
    from (select ${key} as key, kind from changes where _stretch is null) as new
    asof left join (values ${starts.join(', ')}) as start (key, place) on new.key >= start.key`;
}

function changesSql({ schema, incoming, replaced, removes }: ChangesInput): string {
  const names = schema.key.map(quoteName);
  if (replaced === null) {
    return `select ${names.join(', ')}, cast(null as bigint) as _stretch, 'added' as kind from ${incoming}`;
  }
  const matches = names.map((name) => `n.${name} = o.${name}`).join(' and ');
  const rest = schema.columns.filter((column) => !schema.key.includes(column.name));
  const differs = rest.map(({ name }) => `n.${quoteName(name)} is distinct from o.${quoteName(name)}`);
  return `
    select ${names.map((name) => `coalesce(n.${name}, o.${name}) as ${name}`).join(', ')}, o._stretch,
      case when o._stretch is null then 'added' when n._new is null then 'removed' else 'changed' end as kind
    from (select *, true as _new from ${incoming}) as n
    ${removes ? 'full' : 'left'} join ${replaced} as o on ${matches}
    where o._stretch is null or n._new is null${differs.map((each) => ` or ${each}`).join('')}`;
}
