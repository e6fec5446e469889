import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { plainText } from '../rules/field-columns.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import type { Counts } from './count-rules.ts';
import { gatherCells } from './gather-cells.ts';
import { contextColumn, outcomeColumn } from './judge-sql.ts';
import { brokenReasons, textOf } from './reject-reasons.ts';
import { copyPiece, inOneOrder, sideBySide } from './side-by-side.ts';
import { wideFormat, type Widths } from './wide-tables.ts';
import { fieldCells, sourceCells, tableName, type StagingLayout } from './staging-layout.ts';

/** What the writers of the outcome's files share. `judged` is the relation of the rows that were looked at. */
export interface Writing {
  readonly connection: DuckDBConnection;
  readonly compiled: CompiledContract;
  readonly layout: StagingLayout;
  readonly counts: Counts;
  readonly judged: string;
  /** Of this check's own, removed with it. */
  readonly scratch: string;
  readonly widths: Widths;
}

/** Fills the table `left_out`: the rows that are not accepted, each with its kind. A duplicate is nothing else besides. */
export async function leaveOut({ connection, compiled, judged }: Writing): Promise<void> {
  const alone = compiled.rules.flatMap(({ kind }, rule) => (kind === 'key' || kind === 'corrected' ? [rule] : []));
  const isCopy = `(same and rule in (${['-1', ...alone].join(', ')}))`;
  await connection.run(
    `create or replace table left_out as
     with copies as (select distinct _n from doubles where ${isCopy}),
          broken as (select _n from ${judged} where _broken
                     union select _n from doubles where not ${isCopy})
     select _n, 'duplicate' as kind from copies
     union all select _n, 'rejected' from broken where _n not in (select _n from copies)`,
  );
}

/** Every finding, in the order of rows and rules. Duplicates keep only findings of severity `info`. */
export async function writeFindings(
  { connection, compiled, layout, counts, judged, widths }: Writing,
  file: string,
): Promise<void> {
  const questions = counts.found.map((index) => {
    const rule = compiled.rules[index];
    if (rule === undefined) throw new Error(`there is no rule ${index}`);
    const columns = compiled.columns.filter(({ field }) => rule.fields.includes(field.name));
    const cells = columns.map(({ cell }) => cell);
    const context = rule.test?.context === undefined ? 'null::varchar' : contextColumn(index);
    const [first = context] = cells;
    const value = cells.length > 1 ? `concat_ws('; ', ${cells.join(', ')})` : first;
    const outcome = outcomeColumn(index);
    const said = { rule_order: String(index), value, problem: `${outcome}::integer`, context };
    return { columns, where: `${outcome} > 0`, said };
  });
  const ofRows =
    questions.length === 0
      ? []
      : [
          `select * from ${await gatherCells(connection, { table: 'found_in_rows', layout, judged, widths }, questions)}`,
        ];
  // Its names count where no row broke another rule.
  const titles = compiled.rules.flatMap(({ id }, index) => {
    const target = compiled.references.get(id);
    return target === undefined ? [] : [`when rule = ${index} then ${quoteText(JSON.stringify(target.title))} `];
  });
  const ofDoubles = `select _n, _t, _row, rule as rule_order, value, 1 as problem,
      case ${titles.join('')}when first_row is null then 'dataset' else concat_ws(' ', first_row::varchar, ${tableName(layout).replaceAll('_t', 'first_t')}) end as context
    from doubles`;
  await connection.run(
    `create or replace table rules as select * from (values ${compiled.rules
      .flatMap((rule, index) =>
        rule.problems.map(
          ({ code, severity }, problem) =>
            `(${index}, ${problem + 1}, ${quoteText(rule.id)}, ${rule.fields.length === 1 ? quoteText(rule.fields[0] ?? '') : 'null'}, ${quoteText(code)}, ${quoteText(severity)})`,
        ),
      )
      .join(', ')}) as rules (rule_order, problem, rule, field, code, severity)`,
  );
  await connection.run(
    `copy (
       select _n, ${tableName(layout)} as _table, _row, rule_order, rules.rule, rules.field, value, rules.code as problem,
         rules.severity, context
       from (${[...ofRows, ofDoubles].join('\n      union all ')}) as found
       join rules using (rule_order, problem)
       where rules.severity = 'info' or _n not in (select _n from left_out where kind = 'duplicate')
       order by _n, rule_order
     ) to ${quoteText(file)} (format parquet, compression zstd)`,
  );
  await connection.run('drop table if exists found_in_rows');
}

