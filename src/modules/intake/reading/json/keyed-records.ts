import { createReadStream } from 'node:fs';
import type { KeyedLists, RecordList, RecordLocation } from './locate-records.ts';
import { parseRecord } from './parse-record.ts';
import { tellingNames } from './record-lists.ts';
import { createElementSplitter } from './split-elements.ts';

/** So many members of an object are looked at, in so many bytes. */
const sampled = 50;
const sampledBytes = 1024 * 1024;
/** Fewer members with something else said around them are parts of one record. */
const certainlyMany = 5;

/**
 * The location of the records where objects of objects hold them (`{"24001": {…}, "24002": {…}}`): members of such an
 * object are records of one table if most of them have the same fields; else everything is as it was located.
 */
export async function preferKeyed(path: string, location: RecordLocation): Promise<RecordLocation> {
  if (location.kind === 'documents' || location.keyed === undefined) return location;
  // An object by keys within such a record is a part of it, however many members it has.
  for (const outer of location.keyed.outer) {
    const found = await preferLists(path, location, outer);
    if (found !== location) return found;
  }
  return preferLists(path, location, location.keyed);
}

async function preferLists(
  path: string,
  location: Exclude<RecordLocation, { readonly kind: 'documents' }>,
  { lists, around }: Omit<KeyedLists, 'outer'>,
): Promise<RecordLocation> {
  const longest = lists.reduce((a, b) => (b.objects > a.objects ? b : a));
  if (longest.objects < certainlyMany && (await tellingNames(path, around)).length > 0) return location;
  const alike: RecordList[] = [];
  for (const list of lists) if (await isAlike(path, list)) alike.push(list);
  if (!alike.includes(longest)) return location;
  const arrays =
    location.kind === 'array' ? location.lists.filter(({ objects }) => objects > 0).length + location.others : 0;
  const within =
    location.kind === 'array' &&
    location.lists.every(({ start }) => lists.some((list) => list.start < start && start < list.end));
  return { kind: 'array', lists: alike, hollow: [], around, others: within ? 0 : arrays };
}

async function isAlike(path: string, { start, end }: RecordList): Promise<boolean> {
  const members: string[] = [];
  const splitter = createElementSplitter(sampledBytes, (text) => {
    if (members.length < sampled) members.push(text);
  });
  const last = Math.min(end, start + sampledBytes);
  for await (const chunk of createReadStream(path, { start, end: last - 1 }) as AsyncIterable<Buffer>)
    splitter.push(chunk);
  // What the sample's end cuts is no member.
  if (last === end) splitter.end();
  const fields = members.map((text) => Object.keys(recordOf(parseRecord(`{${text}}`, 1)).value));
  const times = new Map<string, number>();
  for (const name of fields.flat()) times.set(name, (times.get(name) ?? 0) + 1);
  const common = new Set([...times].filter(([, count]) => 2 * count > members.length).map(([name]) => name));
  if (common.size === 0) return false;
  const likeness = fields.map((names) => new Set(names).intersection(common).size / new Set(names).union(common).size);
  return likeness.reduce((sum, one) => sum + one, 0) >= 0.5 * members.length;
}

/** The key and the fields of `{"24001": {…}}`. */
export function recordOf(parsed: unknown): { readonly key: string; readonly value: Readonly<Record<string, unknown>> } {
  const [[key, value] = ['', {}]] = Object.entries(parsed as Readonly<Record<string, Record<string, unknown>>>);
  return { key, value };
}

/** The heading of the keys: one that no record has as a field of its own. */
export function keyHeading(fields: ReadonlySet<string>): string {
  let heading = 'key';
  while (fields.has(heading)) heading = `_${heading}`;
  return heading;
}
