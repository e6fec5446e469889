import type { Rights } from '#api/rights.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { tagOf } from '#platform/http/entity-tag.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { TextRows } from '../engine/answer-cache.ts';
import type { Engine } from '../engine/create-engine.ts';
import { fail } from '../errors.ts';
import type { KeyTables } from '../keys/create-key-tables.ts';
import type { Masks } from '../keys/key-cells.ts';
import { compileCount, type QuerySource } from '../query/compile-query.ts';
import type { Query } from '../query/query.ts';
import { readPage } from '../query/read-page.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { withoutNulls } from './accepted-shape.ts';
import { bytesOfAnswer, keyOfAnswer, type KeptAnswers, type RightAnswer } from './kept-answers.ts';
import { parseRecordsRequest, type RecordsHeaders, type RecordsRequest } from './parse-records-request.ts';
import { asPostgrestProblem } from './postgrest-problem.ts';
import { openCursor, sealCursor, type Place } from './sealed-cursor.ts';

export interface AnswerRecordsDeps {
  readonly engine: Engine;
  readonly snapshotsFolder: string;
  /** From `loadCursorKey`. */
  readonly cursorKey: Uint8Array;
  /** Asked first for the row of a whole key. */
  readonly lookUp?: KeyTables['lookUp'];
  readonly keptAnswers?: KeptAnswers;
}

export interface AskedRecords {
  readonly dataset: string;
  readonly schema: DatasetSchema;
  /** Of the contract that schema and masks are from: no other has it. Without, the answer is not kept. */
  readonly mark?: string;
  readonly rights: Rights;
  /** How the dataset's fields show to whoever may see none of them as they are. */
  readonly masks?: Masks;
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
  /** JSON text as it travels; an answer to HEAD tells its length only. */
  readonly body: Buffer;
}

/**
 * Records in PostgREST's read dialect. Every failure of ours also carries PostgREST's `message`, `details` and `hint`.
 * A cursor goes on in the snapshot that its first page was read from, whatever is current by then.
 */
export async function answerRecords(deps: AnswerRecordsDeps, asked: AskedRecords): Promise<RecordsAnswer> {
  try {
    return await findAnswer(deps, asked);
  } catch (error) {
    throw error instanceof DomainError ? asPostgrestProblem(error) : error;
  }
}

/** A cursor is another text every time that it is sealed, so that nobody would ask for its page by the same text again. */
async function findAnswer(deps: AnswerRecordsDeps, asked: AskedRecords): Promise<RecordsAnswer> {
  const { keptAnswers, cursorKey } = deps;
  if (keptAnswers === undefined || asked.mark === undefined || asked.parameters.has('cursor')) {
    return presentTo(asked, await answer(deps, asked), cursorKey);
  }
  const snapshot = await asked.findSnapshot(asked.parameters.get('asOf') ?? undefined);
  const key = keyOfAnswer(asked, snapshot?.id);
  const make = () => answer(deps, { ...asked, findSnapshot: async () => snapshot });
  const present = async () => presentTo(asked, await keptAnswers.byRights.find(key, make, bytesOfAnswer), cursorKey);
  return keptAnswers.byAsker.find(JSON.stringify([asked.asker, asked.path, key]), present, bytesOfAnswer);
}

function presentTo(asked: AskedRecords, { status, headers, body, next }: RightAnswer, key: Uint8Array): RecordsAnswer {
  if (next === undefined) return { status, headers, body };
  const cursor = sealCursor(next.place, bindingOf(asked.asker, next.question), key);
  return { status, headers: { ...headers, link: linkTo(asked, next.limit, cursor) }, body };
}