/** Every rejected or duplicate row with its place and its reasons, its cells as they were sent. */
export async function writeRejects(writing: Writing, file: string): Promise<void> {
  const { connection, compiled, layout, scratch, widths } = writing;
  const { rules } = compiled;
  const key = rules.find(({ kind }) => kind === 'key' || kind === 'corrected')?.id ?? '';
  const names = uniqueNames(layout.headings);
  const broken = await brokenReasons(writing);
  const doubled = rules.flatMap(({ id, test }, index) =>
    test === undefined ? [`max(case when rule = ${index} then ${quoteText(id)} end)`] : [],
  );
  const about = [
    `${tableName(layout)} as _table`,
    '_row',
    'kind as _kind',
    `case kind when 'duplicate' then ${quoteText(key)} else concat_ws('; ', broken, doubled) end as _reasons`,
  ];
  const cells = names.map((name, place) => `c${place} as ${quoteName(name)}`);
  const rows = `from received join left_out using (_n)
       left join ${broken} as reasons using (_n)
       left join (select _n, ${textOf(doubled)} as doubled from doubles group by _n) using (_n)
       order by _n`;
  const written = `to ${quoteText(file)} (format parquet, compression zstd${wideFormat(names.length)})`;
  if (names.length <= widths.sorted) {
    await connection.run(`copy (select ${[...about, ...cells].join(', ')} ${rows}) ${written}`);
    return;
  }
  const first = { file: join(scratch, 'rejects.parquet'), columns: ['_table', '_row', '_kind', '_reasons'] };
  await connection.run(copyPiece(`select _n, ${about.join(', ')} ${rows}`, first));
  const pieces = [first];
  for (let from = 0; from < names.length; from += widths.sorted) {
    const columns = sourceCells(layout).slice(from, from + widths.sorted);
    const piece = { file: join(scratch, `rejects-${from}.parquet`), columns };
    const sorted = `select _n, ${columns.join(', ')} from received join left_out using (_n) order by _n`;
    await connection.run(copyPiece(sorted, piece));
    pieces.push(piece);
  }
  const kind = `${inOneOrder(pieces, '_kind')} as _kind`;
  const all = ['_table', '_row', kind, '_reasons', ...cells];
  await connection.run(`copy (select ${all.join(', ')} from (${sideBySide(pieces)})) ${written}`);
}

/** The accepted rows, typed. With a format they are sorted by key. */
export async function writeAccepted(
  { connection, compiled, layout, judged }: Writing,
  file: string,
  format: string | undefined,
): Promise<void> {
  const clean = compiled.columns.map(
    ({ field, reading, cell }) => `${reading.cast(plainText(field, cell))} as ${quoteName(field.name)}`,
  );
  const looked = compiled.columns.map(({ field, value }) => `${value} as ${quoteName(field.name)}`);
  const names = compiled.columns.map(({ field }) => quoteName(field.name));
  const key = compiled.contract.primaryKey.map(quoteName);
  const order = key.length === 0 ? ['_n'] : format === undefined ? [] : key;
  const written = `to ${quoteText(file)} ${format ?? '(format parquet, compression snappy)'}`;
  const received = `select _n, _look, ${fieldCells(layout, compiled.columns)} from received`;
  // What is only read and written keeps its order, and need not be sorted.
  if (key.length === 0 && layout.tables.length === 1 && (await isFaultless(connection, judged))) {
    await connection.run(`copy (select ${clean.join(', ')} from (${received}) where _look = 0) ${written}`);
    return;
  }
  await connection.run(
    `copy (
       select ${names.join(', ')} from (
         select _n, ${clean.join(', ')} from (${received}) where _look = 0 and _n not in (select _n from left_out)
         union all
         select _n, ${looked.join(', ')} from ${judged} where _n not in (select _n from left_out)
       )${order.length === 0 ? '' : ` order by ${order.join(', ')}`}
     ) ${written}`,
  );
}

/** No row was looked at or left out. */
async function isFaultless(connection: DuckDBConnection, judged: string): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    `select (select count(*) from ${judged}) + (select count(*) from left_out)`,
  );
  return Number(reader.getRowsJson()[0]?.[0]) === 0;
}

/** The cells that were mended, with what stood there. */
export async function writeOriginals(
  { connection, compiled, layout, counts, judged, widths }: Writing,
  file: string,
): Promise<void> {
  const questions = counts.mended.flatMap((index) => {
    const column = compiled.columns[index];
    if (column === undefined) return [];
    const { field, cell, value, mend } = column;
    const said = {
      field_order: String(index),
      field: quoteText(field.name),
      original: cell,
      value: `${value}::varchar`,
      mend,
    };
    return [{ columns: [column], where: `${mend} is not null`, said }];
  });
  const none = `(select null::bigint as _n, null::smallint as _t, null::bigint as _row, 0 as field_order, null::varchar as field, null::varchar as original, null::varchar as value, null::varchar as mend where false)`;
  const cells =
    questions.length === 0
      ? none
      : await gatherCells(connection, { table: 'mended_cells', layout, judged, widths }, questions);
  await connection.run(
    `copy (
       select ${tableName(layout)} as _table, _row, field, original, value, mend
       from ${cells}
       order by _n, field_order
     ) to ${quoteText(file)} (format parquet, compression zstd)`,
  );
  await connection.run('drop table if exists mended_cells');
}

/** Headings as column names: none empty, none equal but for case, none like ours. */
export function uniqueNames(headings: readonly string[]): readonly string[] {
  const taken = new Set(['_table', '_row', '_kind', '_reasons']);
  return headings.map((heading, index) => {
    const base = heading === '' ? `column ${index + 1}` : heading;
    let name = base;
    for (let nth = 2; taken.has(name.toLowerCase()); nth += 1) name = `${base} (${nth})`;
    taken.add(name.toLowerCase());
    return name;
  });
}
