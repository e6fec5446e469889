import type { Rights } from '#api/rights.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Engine } from '../engine/create-engine.ts';
import { fail } from '../errors.ts';
import { compileCount, compileQuery, type QuerySource } from '../query/compile-query.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { withoutNulls } from './accepted-shape.ts';
import { parseRecordsRequest, type RecordsHeaders, type RecordsRequest } from './parse-records-request.ts';
import { asPostgrestProblem } from './postgrest-problem.ts';
import { openCursor, sealCursor, type Place } from './sealed-cursor.ts';

export interface AnswerRecordsDeps {
  readonly engine: Engine;
  readonly snapshotsFolder: string;
  /** From `loadCursorKey`. */
  readonly cursorKey: Uint8Array;
}

export interface AskedRecords {
  readonly dataset: string;
  readonly schema: DatasetSchema;
  readonly rights: Rights;
  /** Whoever asks, as a text of the caller's own; cursors open for nobody else. */
  readonly asker: string;
  /** Of the request, for the link to the next page. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: RecordsHeaders;
  /** With an id, that snapshot, or `snapshot-unknown`; without, the current one, or undefined before the first. */
  readonly findSnapshot: (id: string | undefined) => Promise<Snapshot | undefined>;
}

export interface RecordsAnswer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text; an answer to HEAD tells its length only. */
  readonly body: string;
}

/**
 * Records in PostgREST's read dialect. Every failure of ours also carries PostgREST's `message`, `details` and `hint`.
 * A cursor goes on in the snapshot that its first page was read from, whatever is current by then.
 */
export async function answerRecords(deps: AnswerRecordsDeps, asked: AskedRecords): Promise<RecordsAnswer> {
  try {
    return await answer(deps, asked);
  } catch (error) {
    throw error instanceof DomainError ? asPostgrestProblem(error) : error;
  }
}

async function answer(deps: AnswerRecordsDeps, asked: AskedRecords): Promise<RecordsAnswer> {
  const fields = asked.schema.columns.map((column) => column.name);
  const request = parseRecordsRequest(asked.parameters, asked.headers, fields);
  const binding = bindingOf(asked, request);
  const place = request.cursor === undefined ? undefined : openCursor(request.cursor, binding, deps.cursorKey);
  const snapshot = await asked.findSnapshot(place?.snapshot ?? asked.parameters.get('asOf') ?? undefined);
  const rows = snapshot === undefined ? null : storedRowsOf(snapshot, deps.snapshotsFolder);
  const source: QuerySource = { schema: asked.schema, rights: asked.rights, rows };
  const { limit } = request.query;
  const query = { ...request.query, limit: limit + 1, offset: place === undefined ? request.query.offset : 0 };
  const { sql } = compileQuery(query, source, {
    withPosition: true,
    ...(place === undefined ? {} : { after: place.position }),
  });
  const found = await deps.engine.read(sql);
  const page = found.slice(0, limit);
  const offset = place?.offset ?? request.query.offset;
  const total = request.count === undefined ? undefined : await countRecords(deps.engine, request, source);
  const { single, contentType } = request.shape;
  if (single) assertSingle(page.length);
  else if (total !== undefined && offset > total) throw pastTheEnd(offset, total);
  const end = page.at(-1)?.[1];
  const next =
    snapshot !== undefined && found.length > limit && end !== undefined && end !== null
      ? linkTo(asked, limit, {
          // The compiled query wrote it.
          place: {
            snapshot: snapshot.id,
            position: JSON.parse(end) as Place['position'],
            offset: offset + page.length,
          },
          seal: (next) => sealCursor(next, binding, deps.cursorKey),
        })
      : undefined;
  const records = page.map(([record]) => (request.shape.withoutNulls ? withoutNulls(record ?? '') : (record ?? '')));
  return {
    status: total !== undefined && page.length < total && !single ? 206 : 200,
    headers: {
      'content-type': contentType,
      'content-range': contentRange(offset, page.length, total),
      'range-unit': 'items',
      ...(request.count === undefined ? {} : { 'preference-applied': `count=${request.count}` }),
      ...(next === undefined ? {} : { link: next }),
    },
    body: single ? (records[0] ?? '') : `[${records.join(',')}]`,
  };
}

/** What a cursor belongs to: who asks, the question but for its page, and what the asker may see. */
function bindingOf(asked: AskedRecords, { query }: RecordsRequest): string {
  const { select, where, orderBy } = query;
  const told = [asked.asker, asked.dataset, asked.parameters.get('asOf'), select, where, orderBy];
  const fields = Object.entries(asked.rights.fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([...told, fields, asked.rights.rows, asked.rights.unmaskedRows]);
}

async function countRecords(engine: Engine, request: RecordsRequest, source: QuerySource): Promise<number> {
  const [row] = await engine.read(compileCount(request.query, source));
  return Number(row?.[0]);
}

function assertSingle(rows: number): void {
  if (rows === 1) return;
  throw fail('not-one-record', 'JSON object requested, multiple (or no) rows returned', {
    members: { details: `The result contains ${rows} rows` },
  });
}

function pastTheEnd(offset: number, total: number): DomainError {
  return fail('range-not-satisfiable', `An offset of ${offset} was requested, but there are only ${total} rows.`, {
    members: {
      message: 'Requested range not satisfiable',
      details: `An offset of ${offset} was requested, but there are only ${total} rows.`,
    },
  });
}

function contentRange(offset: number, rows: number, total: number | undefined): string {
  return `${rows === 0 ? '*' : `${offset}-${offset + rows - 1}`}/${total ?? '*'}`;
}

function linkTo(
  asked: AskedRecords,
  limit: number,
  next: { readonly place: Place; readonly seal: (place: Place) => string },
): string {
  const parameters = new URLSearchParams(asked.parameters);
  parameters.delete('offset');
  parameters.set('limit', String(limit));
  parameters.set('cursor', next.seal(next.place));
  return `<${asked.path}?${parameters}>; rel="next"`;
}
