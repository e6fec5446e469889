import { createReadStream } from 'node:fs';
import { failReading } from '../errors.ts';
import { watchEnvelope } from './api-envelope.ts';

/** Where the name stands that something has in its object, between the quotes. */
export interface KeyPlace {
  readonly start: number;
  readonly end: number;
}

/** Offsets are those of the bytes between an array's brackets, the end excluded. */
export interface RecordList {
  readonly start: number;
  readonly end: number;
  readonly objects: number;
  /** Members of all objects in it, each as often as it is written. */
  readonly members: number;
  /** Null: it is no object's member. */
  readonly key: KeyPlace | null;
  /** It is an object, in which so many keys lead to each record: its own members are records at 1. */
  readonly keyed?: number;
}

/** Objects of objects, that with most of them and those beside it, which may be tables by key. */
export interface KeyedLists extends ListsByKey {
  /** Objects of objects around those lists that may be the records which hold them, the outermost first. */
  readonly outer: readonly ListsByKey[];
}

export interface ListsByKey {
  readonly lists: readonly RecordList[];
  readonly around: readonly KeyPlace[];
  /** Its members are the lists of other candidates: records are not found above the second key. */
  readonly holds?: true;
}

/** Where a JSON file's records are. */
export type RecordLocation =
  | { readonly kind: 'documents'; readonly members: number }
  | {
      readonly kind: 'single';
      readonly members: number;
      readonly keyed?: KeyedLists;
      /** Its members may be meant as records by their keys. */
      readonly perhapsKeyed?: true;
    }
  | {
      readonly kind: 'array';
      /** Where it has more records than the longest array has. */
      readonly keyed?: KeyedLists;
      /** The one with most objects, and those that are members of the same object as it; in their order. */
      readonly lists: readonly RecordList[];
      /** Members of other objects, or of the same, that are empty arrays, or nearly. */
      readonly hollow: readonly RecordList[];
      /** Members of the objects that the lists hang in which are neither lists nor lead to them: the first of each object. */
      readonly around: readonly KeyPlace[];
      /** Other arrays of objects. */
      readonly others: number;
    };

interface OpenBracket {
  readonly key: RecordList['key'];
  /** Members that were written before it. */
  readonly before: number;
  /** Of an object that is in no record: the names of its first members. */
  readonly keys: KeyPlace[];
  /** Of an object: its arrays of objects, so far. */
  readonly lists: RecordList[];
  /** The one of them with most objects. */
  longest: RecordList | undefined;
  readonly isArray: boolean;
  readonly start: number;
  /** Records of an outer array are rows, so that arrays inside them are cells. */
  readonly insideRecord: boolean;
  objects: number;
  /** Of an object: its own members, and those of its members that are objects of objects. */
  own: number;
  readonly keyedLists: RecordList[];
}

const hollowBytes = 64;
const mostHollow = 32;
const mostKeys = 32;
const mostOuter = 8;

/**
 * Finds the largest array of objects, and its like beside it, in one pass that follows brackets and texts only, and counts
 * the documents: more than one makes it NDJSON. It also is what keeps nesting bounded before anything is parsed.
 */
