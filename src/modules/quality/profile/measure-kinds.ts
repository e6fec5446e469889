import type { DuckDBConnection } from '@duckdb/node-api';
import { kindTests, type KindTest, type ValueKind } from './value-kinds.ts';
import { allValues, someValues } from './value-table.ts';

/** Rows whose cell agrees with a kind, and those in which it is typical of it. */
export interface KindCount {
  readonly agrees: number;
  /** Rows whose cell does not, but would with the zeros before it that a spreadsheet took. */
  readonly mended: number;
  readonly typical: number;
}

export type KindCounts = ReadonlyMap<ValueKind, KindCount>;

/** A kind that fewer of a column's sampled values agree with is not put to all of them. */
const worthAsking = 0.3;

/**
 * Counts for every column how many rows agree with each kind. All kinds are put to a sample of the values; those that some
 * of it agrees with are then put to the whole column. A kind that is absent from a column's counts is out of the question.
 */
export async function measureKinds(
  connection: DuckDBConnection,
  typed: readonly boolean[],
  receivedOn: string,
): Promise<readonly KindCounts[]> {
  const counts = typed.map(() => new Map<ValueKind, KindCount>());
  const sampled = await countSample(connection);
  for (const isTyped of new Set(typed)) {
    const tests = kindTests({ typed: isTyped, receivedOn });
    const clues = await findClues(connection, tests);
    for (const test of tests) {
      const columns = typed.flatMap((one, column) =>
        one === isTyped && clues.get(column)?.has(test.kind) === true ? [column] : [],
      );
      if (columns.length === 0) continue;
      for (const statement of test.setup) await connection.run(statement);
      const inSample = await countAgreement(connection, test, someValues, columns);
      const likely = [...inSample].filter(([column, { agrees, mended }]) => {
        const sample = sampled.get(column)?.rows ?? 0;
        return sample > 0 && agrees + mended >= worthAsking * sample;
      });
      const whole = new Set(likely.map(([column]) => column).filter((column) => sampled.get(column)?.whole === true));
      const rest = likely.map(([column]) => column).filter((column) => !whole.has(column));
      for (const [column, count] of likely) if (whole.has(column)) counts[column]?.set(test.kind, count);
      if (rest.length === 0) continue;
      for (const [column, count] of await countAgreement(connection, test, allValues, rest)) {
        counts[column]?.set(test.kind, count);
      }
    }
  }
  return counts;
}

/** One statement for all columns and kinds: which kinds a column's sample has a clue of. */
async function findClues(
  connection: DuckDBConnection,
  tests: readonly KindTest[],
): Promise<ReadonlyMap<number, ReadonlySet<ValueKind>>> {
  const reader = await connection.runAndReadAll(
    `select c, ${tests.map(({ clue }) => `bool_or(${clue})`).join(', ')} from ${someValues} group by c`,
  );
  return new Map(
    reader
      .getRowsJson()
      .map(([c, ...found]) => [
        Number(c),
        new Set(tests.flatMap(({ kind }, index) => (found[index] === true ? [kind] : []))),
      ]),
  );
}

async function countAgreement(
  connection: DuckDBConnection,
  { plain, bare, spelled, agrees, mended, typical }: KindTest,
  values: string,
  columns: readonly number[],
): Promise<ReadonlyMap<number, KindCount>> {
  const reader = await connection.runAndReadAll(
    `select c, coalesce(sum(n) filter (agreed), 0), coalesce(sum(n) filter (agreed and ${typical}), 0),
      coalesce(sum(n) filter (not agreed and ${mended}), 0)
    from (
      select *, case when plain then true else ${agrees} end as agreed
      from (
        select *, case when not plain then ${spelled} end as spelled
        from (
          select *, case when not plain then ${bare} end as bare
          from (
            select *, coalesce(${plain}, false) as plain
            from ${values} where text is not null and c in (${columns.join(', ')})
          )
        )
      )
    )
    group by c`,
  );
  return new Map(
    reader
      .getRowsJson()
      .map(([c, agreed, told, mends]) => [
        Number(c),
        { agrees: Number(agreed), typical: Number(told), mended: Number(mends) },
      ]),
  );
}

async function countSample(connection: DuckDBConnection) {
  const reader = await connection.runAndReadAll(
    `select c, sum(n), count(*) = (select count(text) from ${allValues} as v where v.c = s.c)
    from ${someValues} as s group by c`,
  );
  return new Map(
    reader.getRowsJson().map(([c, rows, whole]) => [Number(c), { rows: Number(rows), whole: whole === true }]),
  );
}
