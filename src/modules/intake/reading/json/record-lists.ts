import { open } from 'node:fs/promises';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { KeyPlace, RecordList } from './locate-records.ts';

/** A list of records that is a table of its own; null: the file's only one. */
export interface NamedList {
  readonly name: string | null;
  readonly list: RecordList;
}

const longestKey = 1000;

/** What an answer calls its records, and what it calls the list of their fields. */
const recordKeys: readonly string[] = ['records', 'data', 'items', 'rows', 'value', 'features', 'results'];
export const fieldKeys: readonly string[] = ['fields', 'columns', 'cols', 'schema'];

/** Whether an answer has no record, and what it has are the fields that one would have. */
export async function isEmptyAnswer(
  path: string,
  { lists, hollow }: { readonly lists: readonly RecordList[]; readonly hollow: readonly RecordList[] },
): Promise<boolean> {
  if (hollow.length === 0 || lists.length > fieldKeys.length) return false;
  const file = await open(path, 'r');
  try {
    const keyOf = async ({ key }: RecordList) => (key === null ? '' : (await readKey(file, key)).toLowerCase());
    for (const list of lists) if (!fieldKeys.includes(await keyOf(list))) return false;
    for (const list of hollow) {
      const { start, end } = list;
      if (!recordKeys.includes(await keyOf(list))) continue;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
      if (buffer.toString('latin1', 0, bytesRead).trim() === '') return true;
    }
    return false;
  } finally {
    await file.close();
  }
}

/**
 * The lists that are read, each by the name that it has in the file; `wanted` is the one that is meant. Throws
 * `table-not-found`, `too-many-tables`.
 */
export async function chooseLists(
  path: string,
  lists: readonly RecordList[],
  { wanted, most }: { readonly wanted: string | undefined; readonly most: number },
): Promise<readonly NamedList[]> {
  if (lists.length > most)
    throw failReading('too-many-tables', `The JSON has more than ${most} lists of records, which are tables`);
  const [only] = lists;
  if (wanted === undefined && only !== undefined && lists.length === 1) return [{ name: null, list: only }];
  const names = await readNames(path, lists);
  const named = lists.map((list, place) => ({ name: names[place] ?? null, list }));
  const chosen = wanted === undefined ? named : named.filter(({ name }) => name === wanted);
  if (chosen.length === 0) throw failReading('table-not-found', `The JSON has no list of records “${wanted}”`);
  return chosen;
}

/** What answers say of themselves, none of which is data; in Vietnamese as it is written without accents. */
const envelopeKeys = new Set(
  'success status statuscode code message messages msg error errors total totalcount totalrecords totalpages count n recordcount page pages pagesize pagenumber pageindex perpage limit offset size next nextlink previous prev first last links link self meta metadata help schema fields version type title description timestamp generated updated license crs bbox context resourceid includetotal recordsformat sort query filters pagination paging header headers info result ok trang trangthai tongso tongsotrang tongsobanghi sotrang sobanghi kichthuoctrang thongbao thanhcong loi maloi'.split(
    ' ',
  ),
);

/** Of members around lists the names of those that may say something of their records. */
export async function tellingNames(path: string, keys: readonly KeyPlace[]): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const file = await open(path, 'r');
  try {
    const names: string[] = [];
    for (const key of keys) names.push(await readKey(file, key));
    return tellingOf(names);
  } finally {
    await file.close();
  }
}

/** Of names those that are none of an envelope. */
export function tellingOf(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter(
    (name) => name !== '' && !envelopeKeys.has(name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')),
  );
}

/** None of them twice. */
async function readNames(path: string, lists: readonly RecordList[]): Promise<readonly string[]> {
  const taken = new Set<string>();
  const file = await open(path, 'r');
  try {
    const names: string[] = [];
    for (const [place, { key }] of lists.entries()) {
      const own = key === null ? '' : await readKey(file, key);
      let name = own === '' ? String(place + 1) : own;
      for (let number = 2; taken.has(name); number++) name = `${own} (${number})`;
      taken.add(name);
      names.push(name);
    }
    return names;
  } finally {
    await file.close();
  }
}

async function readKey(file: Awaited<ReturnType<typeof open>>, { start, end }: KeyPlace): Promise<string> {
  const buffer = Buffer.alloc(Math.min(longestKey, end - start));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  const written = buffer.toString('utf8', 0, bytesRead);
  return normalizeCellText(unescaped(written)).replace(/\s*\n\s*/g, ' ');
}

/** A key that was cut stays as it is written. */
function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
