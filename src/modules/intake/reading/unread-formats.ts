import type { Localized } from '#api/localized.ts';
import type { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from './errors.ts';

/** A format that is known by its bytes and not read: what it is, and how it becomes one that is. */
interface UnreadFormat {
  readonly bytes: readonly number[] | string;
  readonly at?: number;
  readonly what: Localized;
  readonly mend?: Localized;
}

const asText: Localized = {
  vi: 'Hãy xuất dữ liệu dạng văn bản SQL, CSV hoặc Excel rồi gửi lại.',
  en: 'Export the data as SQL text, CSV or Excel and send that.',
};
const asPlainSql: Localized = {
  vi: 'Hãy chuyển thành văn bản SQL bằng «pg_restore -f du-lieu.sql TỆP» (hoặc pg_dump không có -F) rồi gửi tệp .sql.',
  en: 'Make SQL text of it with “pg_restore -f data.sql FILE” (or pg_dump without -F) and send the .sql file.',
};
const asScript: Localized = {
  vi: 'Hãy khôi phục vào SQL Server, rồi dùng Tasks › Generate Scripts với «Schema and data» và gửi tệp .sql.',
  en: 'Restore it in SQL Server, then use Tasks › Generate Scripts with “Schema and data” and send the .sql file.',
};
const journal: Localized = {
  vi: 'phần chưa ghi xong của cơ sở dữ liệu SQLite (-wal)',
  en: 'what a SQLite database has not taken in yet (-wal)',
};
const settled: Localized = {
  vi: 'Các thay đổi mới nhất nằm ở đây: hãy đóng phần mềm đang dùng cơ sở dữ liệu rồi gửi lại tệp chính.',
  en: 'The latest changes are in it: close the program that uses the database, and send the database again.',
};
const asShapes: Localized = {
  vi: 'Hãy xuất từ phần mềm bản đồ thành GeoJSON, KML, hoặc shapefile nén zip.',
  en: 'Export it from the map program as GeoJSON, KML, or a shapefile in a zip.',
};
const unpacked: Localized = {
  vi: 'Hãy giải nén rồi gửi các tệp bên trong, riêng từng tệp hoặc trong một tệp zip.',
  en: 'Unpack it and send the files in it, by themselves or in one zip.',
};
const asTables: Localized = {
  vi: 'Hãy gửi các bảng trong đó dưới dạng Excel hoặc CSV (chép bảng sang Excel rồi lưu lại, hoặc xin tệp gốc từ nơi lập).',
  en: 'Send the tables in it as Excel or CSV: copy them to a workbook and save that, or ask for the file that it was made of.',
};
const asWorkbook: Localized = {
  vi: 'Hãy mở bằng Numbers, chọn File › Export To › Excel (hoặc CSV) rồi gửi tệp đó.',
  en: 'Open it in Numbers, choose File › Export To › Excel (or CSV), and send that.',
};
const picture = (en: string): Omit<UnreadFormat, 'bytes'> => ({ what: { vi: 'ảnh', en }, mend: asTables });

const formats: readonly UnreadFormat[] = [
  {
    bytes: [0x00, 0x00, 0x27, 0x0a],
    what: { vi: 'một tệp lẻ của shapefile', en: 'one file of a shapefile' },
    mend: {
      vi: 'Hãy gửi các tệp .shp, .dbf, .shx, .prj trong một tệp zip.',
      en: 'Its .shp, .dbf, .shx and .prj are read in one zip.',
    },
  },
  {
    bytes: 'PGDMP',
    what: { vi: 'bản sao lưu PostgreSQL dạng nén riêng', en: "a PostgreSQL dump in pg_dump's custom format" },
    mend: asPlainSql,
  },
  { bytes: 'TAPE', what: { vi: 'bản sao lưu SQL Server (.bak)', en: 'a backup of SQL Server' }, mend: asScript },
  {
    bytes: [0x01, 0x0f, 0x00, 0x00],
    what: { vi: 'tệp cơ sở dữ liệu SQL Server (.mdf)', en: "a data file of SQL Server's" },
    mend: asScript,
  },
  { bytes: 'EXPORT:V', at: 3, what: { vi: 'bản xuất Oracle (exp)', en: "a dump of Oracle's exp" }, mend: asText },
  { bytes: [0x37, 0x7f, 0x06, 0x82], what: journal, mend: settled },
  { bytes: [0x37, 0x7f, 0x06, 0x83], what: journal, mend: settled },
  { bytes: '!table', what: { vi: 'phần mô tả của bảng MapInfo', en: 'one file of a MapInfo table' }, mend: asShapes },
  { bytes: 'AC10', what: { vi: 'bản vẽ AutoCAD (dwg)', en: 'a drawing of AutoCAD' }, mend: asShapes },
  {
    bytes: '{"type":"Topology"',
    what: { vi: 'bản đồ TopoJSON', en: 'a map in TopoJSON' },
    mend: asShapes,
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], ...picture('a PNG picture') },
  { bytes: [0xff, 0xd8, 0xff], ...picture('a JPEG picture') },
  { bytes: 'GIF8', ...picture('a GIF picture') },
  { bytes: 'BM', ...picture('a bitmap picture') },
  { bytes: [0x49, 0x49, 0x2a, 0x00], ...picture('a TIFF picture') },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], ...picture('a TIFF picture') },
  { bytes: 'WEBP', at: 8, ...picture('a WebP picture') },
  { bytes: '%PDF', what: { vi: 'tài liệu PDF', en: 'a PDF document' }, mend: asTables },
  { bytes: '{\\rt', what: { vi: 'tài liệu RTF', en: 'an RTF document' }, mend: asTables },
  { bytes: 'ORC', what: { vi: 'tệp ORC', en: 'an ORC file' }, mend: asText },
  { bytes: 'Obj\u0001', what: { vi: 'tệp Avro', en: 'an Avro file' }, mend: asText },
  { bytes: 'ARROW1', what: { vi: 'tệp Arrow', en: 'an Arrow file' }, mend: asText },
  { bytes: 'SQLite', what: { vi: 'cơ sở dữ liệu SQLite đời cũ', en: 'an old SQLite database' }, mend: asText },
  { bytes: 'Rar!', what: { vi: 'tệp nén RAR', en: 'a RAR archive' }, mend: unpacked },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: { vi: 'tệp nén 7-Zip', en: 'a 7-Zip archive' }, mend: unpacked },
  { bytes: [0x1f, 0x9d], what: { vi: 'tệp nén compress (.Z)', en: 'an archive of compress (.Z)' }, mend: unpacked },
  { bytes: 'BZh', what: { vi: 'tệp nén bzip2', en: 'a bzip2 archive' }, mend: unpacked },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], what: { vi: 'tệp nén XZ', en: 'an XZ archive' }, mend: unpacked },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: { vi: 'chương trình', en: 'a program' } },
  { bytes: [0x4d, 0x5a, 0x90], what: { vi: 'chương trình', en: 'a program' } },
];

