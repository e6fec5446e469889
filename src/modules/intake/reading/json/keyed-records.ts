import { createReadStream } from 'node:fs';
import type { ListsByKey, RecordList, RecordLocation } from './locate-records.ts';
import { parseRecord } from './parse-record.ts';
import { tellingNames, tellingOf } from './record-lists.ts';
import { createElementSplitter } from './split-elements.ts';

/** So many members of an object are looked at, in so many bytes. */
const sampled = 50;
const sampledBytes = 1024 * 1024;
/** Fewer members with something else said around them are parts of one record. */
const certainlyMany = 5;
const mostLevels = 4;

type Members = readonly (readonly [string, unknown])[];
type Single = Extract<RecordLocation, { readonly kind: 'single' }>;
type Located = Exclude<RecordLocation, { readonly kind: 'documents' }>;

/** What was found of records by key; `perhaps`: they are alike, and what stands beside them speaks for one record. */
type Preference = RecordLocation | 'perhaps' | undefined;

/**
 * The location of the records where objects of objects hold them (`{"24001": {…}, "24002": {…}}`), also under keys within
 * keys: what such objects lead to are records of one table if most of them have the same fields; else everything is as it
 * was located.
 */
export async function preferKeyed(path: string, location: RecordLocation): Promise<RecordLocation> {
  if (location.kind === 'documents' || location.keyed === undefined) return location;
  const { outer, ...inner } = location.keyed;
  let perhaps = false;
  // An object by keys within such a record is a part of it, however many members it has.
  for (const candidate of [...outer, inner]) {
    const found = await preferLists(path, location, candidate);
    if (found === 'perhaps') perhaps = true;
    else if (found !== undefined) return found;
  }
  return perhaps && location.kind === 'single' ? ({ ...location, perhapsKeyed: true } satisfies Single) : location;
}

async function preferLists(path: string, location: Located, { lists, around, holds }: ListsByKey): Promise<Preference> {
  const longest = lists.reduce((a, b) => (b.objects > a.objects ? b : a));
  const alike: RecordList[] = [];
  for (const list of lists) {
    const members = await sampleMembers(path, list);
    const level = levelOfRecords(members, holds === true ? 2 : 1);
    if (level === undefined) {
      if (list === longest) return undefined;
      continue;
    }
    const odd = members.filter(([, value]) => value !== null && !isRecord(value)).map(([key]) => key);
    const telling = [...(await tellingNames(path, around)), ...tellingOf(odd)].length;
    if (list === longest) {
      const few = level === 1 && longest.objects < certainlyMany;
      if (few ? telling > 0 : 5 * tellingOf(odd).length > members.length)
        return longest.objects > 2 ? 'perhaps' : undefined;
    }
    alike.push({ ...list, keyed: level });
  }
  const arrays =
    location.kind === 'array' ? location.lists.filter(({ objects }) => objects > 0).length + location.others : 0;
  const within =
    location.kind === 'array' &&
    location.lists.every(({ start }) => lists.some((list) => list.start < start && start < list.end));
  return { kind: 'array', lists: alike, hollow: [], around, others: within ? 0 : arrays };
}

async function sampleMembers(path: string, { start, end }: RecordList): Promise<Members> {
  const members: string[] = [];
  const splitter = createElementSplitter(sampledBytes, (text) => {
    if (members.length < sampled) members.push(text);
  });
  const last = Math.min(end, start + sampledBytes);
  for await (const chunk of createReadStream(path, { start, end: last - 1 }) as AsyncIterable<Buffer>)
    splitter.push(chunk);
  // What the sample's end cuts is no member.
  if (last === end) splitter.end();
  return members.map((text) => memberOf(parseRecord(`{${text}}`, 1)));
}

/** How many keys lead to the records, from `least` on; undefined: to nothing that is alike. */
function levelOfRecords(members: Members, least: number): number | undefined {
  let groups: readonly Members[] = [members];
  for (let level = 1; level <= mostLevels; level++) {
    const records = groups.map((group) => group.map(([, value]) => value).filter(isRecord));
    const others = groups.flat().filter(([, value]) => value !== null && !isRecord(value)).length;
    // What is something else within them makes parts of a record out of records.
    if (level > 1 && 3 * others > records.flat().length) return undefined;
    if (level >= least && areAlike(records)) return level;
    groups = records.flat().map((record) => Object.entries(record));
  }
  return undefined;
}

/** Most fields are those of most records, in each group of them. */
function areAlike(groups: readonly (readonly Readonly<Record<string, unknown>>[])[]): boolean {
  const fields = groups.map((group) => group.map((record) => Object.keys(record))).filter((group) => group.length > 0);
  const count = fields.flat().length;
  const times = new Map<string, number>();
  for (const name of fields.flat(2)) times.set(name, (times.get(name) ?? 0) + 1);
  const common = new Set([...times].filter(([, often]) => 2 * often > count).map(([name]) => name));
  if (common.size === 0 || count < 2) return false;
  return fields.every((group) => {
    const likeness = group.map((own) => new Set(own).intersection(common).size / new Set(own).union(common).size);
    return likeness.reduce((sum, one) => sum + one, 0) >= 0.5 * group.length;
  });
}

/** The key and the value of `{"24001": {…}}`. */
export function memberOf(parsed: unknown): readonly [string, unknown] {
  return Object.entries(parsed as Readonly<Record<string, unknown>>)[0] ?? ['', null];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The headings of the keys: none that a record has as a field of its own. */
export function keyHeadings(levels: number, fields: ReadonlySet<string>): readonly string[] {
  return Array.from({ length: levels }, (_, level) => {
    let heading = levels === 1 ? 'key' : `key ${level + 1}`;
    while (fields.has(heading)) heading = `_${heading}`;
    return heading;
  });
}
