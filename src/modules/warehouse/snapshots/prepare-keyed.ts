import { join } from 'node:path';
import { quoteName } from '#platform/duckdb/quote.ts';
import { fail } from '../errors.ts';
import { countAccepted } from './accepted-rows.ts';
import { findChanges, type ChangeCounts } from './find-changes.ts';
import { keySql, stretchRangeSql } from './key-range.ts';
import type { Merge } from './merge-rows.ts';
import type { NextParts } from './next-parts.ts';
import { planParts, type Group } from './plan-parts.ts';
import type { SnapshotFile } from './snapshot.ts';
import { parquetScan } from './stored-relation.ts';
import { takeAccepted, writeParts, type PartWriter } from './write-parts.ts';

/** The parts of the next snapshot of a dataset with a key: sorted, none with a key of another's range. `compared`: by stretch. */
export async function prepareKeyed(
  merge: Merge,
  writer: PartWriter,
  compared?: readonly ChangeCounts[],
): Promise<NextParts> {
  const { stretches } = merge;
  const changes = compared ?? (await changesOf(merge));
  if (compared !== undefined && !(isWhole(merge) && compared.length === stretches.length))
    throw new Error('The rows were compared with others than those that stand');
  const counts = {
    added: sumOf(changes, ({ added }) => added),
    changed: sumOf(changes, ({ changed }) => changed),
    removed: sumOf(changes, ({ removed }) => removed),
  };
  const lying = stretches.length === 0 ? [{ rows: 0, file: null }] : stretches;
  const planned = lying.map(({ rows, file }, place) => {
    const { added, changed, removed } = changes[place] ?? noChange;
    return { rows: rows + added - removed, touched: file === null || added + changed + removed > 0 };
  });
  const groups = planParts(planned, writer.rowsPerPart);
  const rows = sumOf(groups, rowsIn);
  writer.expect(rows);
  if (isWhole(merge) && areMostWritten(groups)) {
    const taken = await takeAccepted(writer, merge.accepted, rows);
    if (taken !== undefined) return { files: taken, ...counts };
  }
  const files: SnapshotFile[] = [];
  const written: SnapshotFile[] = [];
  for (const group of groups) {
    const file = group.touched ? null : (lying[group.first]?.file ?? null);
    if (file === null) {
      const parts = await writeParts(writer, rowsOf(merge, group), group.rows);
      files.push(...parts);
      written.push(...parts);
    } else {
      files.push(file);
      writer.onPart(file.rows);
    }
  }
  await assertKeysOnce(merge, writer, written);
  return { files, ...counts };
}

const noChange = { added: 0, changed: 0, removed: 0 };

/** By the place of the stretch; of rows that come onto none, the first. */
async function changesOf(merge: Merge): Promise<readonly ChangeCounts[]> {
  const { connection, schema, mode, stretches } = merge;
  if (stretches.length === 0)
    return [{ added: await countAccepted(connection, merge.accepted), changed: 0, removed: 0 }];
  const ranges = stretches.map((stretch, place) => {
    const within = rangeOf(merge, place, place);
    const replaced = mode === 'upsert' ? merge.stored([stretch]) : merge.standing([stretch]).replaced;
    return { incoming: merge.incoming(within), replaced, mayShareKeys: stretch.file === null };
  });
  return findChanges({ connection, schema, removes: mode === 'replace', ranges });
}

/** A condition for the keys that lie in these stretches, or would. */
function rangeOf({ schema, stretches }: Merge, first: number, last: number): string {
  return stretchRangeSql(schema, stretches, first, last);
}

/** Nothing of what stood stays because of where it stands. */
function isWhole({ standing, stretches }: Merge): boolean {
  return standing(stretches).kept === null;
}

/** Then the rows that come are taken as they lie, and parts that would be the same are not looked for. */
function areMostWritten(groups: readonly Group[]): boolean {
  return (
    sumOf(
      groups.filter(({ touched }) => touched),
      rowsIn,
    ) *
      2 >=
    sumOf(groups, rowsIn)
  );
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

function rowsIn({ rows }: Group): number {
  return rows;
}

function rowsOf(merge: Merge, { first, last }: Group): string {
  const { schema, stretches, incoming, standing } = merge;
  const columns = schema.columns.map(({ name }) => quoteName(name)).join(', ');
  const within = rangeOf(merge, first, last);
  const { kept } = standing(stretches.slice(first, last + 1), within);
  const come = `select ${columns} from ${incoming(within)}`;
  const rows = kept === null ? `(${come})` : `(select ${columns} from ${kept} union all ${come})`;
  return `from ${rows} order by ${schema.key.map(quoteName).join(', ')}`;
}

/**
 * Rows that stay and rows that come may share a key although neither has one twice: where the key does not contain the
 * partition, a delivery can name a key of somebody else's partition. Rows are sorted, so that equal keys are neighbours.
 */
async function assertKeysOnce(merge: Merge, { folder }: PartWriter, written: readonly SnapshotFile[]): Promise<void> {
  const { connection, schema, mode } = merge;
  if (written.length === 0 || mode === 'upsert' || isWhole(merge)) return;
  const key = keySql(schema);
  const reader = await connection.runAndReadAll(
    `select count(*) from (select ${key} as key, lag(${key}) over () as before
      from ${parquetScan(written.map(({ path }) => join(folder, path)))})
    where key = before`,
  );
  const doubled = Number(reader.getRowsJson()[0]?.[0]);
  // The keys themselves may be personal data, and this text is logged.
  if (doubled > 0) {
    throw fail('snapshot-key-doubled', `${doubled} keys of this load stand already in rows that it leaves as they are`);
  }
}