export async function locateRecords(
  path: string,
  limits: { readonly depth: number; readonly tables: number },
  signal?: AbortSignal,
): Promise<RecordLocation> {
  const stack: OpenBracket[] = [];
  let best: RecordList | undefined;
  let besides: OpenBracket | undefined;
  let outside: readonly OpenBracket[] = [];
  const hollow: RecordList[] = [];
  let others = 0;
  let documents = 0;
  let began = 1;
  let inText = false;
  let escaped = false;
  let offset = 0;
  let line = 1;
  let members = 0;
  let text = { start: 0, end: 0 };
  let topArray: RecordList | undefined;
  let keyedBest: RecordList | undefined;
  let keyed: ListsByKey | undefined;
  let outer: ListsByKey[] = [];
  const envelope = watchEnvelope();

  const close = (position: number, isArray: boolean): void => {
    const opened = stack.pop();
    if (opened === undefined || opened.isArray !== isArray)
      throw failReading('json-invalid', `A bracket on line ${line} closes nothing`, { line });
    if (!isArray) {
      const { start, objects, key, before, own, insideRecord } = opened;
      if (keyedBest !== undefined && opened.keyedLists.includes(keyedBest))
        keyed = { lists: opened.keyedLists, around: keysAround([...stack, opened], opened.keyedLists) };
      const [outermost] = outer;
      if (outermost !== undefined && opened.keyedLists.some((list) => list === outermost.lists[0]))
        outer[0] = {
          ...outermost,
          lists: opened.keyedLists,
          around: keysAround([...stack, opened], opened.keyedLists),
        };
      if (!insideRecord && objects > 1 && 2 * (own - objects) <= objects) {
        const found: RecordList = { start, end: position, objects, members: members - before, key, keyed: 1 };
        if (objects > (keyedBest?.objects ?? 0)) {
          keyedBest = found;
          keyed = { lists: [found], around: [] };
          outer = [];
        } else if (keyedBest !== undefined && start < keyedBest.start) {
          const holds = opened.keyedLists.includes(keyedBest) ? { holds: true as const } : {};
          outer = [{ lists: [found], around: [], ...holds }, ...outer].slice(0, mostOuter);
        }
        stack.at(-1)?.keyedLists.push(found);
      }
      if (best === undefined || opened.longest !== best) return;
      besides = opened;
      outside = [...stack];
      return;
    }
    const { start, objects, key, before } = opened;
    const found = { start, end: position, objects, members: members - before, key };
    if (stack.length === 2) envelope.array(found);
    if (opened.insideRecord) return;
    const owner = stack.at(-1);
    if (owner?.isArray === false && objects > 0) {
      // One more than may be: it is refused for that.
      if (owner.lists.length <= limits.tables) owner.lists.push(found);
      if (objects > (owner.longest?.objects ?? 0)) owner.longest = found;
    } else if (key !== null && position - start <= hollowBytes && hollow.length < mostHollow) hollow.push(found);
    if (stack.length === 0) topArray = found;
    if (found.objects > (best?.objects ?? 0)) {
      if (best !== undefined) others++;
      best = found;
    } else if (found.objects > 0 && found.start > (best?.start ?? 0)) others++;
  };

  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === 0x5c) escaped = true;
        else if (byte === 0x22) {
          inText = false;
          text = { start: text.start, end: offset + index };
        }
        continue;
      }
      if (byte === 0x22) {
        inText = true;
        text = { start: offset + index + 1, end: offset + index + 1 };
        if (stack.length === 2) envelope.text(stack[0]?.objects ?? 0, offset + index + 1);
        if (stack.length === 0) documents++;
      } else if (byte === 0x7b || byte === 0x5b) {
        const parent = stack.at(-1);
        if (parent === undefined) {
          documents++;
          began = line;
        } else if (byte === 0x7b) parent.objects++;
        if (stack.length >= limits.depth)
          throw failReading('json-invalid', `The JSON is nested more than ${limits.depth} deep`, { line });
        const grandparent = stack.at(-1);
        stack.push({
          isArray: byte === 0x5b,
          start: offset + index + 1,
          insideRecord:
            grandparent !== undefined && (grandparent.insideRecord || (byte === 0x7b && grandparent.isArray)),
          objects: 0,
          own: 0,
          keyedLists: [],
          key: parent?.isArray === false ? text : null,
          keys: [],
          before: members,
          lists: [],
          longest: undefined,
        });
      } else if (byte === 0x7d || byte === 0x5d) close(offset + index, byte === 0x5d);
      else if (byte === 0x3a) {
        members++;
        const owner = stack[stack.length - 1];
        if (owner !== undefined) owner.own++;
        if (owner !== undefined && !owner.insideRecord && owner.keys.length < mostKeys) owner.keys.push(text);
      } else if (byte === 0x0a) line++;
    }
    offset += chunk.length;
  }
  if (stack.length > 0 || inText) {
    // Of documents in lines the one that never ends is to blame, not the last.
    const begun = documents > 1 ? began : line;
    throw failReading('json-invalid', 'The JSON ends before it is whole', { line: begun });
  }
  if (documents > 1) return { kind: 'documents', members };
  if (best === undefined && topArray === undefined)
    return { kind: 'single', members, ...(keyed === undefined ? {} : { keyed: { ...keyed, outer } }) };
  const more =
    keyed !== undefined && (keyedBest?.objects ?? 0) > (best?.objects ?? 0) ? { keyed: { ...keyed, outer } } : {};
  if (best !== undefined) {
    const inner = best.start === topArray?.start ? await envelope.records(path, best) : undefined;
    if (inner !== undefined) return { kind: 'array', lists: [inner], hollow: [], around: [], others: 0 };
    if (besides?.longest !== best) return { kind: 'array', ...more, lists: [best], hollow, around: [], others };
    const { lists } = besides;
    return {
      kind: 'array',
      ...more,
      lists,
      hollow,
      around: keysAround([...outside, besides], hollow),
      others: others - (lists.length - 1),
    };
  }
  return { kind: 'array', lists: topArray === undefined ? [] : [topArray], hollow: [], around: [], others: 0 };
}

function keysAround(path: readonly OpenBracket[], hollow: readonly RecordList[]): readonly KeyPlace[] {
  const led = [...path, ...path.flatMap(({ lists }) => lists), ...hollow].map(({ key }) => key?.start);
  const known = new Set(led);
  return path.flatMap(({ keys }) => keys).filter(({ start }) => !known.has(start));
}
