import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  readonly initial: string | null;
}

interface Extra {
  readonly table: string;
  readonly definition: string;
}

/** The tables that all migrations together make, so that a change of schema is seen as a difference in a text. */
export async function reportSchema(database: Database): Promise<string> {
  const { rows: columns } = await sql<Column>`
    select a.attrelid::regclass::text as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as initial
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1, a.attnum
  `.execute(database);
  // PostgreSQL 18 keeps "not null" as constraints too; the column says it already.
  const { rows: extras } = await sql<Extra>`
    select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition from pg_constraint
      where contype in ('p', 'u', 'f', 'c', 'x') and conrelid <> 0
    union all
    select i.indrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
      where not exists (select 1 from pg_constraint where conindid = i.indexrelid)
    order by 1, 2
  `.execute(database);
  const tables = Map.groupBy(columns, (column) => column.table);
  const parts = [...tables].map(([table, its]) =>
    describe(
      table,
      its,
      extras.filter((extra) => extra.table === table),
    ),
  );
  return ['# Schema of the control database', '', ...parts].join('\n');
}

function describe(table: string, columns: readonly Column[], extras: readonly Extra[]): string {
  const rows = columns.map(({ column, type, required, initial }) => {
    return `| ${column} | ${type} | ${required ? 'required' : ''} | ${initial ?? ''} |`;
  });
  const head = ['| column | type | | initially |', '| --- | --- | --- | --- |'];
  return [`## ${table}`, '', ...head, ...rows, '', ...extras.map(({ definition }) => `- \`${definition}\``), ''].join(
    '\n',
  );
}
