import { SaxesParser, type SaxesTagNS } from 'saxes';
import { failReading } from '../errors.ts';

export interface XmlHandlers {
  /** `name` is the local one; `attribute` reads by local name. */
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
  /** After each chunk: the place to write out what has gathered. */
  readonly between?: () => Promise<void>;
}

/** Parses a stream of XML. Documents of spreadsheets declare no entities; one that does is refused. */
export async function parseXml(chunks: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const decoder = new TextDecoder('utf-8');
  parser.on('doctype', () => {
    throw failReading('archive-unsafe', 'The XML in the workbook declares a document type');
  });
  parser.on('error', (error) => {
    throw failReading('file-truncated', `The XML in the workbook is broken: ${error.message}`, { cause: error });
  });
  const { open, text, close, between } = handlers;
  if (open) parser.on('opentag', (tag) => open(tag.local, (name) => attributeOf(tag, name)));
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  if (close) parser.on('closetag', (tag) => close(tag.local));
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    await between?.();
  }
  parser.write(decoder.decode());
  parser.close();
}

function attributeOf(tag: SaxesTagNS, name: string): string | undefined {
  const plain = tag.attributes[name];
  if (plain !== undefined) return plain.value;
  for (const attribute of Object.values(tag.attributes)) if (attribute.local === name) return attribute.value;
  return undefined;
}
