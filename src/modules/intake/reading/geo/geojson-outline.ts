import { createReadStream } from 'node:fs';
import { failReading } from '../errors.ts';

/** Where a member of the outermost object has its value: offsets in bytes, the end excluded; lines from 1. */
export interface OutlinedMember {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The first byte of the value, as a character. */
  readonly first: string;
}

export interface JsonOutline {
  /** Values one behind the other; more than one: each line is a record. */
  readonly documents: number;
  readonly first: string;
  readonly line: number;
  /** Of the first document, where it is an object. */
  readonly members: readonly OutlinedMember[];
  /** Between the brackets of the first document. */
  readonly start: number;
  readonly end: number;
}

const mostMembers = 1000;
const longestName = 1000;

/** Goes over a JSON text once by brackets and texts only, and says where the members of its outermost object are. */
export async function outlineJson(path: string, depthLimit: number, signal?: AbortSignal): Promise<JsonOutline> {
  const members: OutlinedMember[] = [];
  const found = { documents: 0, first: '', line: 1, start: 0, end: 0 };
  const place = { depth: 0, inText: false, escaped: false, line: 1, offset: 0 };
  let text: number[] | undefined;
  let name: string | undefined;
  let value: { start: number; line: number; first: string } | undefined;
  let closed = 0;

  const finish = (end: number): void => {
    if (name !== undefined && value !== undefined && members.length < mostMembers)
      members.push({ name, end: isBracket(value.first) ? closed : end, ...value });
    name = undefined;
    value = undefined;
  };
  const step = (byte: number): void => {
    const character = String.fromCharCode(byte);
    if (byte === 0x0a) place.line++;
    if (byte <= 0x20) return;
    if (place.depth === 0) {
      found.documents++;
      if (found.documents === 1) Object.assign(found, { first: character, line: place.line, start: place.offset + 1 });
    }
    const isMember = place.depth === 1 && found.documents === 1 && found.first === '{';
    if (isMember && name !== undefined && value === undefined && character !== ':')
      value = { start: place.offset, line: place.line, first: character };
    if (byte === 0x22) {
      place.inText = true;
      if (isMember && name === undefined) text = [];
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++place.depth > depthLimit)
        throw failReading('json-invalid', `The JSON is nested more than ${depthLimit} deep`, { line: place.line });
    } else if (byte === 0x7d || byte === 0x5d) {
      if (--place.depth < 0)
        throw failReading('json-invalid', `A bracket on line ${place.line} closes nothing`, { line: place.line });
      if (place.depth === 1) closed = place.offset + 1;
      if (place.depth === 0 && found.documents === 1) {
        finish(place.offset);
        found.end = place.offset;
      }
    } else if (byte === 0x2c && isMember) finish(place.offset);
  };
  const stepInText = (byte: number): void => {
    if (place.escaped) place.escaped = false;
    else if (byte === 0x5c) place.escaped = true;
    else if (byte === 0x22) {
      place.inText = false;
      if (text !== undefined) name = Buffer.from(text).toString('utf8');
      text = undefined;
      return;
    }
    if (text !== undefined && text.length < longestName) text.push(byte);
  };

  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (place.inText) stepInText(byte);
      // A mark of the byte order is no document.
      else if (place.offset > 2 || (byte !== 0xef && byte !== 0xbb && byte !== 0xbf)) step(byte);
      place.offset++;
    }
  }
  if (place.depth > 0 || place.inText)
    throw failReading('json-invalid', 'The JSON ends before it is whole', { line: place.line });
  return { ...found, members };
}

function isBracket(character: string): boolean {
  return character === '{' || character === '[';
}
