import { failReading } from '../../errors.ts';

/** What a dump of pg_dump in several files says of one object of the database. */
export interface TocEntry {
  /** What the object is called; of data the table's name. */
  readonly tag: string;
  /** `TABLE`, `TABLE DATA`, `INDEX`, … */
  readonly kind: string;
  readonly definition: string;
  /** `COPY … FROM stdin;`; empty: the data are statements. */
  readonly copyStatement: string;
  /** Where its data are; empty: it has none. */
  readonly fileName: string;
}

const formatTar = 3;
const formatDirectory = 5;
const longestText = 64 * 1024 * 1024;

/**
 * Reads the table of contents of a dump (`toc.dat`) as PostgreSQL's pg_backup_archiver.c writes it, in versions 1.7 to
 * 1.16, which are those of PostgreSQL 7.4 to 18.
 */
export function readToc(bytes: Buffer): readonly TocEntry[] {
  try {
    const entries = entriesOf(createTocReader(bytes));
    for (const entry of entries) demandSound(entry, entries);
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw failReading('file-truncated', 'toc.dat ends early', { cause: error });
    throw error;
  }
}

/** Nothing in the file guards it against damage, but it says many things twice. */
function demandSound({ kind, tag, definition, copyStatement, fileName }: TocEntry, all: readonly TocEntry[]): void {
  const tables = all.filter((entry) => entry.kind === 'TABLE');
  const sound = (): boolean => {
    if (!/^[A-Z][A-Z ]*$/.test(kind)) return false;
    if (kind === 'TABLE')
      return /^\s*CREATE [^(]*TABLE /.test(definition) && definition.includes(tag.replaceAll('"', '""'));
    if (kind !== 'TABLE DATA') return true;
    if (fileName !== '' && !/^\d+\.dat$/.test(fileName)) return false;
    if (copyStatement === '') return true;
    const columns = /^COPY [^(]+(?:\((.*)\) )?FROM stdin;\n$/s.exec(copyStatement);
    // A dump of data alone defines no table.
    if (columns === null || tables.length === 0) return columns !== null;
    const own = tables.filter((entry) => entry.tag === tag).map((entry) => entry.definition);
    const names = columns[1]?.match(/"(?:[^"]|"")*"|[^\s,]+/g) ?? [];
    return own.some((text) => names.every((name) => text.includes(name)));
  };
  if (!sound()) throw failReading('file-truncated', `toc.dat is damaged where it tells of ${kind} ${tag}`);
}

interface TocReader {
  readonly end: () => boolean;
  readonly byte: () => number;
  readonly int: () => number;
  /** Undefined: there is none. */
  readonly text: () => string | undefined;
  /** 1.14 is 114. */
  readonly version: number;
  readonly format: number;
}

function createTocReader(bytes: Buffer): TocReader {
  if (bytes.toString('latin1', 0, 5) !== 'PGDMP')
    throw failReading('file-truncated', 'toc.dat is no table of contents');
  const version = 100 * bytes.readUInt8(5) + bytes.readUInt8(6);
  const intBytes = bytes.readUInt8(8);
  if (version < 107 || version > 116 || intBytes > 6)
    throw failReading('format-unsupported', `The dump is of version ${version / 100}`);
  let at = 11;
  const byte = (): number => bytes.readUInt8(at++);
  const int = (): number => {
    const sign = byte();
    const value = bytes.readUIntLE(at, intBytes);
    at += intBytes;
    return sign === 0 ? value : -value;
  };
  const text = (): string | undefined => {
    const length = int();
    if (length < 0) return undefined;
    if (length > longestText || at + length > bytes.length) throw new RangeError('A text runs over the end');
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  return { byte, int, text, version, format: bytes.readUInt8(10), end: () => at === bytes.length };
}

function entriesOf({ byte, int, text, version, format, end }: TocReader): readonly TocEntry[] {
  if (format !== formatTar && format !== formatDirectory)
    throw failReading('format-unsupported', `toc.dat is of a dump of format ${format}`);
  if (version >= 115) byte();
  else int();
  // The moment of the dump, in seven numbers, and the name of the database.
  for (let part = 0; part < 7; part++) int();
  text();
  if (version >= 110) {
    text();
    text();
  }
  const entries: TocEntry[] = [];
  for (let left = int(); left > 0; left--) {
    int();
    int();
    if (version >= 108) text();
    text();
    const tag = text() ?? '';
    const kind = text() ?? '';
    if (version >= 111) int();
    const definition = text() ?? '';
    text();
    const copyStatement = text() ?? '';
    text();
    if (version >= 110) text();
    if (version >= 114) text();
    if (version >= 116) int();
    text();
    text();
    while (text() !== undefined);
    entries.push({ tag, kind, definition, copyStatement, fileName: text() ?? '' });
  }
  if (!end()) throw failReading('file-truncated', 'toc.dat goes on behind the objects that it counts');
  return entries;
}
