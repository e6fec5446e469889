import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import { createElementSplitter } from '../json/split-elements.ts';
import { eachTextLine } from '../json/text-lines.ts';
import type { ReaderContext } from '../reader.ts';
import { arcgisLayer, arcgisMembers, type ArcgisLayer } from './arcgis-layer.ts';
import { geometryType } from './check-geometry.ts';
import type { FaultLog } from './fault-log.ts';
import { isArcgis } from './geojson-content.ts';
import type { JsonOutline, OutlinedMember } from './geojson-outline.ts';
import { parseJsonAt } from './parse-json-at.ts';

/** The text of one feature, with where it is. */
export interface FeatureText {
  readonly text: string;
  readonly row: number;
  readonly line: number;
  readonly place: string;
}

export type EachText = (
  onText: (feature: FeatureText) => void,
  flush: () => Promise<void>,
  share: number,
) => Promise<void>;

interface LocatedFeatures {
  readonly each: EachText;
  readonly crs: unknown;
  /** Features are written as ArcGIS does. */
  readonly arcgis?: ArcgisLayer;
}

/** How a file's features are gone over, by what the outermost value is. */
export async function locateFeatures<T>(
  text: PreparedText,
  outline: JsonOutline,
  context: ReaderContext<T>,
  faults: FaultLog,
): Promise<LocatedFeatures> {
  if (outline.documents > 1 && (outline.first === '{' || outline.first === '['))
    return { each: eachLine(text, context), crs: undefined };
  if (outline.first === '[') return { each: eachElement(text, outline, outline.line, '', context), crs: undefined };
  if (outline.first !== '{') throw invalid('The outermost value is no object', 1);
  const members = new Map(outline.members.map((member) => [member.name, member]));
  if (members.size < outline.members.length) noteRoot(faults, 'member-twice', outline.line);
  const type = await memberValue(text, members.get('type'), context);
  const crs = await memberValue(text, members.get('crs'), context);
  const features = members.get('features');
  if (type === undefined && features?.first === '[' && isArcgis(text.head)) {
    const said = await Promise.all(arcgisMembers.map((name) => memberValue(text, members.get(name), context)));
    const arcgis = arcgisLayer(Object.fromEntries(arcgisMembers.map((name, index) => [name, said[index]])));
    const inside = { start: features.start + 1, end: features.end - 1 };
    return { each: eachElement(text, inside, features.line, 'features', context), crs: undefined, arcgis };
  }
  if (typeof type !== 'string') throw invalid('The type is missing or no text', outline.line);
  if (type.toLowerCase() === 'featurecollection') {
    if (type !== 'FeatureCollection') noteRoot(faults, 'type-case', outline.line);
    if (members.has('properties') || members.has('coordinates')) noteRoot(faults, 'member-foreign', outline.line);
    if (features === undefined) throw invalid('The features are missing', outline.line);
    if (features.first !== '[') throw invalid('The features are no array', features.line);
    const inside = { start: features.start + 1, end: features.end - 1 };
    return { each: eachElement(text, inside, features.line, 'features', context), crs };
  }
  if (type.toLowerCase() !== 'feature' && geometryType(type) === undefined)
    throw invalid(`The type “${type.slice(0, 100)}” is unknown`, outline.line);
  if (text.bytes > context.limits.rowBytes)
    throw failReading('row-too-long', 'The only feature is too long', { line: outline.line });
  return {
    crs,
    each: async (onText) => {
      const whole = await readPart(text.path, 0, text.bytes);
      onText({ text: whole, row: 1, line: 1, place: '$' });
    },
  };
}

function noteRoot(faults: FaultLog, fault: 'member-twice' | 'type-case' | 'member-foreign', line: number): void {
  faults.note(fault, () => ({ path: '$', line }));
}

function invalid(detail: string, line: number) {
  return failReading('geometry-invalid', `${detail}, on line ${line}`, { line });
}

async function memberValue<T>(
  text: PreparedText,
  member: OutlinedMember | undefined,
  context: ReaderContext<T>,
): Promise<unknown> {
  if (member === undefined) return undefined;
  if (member.end - member.start > context.limits.rowBytes)
    throw failReading('row-too-long', `What begins on line ${member.line} is too long`, { line: member.line });
  return parseJsonAt(await readPart(text.path, member.start, member.end), member.line);
}

/** A part of a text, without the mark of its byte order, or of a record (RFC 8142). */
export async function readPart(path: string, start: number, end: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^[\ufeff\u001e]+/, '');
  } finally {
    await file.close();
  }
}

function eachElement<T>(
  text: PreparedText,
  { start, end }: { readonly start: number; readonly end: number },
  firstLine: number,
  name: string,
  context: ReaderContext<T>,
): EachText {
  return async (onText, flush, share) => {
    if (end <= start) return;
    let line = firstLine;
    const splitter = createElementSplitter(context.limits.rowBytes, (element, ordinal) => {
      const blanks = /^\s*/.exec(element)?.[0] ?? '';
      const before = linesIn(blanks);
      onText({
        text: element.slice(blanks.length),
        row: ordinal,
        line: line + before,
        place: `${name}[${ordinal - 1}]`,
      });
      line += before + linesIn(element.slice(blanks.length));
    });
    const { signal } = context.options;
    const stream = createReadStream(text.path, {
      start,
      end: end - 1,
      highWaterMark: 1024 * 1024,
      ...(signal ? { signal } : {}),
    });
    let done = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      splitter.push(chunk);
      done += chunk.length;
      context.onProgress((share * text.bytes + done) / 2, text.bytes);
      await flush();
    }
    splitter.end();
  };
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function eachLine<T>(text: PreparedText, context: ReaderContext<T>): EachText {
  return (onText, flush, share) =>
    eachTextLine(
      text.path,
      context.limits.rowBytes,
      (line, number) => onText({ text: line.replace(/^[\ufeff\u001e]+/, ''), row: number, line: number, place: '$' }),
      (done) => {
        context.onProgress((share * text.bytes + done) / 2, text.bytes);
        return flush();
      },
      context.options.signal,
    );
}