async function answer(deps: AnswerRecordsDeps, asked: AskedRecords): Promise<RightAnswer> {
  const fields = asked.schema.columns.map((column) => column.name);
  const request = parseRecordsRequest(asked.parameters, asked.headers, fields);
  const question = questionOf(asked, request);
  const place =
    request.cursor === undefined
      ? undefined
      : openCursor(request.cursor, bindingOf(asked.asker, question), deps.cursorKey);
  const snapshot = await asked.findSnapshot(place?.snapshot ?? asked.parameters.get('asOf') ?? undefined);
  const rows = snapshot === undefined ? null : storedRowsOf(snapshot, deps.snapshotsFolder);
  const source: QuerySource = { schema: asked.schema, rights: asked.rights, rows };
  const { limit } = request.query;
  const query = {
    ...request.query,
    limit: limit + 1,
    offset: place === undefined ? request.query.offset : place.position === null ? place.offset : 0,
  };
  const known =
    place === undefined && snapshot !== undefined ? await lookUp(deps, asked, { query, snapshot }) : undefined;
  const found = known ?? (await readPage(deps.engine, query, source, place?.position ?? undefined));
  const page = found.slice(0, limit);
  const offset = place?.offset ?? request.query.offset;
  const total =
    request.count === undefined ? undefined : (known?.length ?? (await countRecords(deps.engine, request, source)));
  const { single, contentType } = request.shape;
  if (single) assertSingle(page.length);
  else if (total !== undefined && offset > total) throw pastTheEnd(offset, total);
  const end = found.length > limit ? page.at(-1)?.[1] : undefined;
  // A row that was looked up has none.
  const position =
    typeof end !== 'string' ? undefined : Buffer.byteLength(end) > mostPosition ? null : readPosition(end);
  const records = page.map(([record]) => (request.shape.withoutNulls ? withoutNulls(record ?? '') : (record ?? '')));
  const body = ownBytesOf(single ? (records[0] ?? '') : `[${records.join(',')}]`);
  const status = total !== undefined && page.length < total && !single ? 206 : 200;
  return {
    status,
    headers: {
      'content-type': contentType,
      'content-range': contentRange(offset, page.length, total),
      'range-unit': 'items',
      ...(request.count === undefined ? {} : { 'preference-applied': `count=${request.count}` }),
      ...(status === 200 ? { etag: tagOf(body) } : {}),
    },
    body,
    ...(snapshot !== undefined && position !== undefined
      ? { next: { place: { snapshot: snapshot.id, position, offset: offset + page.length }, limit, question } }
      : {}),
  };
}

/** Bytes of the values by which a page goes on; proxies take headers of some kilobytes only. */
const mostPosition = 2000;

function readPosition(written: string): Place['position'] {
  // The compiled query wrote it.
  return JSON.parse(written) as Place['position'];
}

/** All rows that the question has, where they are known without the engine; they have no place that a page could end at. */
async function lookUp(
  { lookUp: find }: AnswerRecordsDeps,
  { dataset, schema, rights, masks = {} }: AskedRecords,
  { query, snapshot }: { readonly query: Query; readonly snapshot: Snapshot },
): Promise<TextRows | undefined> {
  const records = await find?.({ dataset, schema, rights, masks, snapshot, query });
  return records?.map((record) => [record, null]);
}

/** The question but for its page, and what the asker may see. Another contract may order the same rows in another way. */
function questionOf(asked: AskedRecords, { query }: RecordsRequest): string {
  const { select, where, orderBy } = query;
  const orderedAs = orderBy.map(({ field }) => asked.schema.columns.find(({ name }) => name === field)?.type);
  const told = [asked.dataset, asked.parameters.get('asOf'), select, where, orderBy, orderedAs];
  const fields = Object.entries(asked.rights.fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([...told, fields, asked.rights.rows, asked.rights.unmaskedRows]);
}

/** What a cursor belongs to: who asks, and what. */
function bindingOf(asker: string, question: string): string {
  return `[${JSON.stringify(asker)},${question.slice(1)}`;
}

/** Not a slice of the pool that small buffers share: a kept answer would hold on to all of it. */
function ownBytesOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
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

function linkTo(asked: AskedRecords, limit: number, cursor: string): string {
  const parameters = new URLSearchParams(asked.parameters);
  parameters.delete('offset');
  parameters.set('limit', String(limit));
  parameters.set('cursor', cursor);
  return `<${asked.path}?${parameters}>; rel="next"`;
}
