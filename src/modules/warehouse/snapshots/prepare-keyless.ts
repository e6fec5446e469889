import { quoteName } from '#platform/duckdb/quote.ts';
import { countAccepted, incomingRelation } from './accepted-rows.ts';
import { countChangesSql } from './count-changes.ts';
import type { Merge } from './merge-rows.ts';
import type { NextParts } from './next-parts.ts';
import { planParts, type Group } from './plan-parts.ts';
import type { SnapshotFile } from './snapshot.ts';
import type { StandingStretch } from './standing-stretches.ts';
import { takeAccepted, writeParts, type PartWriter } from './write-parts.ts';

/** The parts of the next snapshot of a dataset without a key: rows that stay, in their order, then those that come. */
export async function prepareKeyless(merge: Merge, writer: PartWriter): Promise<NextParts> {
  const { stretches } = merge;
  const gone = await goneByStretch(merge);
  const lying: readonly Lying[] = [
    ...stretches.map((standing, place) => ({ standing, rows: standing.rows - (gone.get(place) ?? 0) })),
    ...(await countEach(merge)),
  ];
  const planned = lying.map(({ standing, rows }) => ({
    rows,
    touched: standing === undefined || standing.file === null || standing.rows !== rows,
  }));
  const files: SnapshotFile[] = [];
  writer.expect(planned.reduce((sum, { rows }) => sum + rows, 0));
  for (const group of planParts(planned, writer.rowsPerPart)) {
    const together = lying.slice(group.first, group.last + 1);
    const file = group.touched ? null : (together[0]?.standing?.file ?? null);
    if (file === null) files.push(...(await writeGroup(merge, writer, together, group)));
    else {
      files.push(file);
      writer.onPart(file.rows);
    }
  }
  return { files, ...(await countChanges(merge, gone.size > 0)) };
}

/** Rows that stand, or those of an accepted file. */
interface Lying {
  readonly rows: number;
  readonly standing?: StandingStretch;
  readonly accepted?: string;
}

async function countEach({ connection, accepted }: Merge): Promise<readonly Lying[]> {
  const counted: Lying[] = [];
  for (const file of accepted) counted.push({ accepted: file, rows: await countAccepted(connection, [file]) });
  return counted;
}

/** How many rows of each stretch the incoming ones take the place of. */
async function goneByStretch({ connection, stretches, standing }: Merge): Promise<ReadonlyMap<number, number>> {
  const { replaced } = standing(stretches);
  if (replaced === null) return new Map();
  const reader = await connection.runAndReadAll(`select _stretch, count(*) from ${replaced} group by _stretch`);
  return new Map(reader.getRowsJson().map(([stretch, rows]) => [Number(stretch), Number(rows)]));
}

async function writeGroup(
  { schema, standing }: Merge,
  writer: PartWriter,
  together: readonly Lying[],
  { rows }: Group,
): Promise<readonly SnapshotFile[]> {
  const stretches = together.flatMap((each) => each.standing ?? []);
  const accepted = together.flatMap((each) => each.accepted ?? []);
  const { kept } = standing(stretches);
  if (kept === null) {
    const taken = await takeAccepted(writer, accepted, rows);
    if (taken !== undefined) return taken;
  }
  const columns = schema.columns.map(({ name }) => quoteName(name)).join(', ');
  const sources = [
    ...(kept === null ? [] : [`select ${columns}, 0 as _side, _file, _row from ${kept}`]),
    ...(accepted.length === 0
      ? []
      : [
          `select ${columns}, 1 as _side, _file, _row
          from ${incomingRelation(accepted, schema, ['file_index as _file', 'file_row_number as _row'])}`,
        ]),
  ];
  return writeParts(
    writer,
    `select ${columns} from (${sources.join(' union all ')}) order by _side, _file, _row`,
    rows,
  );
}

async function countChanges(merge: Merge, replaces: boolean): Promise<Omit<NextParts, 'files'>> {
  const { connection, schema } = merge;
  const { replaced } = merge.standing(merge.stretches);
  const reader = await connection.runAndReadAll(
    countChangesSql(schema, { incoming: merge.incoming(), replaced: replaces ? replaced : null }),
  );
  const [added, changed, removed] = (reader.getRowsJson()[0] ?? []).map(Number);
  if (added === undefined || changed === undefined || removed === undefined) throw new Error('A count has no row');
  return { added, changed, removed };
}
