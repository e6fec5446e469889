import { join } from 'node:path';
import { quoteName } from '#platform/duckdb/quote.ts';
import { fail } from '../errors.ts';
import { countAccepted } from './accepted-rows.ts';
import { findChanges, type Changes } from './find-changes.ts';
import { keyRangeSql, keySql } from './key-range.ts';
import type { Merge } from './merge-rows.ts';
import type { NextParts } from './next-parts.ts';
import { planParts, type Group } from './plan-parts.ts';
import type { SnapshotFile } from './snapshot.ts';
import { parquetScan } from './stored-relation.ts';
import { takeAccepted, writeParts, type PartWriter } from './write-parts.ts';

/** The parts of the next snapshot of a dataset with a key: sorted, none with a key of another's range. */
export async function prepareKeyed(merge: Merge, writer: PartWriter): Promise<NextParts> {
  const { stretches } = merge;
  const changes = await changesOf(merge);
  const counts = { added: changes.added, changed: changes.changed, removed: changes.removed };
  const lying = stretches.length === 0 ? [{ rows: 0, file: null }] : stretches;
  const planned = lying.map(({ rows, file }, place) => {
    const { added, changed, removed } = changes.byStretch.get(place) ?? noChange;
    return { rows: rows + added - removed, touched: file === null || added + changed + removed > 0 };
  });
  const groups = planParts(planned, writer.rowsPerPart);
  const rows = sumOf(groups);
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

async function changesOf(merge: Merge): Promise<Changes> {
  const { connection, schema, mode, stretches } = merge;
  if (stretches.length === 0) {
    const added = await countAccepted(connection, merge.accepted);
    const counts = { added, changed: 0, removed: 0 };
    return { ...counts, byStretch: new Map([[0, counts]]) };
  }
  return findChanges({
    connection,
    schema,
    stretches,
    incoming: merge.incoming(),
    replaced: mode === 'upsert' ? merge.everything : merge.standing(stretches).replaced,
    removes: mode === 'replace',
  });
}

/** Nothing of what stood stays because of where it stands. */
function isWhole({ standing, stretches }: Merge): boolean {
  return standing(stretches).kept === null;
}

/** Then the rows that come are taken as they lie, and parts that would be the same are not looked for. */
function areMostWritten(groups: readonly Group[]): boolean {
  return sumOf(groups.filter(({ touched }) => touched)) * 2 >= sumOf(groups);
}

function sumOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { rows }) => sum + rows, 0);
}

function rowsOf({ schema, stretches, incoming, standing }: Merge, { first, last }: Group): string {
  const columns = schema.columns.map(({ name }) => quoteName(name)).join(', ');
  const within = keyRangeSql(schema, {
    from: first === 0 ? null : (stretches[first]?.from ?? null),
    before: stretches[last + 1]?.from ?? null,
  });
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