/** Refuses a file that is known by its first bytes and not read, by its name. */
export function refuseUnread(head: Buffer): void {
  for (const { bytes, at = 0, what, mend } of formats) {
    const sign = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes);
    if (!head.subarray(at, at + sign.length).equals(sign)) continue;
    // A text may begin with the same letters.
    const isWord = typeof bytes === 'string' && /^[A-Za-z]\w+$/.test(bytes);
    if (isWord && !head.subarray(0, 512).some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13))
      continue;
    throw refusal({ what, mend });
  }
}

function refusal({ what, mend }: { readonly what: Localized; readonly mend: Localized | undefined }): DomainError {
  return failReading('format-unsupported', `The file is ${what.en}${mend === undefined ? '' : `. ${mend.en}`}`, {
    message: {
      vi: `Tệp là ${what.vi}, không đọc được thành bảng.${mend === undefined ? '' : ` ${mend.vi}`}`,
      en: `The file is ${what.en}, which cannot be read as tables.${mend === undefined ? '' : ` ${mend.en}`}`,
    },
  });
}

interface UnreadPackage {
  readonly sign: RegExp;
  readonly what: Localized;
  readonly mend: Localized;
}

/** Documents that are archives, by a member that each of them has. */
const packages: readonly UnreadPackage[] = [
  { sign: /^word\//, what: { vi: 'tài liệu Word (docx)', en: 'a Word document (docx)' }, mend: asTables },
  { sign: /^ppt\//, what: { vi: 'bài trình chiếu PowerPoint (pptx)', en: 'a PowerPoint show (pptx)' }, mend: asTables },
  { sign: /^visio\//, what: { vi: 'bản vẽ Visio', en: 'a Visio drawing' }, mend: asTables },
  {
    sign: /(?:^|\/)Index\/(?:Document\.iwa|CalculationEngine\.iwa)$|\.numbers\/(?:Index\.zip|Index\/)/i,
    what: { vi: 'bảng tính Apple Numbers', en: 'a workbook of Apple Numbers' },
    mend: asWorkbook,
  },
  { sign: /^META-INF\/container\.xml$/, what: { vi: 'sách điện tử (epub)', en: 'an e-book (epub)' }, mend: asTables },
];

/** Refuses an archive that is a document of a program, by its name. */
export function refuseUnreadPackage(members: readonly string[]): void {
  const found = packages.find(({ sign }) => members.some((path) => sign.test(path)));
  if (found !== undefined) throw refusal(found);
}

/** OpenDocument says itself what it is; `type` is what stands in its member of that name. */
export function refuseOpenDocument(type: string): void {
  const [, kind = ''] = /^application\/vnd\.oasis\.opendocument\.(\w+)/.exec(type.trim()) ?? [];
  if (kind === '' || kind === 'spreadsheet') return;
  const vi = new Map([
    ['text', 'văn bản (odt)'],
    ['presentation', 'bài trình chiếu (odp)'],
    ['graphics', 'bản vẽ (odg)'],
  ]).get(kind);
  throw refusal({
    what: { vi: vi ?? `tài liệu OpenDocument (${kind})`, en: `an OpenDocument of ${kind}` },
    mend: asTables,
  });
}

/** Streams that give a compound file of Microsoft's programs away. */
const streams: readonly (readonly [string, Localized])[] = [
  ['WordDocument', { vi: 'tài liệu Word (doc)', en: 'a Word document (doc)' }],
  ['PowerPoint Document', { vi: 'bài trình chiếu PowerPoint (ppt)', en: 'a PowerPoint show (ppt)' }],
  ['__properties_version1.0', { vi: 'thư Outlook (msg)', en: 'a message of Outlook (msg)' }],
  ['VisioDocument', { vi: 'bản vẽ Visio', en: 'a Visio drawing' }],
];

/** Refuses a compound file without a workbook, by its name where it is known. */
export function unreadCompound(bytes: Buffer): DomainError {
  const found = streams.find(([name]) => bytes.includes(Buffer.from(name, 'utf16le')));
  return found === undefined
    ? failReading('format-unsupported', 'The compound file holds no workbook')
    : refusal({ what: found[1], mend: asTables });
}
