import type { Rights } from '#api/rights.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Engine } from '../engine/create-engine.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { compileQuery } from './compile-query.ts';
import type { Query } from './query.ts';

export interface AnswerQueryDeps {
  readonly engine: Engine;
  readonly snapshotsFolder: string;
}

export interface DatasetView {
  readonly schema: DatasetSchema;
  readonly rights: Rights;
  /** Undefined: the dataset has none yet. */
  readonly snapshot: Snapshot | undefined;
}

/** `{"items":[…],"snapshot","truncated"}` as JSON text: `truncated` where the limit cut something off. */
export async function answerQuery(deps: AnswerQueryDeps, query: Query, view: DatasetView): Promise<string> {
  const { schema, rights, snapshot } = view;
  const rows = snapshot === undefined ? null : storedRowsOf(snapshot, deps.snapshotsFolder);
  const { sql } = compileQuery({ ...query, limit: query.limit + 1 }, { schema, rights, rows });
  const found = await deps.engine.read(sql);
  const records = found.slice(0, query.limit).map(([record]) => record);
  const rest = { snapshot: snapshot?.id ?? null, truncated: found.length > query.limit };
  return `{"items":[${records.join(',')}],${JSON.stringify(rest).slice(1)}`;
}
