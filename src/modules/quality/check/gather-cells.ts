import type { DuckDBConnection } from '@duckdb/node-api';
import type { FieldColumns } from '../rules/field-columns.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';
import type { Widths } from './wide-tables.ts';

/** What is to be said of those judged rows that meet a condition, in columns by name; of every question the same ones. */
export interface CellQuestion {
  /** Whose cells the SQL names. */
  readonly columns: readonly FieldColumns[];
  readonly where: string;
  readonly said: Readonly<Record<string, string>>;
}

/**
 * The answers to all questions, as a relation with `_n`, `_t`, `_row` and what is said. `table`: where answers of many
 * questions are gathered.
 */
export async function gatherCells(
  connection: DuckDBConnection,
  of: {
    readonly table: string;
    readonly layout: StagingLayout;
    readonly judged: string;
    readonly widths: Widths;
  },
  questions: readonly CellQuestion[],
): Promise<string> {
  const { table, layout, judged, widths } = of;
  if (questions.length <= widths.scans) {
    const scans = questions.map(({ columns, where, said }) => {
      const named = Object.entries(said).map(([name, sql]) => `${sql} as ${name}`);
      return `select _n, _t, _row, ${named.join(', ')} from ${judgedRows(layout, judged, columns)} where ${where}`;
    });
    return `(${scans.join('\n      union all ')})`;
  }
  for (let first = 0; first < questions.length; first += widths.asked) {
    const some = questions.slice(first, first + widths.asked);
    const answers = some.map(({ where, said }) => {
      const named = Object.entries(said).map(([name, sql]) => `${name}: ${sql}`);
      return `case when ${where} then {${named.join(', ')}} end`;
    });
    const columns = [...new Set(some.flatMap((question) => question.columns))];
    const target = first === 0 ? `create or replace table ${table} as` : `insert into ${table}`;
    await connection.run(
      `${target} select _n, _t, _row, answer.* from (
         select _n, _t, _row, unnest([${answers.join(', ')}]) as answer from ${judgedRows(layout, judged, columns)}
       ) where answer is not null`,
    );
  }
  return table;
}

/** The rows that were looked at, with the cells of these fields by name. */
function judgedRows(layout: StagingLayout, judged: string, columns: readonly FieldColumns[]): string {
  const cells = columns.length === 0 ? '' : `, ${fieldCells(layout, columns)}`;
  return `(select *${cells} from ${judged})`;
}
