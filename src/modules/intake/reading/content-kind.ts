import { declaredCharset } from './encoding/detect-charset.ts';
import { failReading } from './errors.ts';
import { isSqlDump } from './databases/sql/is-sql-dump.ts';
import { isDbase } from './dbase/dbase-header.ts';
import { isGeoJson } from './geo/geojson-content.ts';
import type { Format } from './read-outcome.ts';
import { refuseUnread, refuseUnreadPackage } from './unread-formats.ts';
import { xmlContent, type XmlContent } from './xml/xml-content.ts';

/** What a reader is for: see `reader-of.ts`, where each has its own. */
export type TableContent =
  | 'xlsx'
  | 'xlsb'
  | 'ods'
  | 'compound'
  | 'html-table'
  | Exclude<XmlContent, 'html'>
  | 'json-like'
  | 'geojson'
  | 'shapefile'
  | 'dbase'
  | 'sql'
  | 'sqlite'
  | 'parquet'
  | 'access'
  | 'text';

/** What the first bytes say a file is: tables, or something that has to be unpacked first. */
export type ContentKind =
  Exclude<TableContent, 'xlsx' | 'xlsb' | 'ods' | 'shapefile'> | 'gzip' | 'zstd' | 'zip' | 'tar' | 'empty';

/** An object or array with something in it that JSON allows, or cut before that. */
const jsonStart = /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|-?\d|true\b|false\b|null\b|$))/;

const htmlStart = /^<(?:!doctype html|html|head|body|table|div|script|style|meta|!--)/i;

/** Tells a file by its content. Its name is asked only to say that the content is something else. */
export function contentKind(head: Buffer, fileName: string): ContentKind {
  if (head.length === 0) return 'empty';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length >= 4 && head.readUInt32BE(0) === 0x28b52ffd) return 'zstd';
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 0x03 || head[2] === 0x05)) return 'zip';
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar';
  if (head.length >= 8 && head.readUInt32BE(0) === 0xd0cf11e0) return 'compound';
  if (isDbase(head)) return 'dbase';
  if (/^Standard (?:Jet|ACE) DB/.test(head.toString('latin1', 4, 20))) return 'access';
  if (/^PAR[1E]/.test(head.toString('latin1', 0, 4))) return 'parquet';
  if (head.toString('latin1', 0, 16) === 'SQLite format 3\0') return 'sqlite';
  refuseUnread(head);
  const start = textStart(head);
  if (start === '') return 'text';
  if (start.startsWith('<')) {
    const markup = xmlContent(head);
    if (markup !== undefined && markup !== 'html') return markup;
    const html = markup === 'html' || htmlStart.test(start);
    // Offices' programs save a web page as .xls, and spreadsheet programs open it as a sheet.
    if (html && /\.xls$/i.test(fileName)) return 'html-table';
    throw markupError(html, fileName);
  }
  if (isGeoJson(textStart(head, head.length), fileName)) return 'geojson';
  if (jsonStart.test(start)) return 'json-like';
  if (isSqlDump(head, fileName)) return 'sql';
  if (/\.(?:geo)?json$|\.(?:ndjson|jsonl)$/i.test(fileName) && !looksTabular(start)) {
    if (isScalar(start)) throw failReading('table-not-found', 'The JSON is a single value and no table');
    throw failReading('json-invalid', `The file is named ${suffixOf(fileName)} and does not begin as JSON does`);
  }
  return 'text';
}

/** The beginning of a text in any Unicode encoding, without mark and blanks. */
function textStart(head: Buffer, length = 1024): string {
  const sample = head.subarray(0, length);
  const charset = declaredCharset(head)?.charset ?? 'utf-8';
  const text = new TextDecoder(charset).decode(charset === 'utf-8' ? sample : sample.subarray(0, sample.length & ~1));
  return text.replace(/^[\ufeff\s]+/, '');
}

function isScalar(text: string): boolean {
  return /^(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)\s*$/i.test(text);
}

/** The first two lines are cut by one delimiter into equally many cells. */
function looksTabular(start: string): boolean {
  const [first = '', second = ''] = start.split(/\r?\n/);
  return [',', ';', '\t', '|'].some((delimiter) => {
    const cells = first.split(delimiter).length;
    return cells > 1 && second.split(delimiter).length === cells;
  });
}

function markupError(html: boolean, fileName: string) {
  if (html && !/\.html?$/i.test(fileName))
    return failReading('content-mismatch', `The file is a web page, named ${suffixOf(fileName)}`);
  return failReading(
    'format-unsupported',
    html ? 'The file is a web page' : 'The file begins as markup does and is none',
  );
}

function suffixOf(fileName: string): string {
  return /\.[^./\\]+$/.exec(fileName)?.[0] ?? 'without a suffix';
}

/** The workbook format that a zip's members give away; undefined: it is an archive of files. */
export function workbookKind(members: readonly string[]): Extract<Format, 'xlsx' | 'xlsb' | 'ods'> | undefined {
  const names = new Set(members);
  if (names.has('xl/workbook.xml') || names.has('xl/workbook.bin'))
    return names.has('xl/workbook.bin') ? 'xlsb' : 'xlsx';
  if (names.has('content.xml') && names.has('mimetype')) return 'ods';
  if (names.has('encrypted-package') && names.has('META-INF/manifest.xml'))
    throw failReading('file-encrypted', 'The document is protected by a password');
  if (names.has('[Content_Types].xml') && members.some((name) => /^xl\//i.test(name))) return 'xlsx';
  refuseUnreadPackage(members);
  return undefined;
}
