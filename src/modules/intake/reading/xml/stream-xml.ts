import { createReadStream } from 'node:fs';
import { DomainError } from '#platform/errors/domain-error.ts';
import { SaxesParser } from 'saxes';
import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';

export interface XmlStreamHandlers {
  /** `name` without its prefix; attributes as they stand, see `plainAttributes`. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, place: XmlPlace) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
  /** After each chunk: the place to write out what has gathered; `done` bytes are behind it. */
  readonly between?: (done: number) => Promise<void>;
}

export interface XmlPlace {
  readonly line: number;
  /** As it was written, with its prefix. */
  readonly tag: string;
}

const chunkBytes = 64 * 1024;

/**
 * Parses a UTF-8 file of XML as a stream. What stands beside the outermost element is taken as well: programs write
 * rows without one. A document type is refused whatever is in it, since entities can name files of the server and grow
 * without bounds; nothing between two tags may be longer than a record.
 */
export async function streamXml(
  path: string,
  limits: ReadLimits,
  handlers: XmlStreamHandlers,
  signal?: AbortSignal,
): Promise<void> {
  for await (const done of parseChunks(path, limits, handlers, signal)) await handlers.between?.(done);
}

/** The same, chunk by chunk as they are asked for; gives the bytes that are behind it. */
export async function* parseChunks(
  path: string,
  limits: ReadLimits,
  handlers: Omit<XmlStreamHandlers, 'between'>,
  signal?: AbortSignal,
): AsyncGenerator<number> {
  const { parser, reading } = createParser(limits, handlers);
  const decoder = new TextDecoder('utf-8');
  const stream = createReadStream(path, { highWaterMark: chunkBytes, ...(signal ? { signal } : {}) });
  let done = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const decoded = decoder.decode(chunk, { stream: true });
    reading.sinceEvent += decoded.length;
    parser.write(done === 0 ? withoutDeclaration(decoded) : decoded);
    if (reading.sinceEvent > limits.rowBytes)
      throw failReading('row-too-long', `What ends on line ${parser.line} is too long`, { line: parser.line });
    done += chunk.length;
    yield done;
  }
  parser.write(decoder.decode());
  reading.ending = true;
  parser.close();
}

function createParser(limits: ReadLimits, { open, text, close }: Omit<XmlStreamHandlers, 'between'>) {
  const parser = new SaxesParser({ xmlns: false, position: true, fragment: true });
  const reading = { sinceEvent: 0, depth: 0, ending: false };
  const heard = (): void => {
    reading.sinceEvent = 0;
  };
  const takeText = (value: string): void => {
    heard();
    text(value);
  };
  parser.on('error', (error) => {
    throw refusal(error, parser.line, reading.ending);
  });
  parser.on('comment', heard);
  parser.on('processinginstruction', heard);
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('opentag', ({ name, attributes }) => {
    heard();
    if (++reading.depth > limits.depth)
      throw failReading('xml-invalid', `The XML is nested more than ${limits.depth} deep`, { line: parser.line });
    open(localName(name), attributes, { line: parser.line, tag: name });
  });
  parser.on('closetag', ({ name }) => {
    heard();
    reading.depth--;
    close(localName(name));
  });
  return { parser, reading };
}

/** The declaration speaks of bytes, and is not allowed in a fragment; its line ends keep lines countable. */
function withoutDeclaration(text: string): string {
  return text.replace(/^\ufeff?\s*<\?xml\s[^>]*\?>/, (declaration) => declaration.replace(/[^\n]+/g, ''));
}

function refusal(error: Error, line: number, ending: boolean): DomainError {
  if (error instanceof DomainError) return error;
  if (/doctype/i.test(error.message))
    return failReading('xml-unsafe', `The XML declares a document type on line ${line}`, { line, cause: error });
  if (ending) return failReading('file-truncated', `The XML ends early: ${error.message}`, { line, cause: error });
  return failReading('xml-invalid', `The XML is broken: ${error.message}`, { line, cause: error });
}

export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Attributes that say something of the record and not of how it is told (XML itself, .NET, OData), without their prefixes. */
export function plainAttributes(attributes: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  const plain: (readonly [string, string])[] = [];
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined || /^(?:xmlns(?:$|:)|xsi:|xml:(?:space|base)$|diffgr:|msdata:|m:(?:type|null)$)/.test(name))
      continue;
    plain.push([localName(name), value]);
  }
  return plain;
}
