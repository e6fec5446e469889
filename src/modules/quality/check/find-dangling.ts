import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '#modules/catalog/index.ts';
import type { LoadMode } from '#api/loads.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { isPresent, plainText, type FieldColumns } from '../rules/field-columns.ts';
import type { ReferenceTarget } from '../rules/reference-rule.ts';
import { readingOf } from '../reading/reading-of.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';

/**
 * Adds to `doubles` the rows whose value is none of those that its field refers to: one anti-join for each reference, by
 * the values themselves. Values of one type are compared as they are, numbers as numbers, others by their texts. A row
 * that is rejected for another reason may still be referred to within its own file.
 */
export async function findDangling(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  judged: string,
): Promise<void> {
  for (const [index, rule] of compiled.rules.entries()) {
    const target = compiled.references.get(rule.id);
    const column = compiled.columns.find(({ field }) => rule.id === `${field.name}.reference`);
    if (target === undefined || column === undefined) continue;
    const values = valuesSql(column, layout, judged);
    const targets = targetSql(compiled, target, { layout, judged });
    await connection.run(
      `insert into doubles
       select _n, _t, _row, ${index}, _cell, false, null, null
       from (select _n, _t, _row, _cell, ${comparable('_value', column.reading.type, target.type)} as _key from ${values})
       anti join (select distinct ${comparable('_value', target.type, column.reading.type)} as _key from ${targets}) using (_key)`,
    );
  }
}

/** The field's values that are there and can be read, of all received rows. */
function valuesSql(column: FieldColumns, layout: StagingLayout, judged: string): string {
  const { field, reading, cell, value } = column;
  const cells = fieldCells(layout, [column]);
  const staged = `select _n, _t, _row, ${cell} as _cell, ${reading.cast(plainText(field, cell))} as ${value}
      from (select _n, _t, _row, ${cells} from received where _look = 0)`;
  const looked = `select _n, _t, _row, ${cell} as _cell, ${value}
      from (select _n, _t, _row, ${value}, ${cells} from ${judged})`;
  return `(select _n, _t, _row, _cell, ${value} as _value from (${staged} union all ${looked}) where ${isPresent(column)})`;
}

function targetSql(
  { columns }: CompiledContract,
  target: ReferenceTarget,
  { layout, judged }: { readonly layout: StagingLayout; readonly judged: string },
): string {
  const column = quoteName(target.field);
  const held =
    target.files.length === 0
      ? []
      : [
          `select try_cast(${column} as ${target.type}) as _value
      from read_parquet([${target.files.map(quoteText).join(', ')}]) where ${column} is not null`,
        ];
  const own = target.own === true ? columns.find(({ field }) => field.name === target.field) : undefined;
  const coming = own === undefined ? [] : [`select _value from ${valuesSql(own, layout, judged)}`];
  return `(${[...held, ...coming].join(' union all ') || `select null::${target.type} as _value where false`})`;
}

function comparable(sql: string, type: string, other: string): string {
  if (type === other) return sql;
  const numeric = /^(BIGINT|DOUBLE|DECIMAL)/i;
  return numeric.test(type) && numeric.test(other) ? `cast(${sql} as double)` : `cast(${sql} as varchar)`;
}

/**
 * The targets with that of references to the dataset itself: what stands beside the rows that come, and those. A replace
 * of the whole dataset leaves nothing beside them.
 */
export async function withOwnTargets(
  connection: DuckDBConnection,
  contract: Contract,
  of: {
    readonly targets: readonly ReferenceTarget[] | undefined;
    readonly mode: LoadMode;
    readonly existing: { readonly files: readonly string[] } | undefined;
  },
): Promise<readonly ReferenceTarget[] | undefined> {
  const { targets, existing, mode } = of;
  if (targets === undefined || existing === undefined) return targets;
  const replaced = mode === 'replace' && contract.partitionBy.length === 0;
  const files = replaced ? [] : existing.files;
  const stored = await storedColumns(connection, files);
  const own = contract.fields.flatMap(({ reference }): readonly ReferenceTarget[] => {
    if (reference?.dataset !== contract.id) return [];
    const { dataset, field } = reference;
    const title = contract.title;
    const referred = contract.fields.find(({ name }) => name === field);
    if (referred === undefined) return [{ dataset, field, title, state: 'unknown', files: [], type: 'VARCHAR' }];
    const { type } = readingOf(referred, 'groups');
    return [{ dataset, field, title, type, state: 'found', own: true, files: stored.has(field) ? files : [] }];
  });
  return [...targets.filter(({ dataset }) => dataset !== contract.id), ...own];
}

async function storedColumns(connection: DuckDBConnection, files: readonly string[]): Promise<ReadonlySet<unknown>> {
  if (files.length === 0) return new Set();
  const described = await connection.runAndReadAll(
    `describe select * from read_parquet([${files.map(quoteText).join(', ')}])`,
  );
  return new Set(described.getRowsJson().map(([name]) => name));
}
