import { declaredCharset } from '../encoding/detect-charset.ts';

/** What an XML document is for; `html` is a web page that is written as XML. */
export type XmlContent = 'xml' | 'sdmx' | 'spreadsheetml' | 'kml' | 'flat-ods' | 'html';

/** Tells XML by its outermost element; undefined: what begins like this is no XML. */
export function xmlContent(head: Buffer): XmlContent | undefined {
  const declared = declaredCharset(head);
  const even = declared === undefined || declared.charset === 'utf-8' ? head : head.subarray(0, head.length & ~1);
  const text = new TextDecoder(declared?.charset ?? 'utf-8').decode(even).replace(/^\s+/, '');
  const prologue = /^(?:<\?[^]*?\?>\s*|<!--[^]*?-->\s*)*/.exec(text)?.[0] ?? '';
  const rest = text.slice(prologue.length);
  if (/^<!doctype\s+html/i.test(rest)) return 'html';
  if (/^<!doctype/i.test(rest)) return 'xml';
  const [tag = '', name = ''] =
    /^<(?:[\p{L}_][\p{L}\p{N}_.-]*:)?([\p{L}_][\p{L}\p{N}_.-]*)(?=[\s/>])[^>]*/u.exec(rest) ?? [];
  if (name === '') return prologue.startsWith('<?xml') ? 'xml' : undefined;
  if (/^html$/i.test(name) || (isPageElement(name) && (prologue === '' || /<t[hrd][\s>]/i.test(rest)))) return 'html';
  if (name === 'Workbook' && /urn:schemas-microsoft-com:office:spreadsheet/.test(tag)) return 'spreadsheetml';
  if (name === 'document' && /urn:oasis:names:tc:opendocument/.test(tag)) return 'flat-ods';
  if (name === 'kml' || /["']http:\/\/(?:earth\.google\.com|www\.opengis\.net)\/kml\//.test(tag)) return 'kml';
  if (sdmxRoots.has(name) && /sdmx/i.test(rest)) return 'sdmx';
  return 'xml';
}

/** Pieces of web pages are saved as workbooks too; only the declaration tells XML of one's own making from them. */
function isPageElement(name: string): boolean {
  return /^(?:head|body|table|div|script|style|meta|font|center|p)$/i.test(name);
}

/** Messages with data, in 2.0, 2.1 and 3.0, and those with structures. */
const sdmxRoots: ReadonlySet<string> = new Set([
  'GenericData',
  'StructureSpecificData',
  'GenericTimeSeriesData',
  'StructureSpecificTimeSeriesData',
  'CompactData',
  'UtilityData',
  'CrossSectionalData',
  'MessageGroup',
  'Structure',
]);
