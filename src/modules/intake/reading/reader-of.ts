import type { TableContent } from './content-kind.ts';
import type { ReaderContext, ReadPart, SourceFile } from './reader.ts';

/** Reads every table of one file of its format to the context's destination. */
type Reader = <T>(source: SourceFile, context: ReaderContext<T>) => Promise<ReadPart<T>>;

/** Each reader is loaded when its format is first met: most files need one, and none needs all. */
const readers: Readonly<Record<TableContent, () => Promise<Reader>>> = {
  xlsx: async () => (await import('./workbooks/read-xlsx.ts')).readXlsx,
  xlsb: () => heldWorkbookReader('xlsb'),
  ods: () => heldWorkbookReader('ods'),
  compound: () => heldWorkbookReader('xls'),
  'html-table': async () => (await import('./workbooks/read-html-table.ts')).readHtmlTable,
  xml: async () => (await import('./xml/read-xml.ts')).readXml,
  sdmx: async () => (await import('./xml/read-sdmx.ts')).readSdmx,
  spreadsheetml: async () => (await import('./xml/read-spreadsheetml.ts')).readSpreadsheetml,
  geojson: async () => (await import('./geo/read-geojson.ts')).readGeojson,
  shapefile: async () => (await import('./geo/read-shapefiles.ts')).readShapefiles,
  kml: async () => (await import('./geo/read-kml.ts')).readKml,
  'flat-ods': async () => (await import('./xml/read-flat-ods.ts')).readFlatOds,
  'json-like': async () => (await import('./json/read-json.ts')).readJson,
  dbase: async () => (await import('./dbase/read-dbase.ts')).readDbase,
  sql: async () => (await import('./databases/sql/read-sql.ts')).readSql,
  parquet: async () => (await import('./parquet/read-parquet.ts')).readParquet,
  access: async () => (await import('./databases/access/read-access.ts')).readAccess,
  sqlite: async () => (await import('./databases/sqlite/read-sqlite.ts')).readSqlite,
  text: async () => (await import('./delimited/read-delimited.ts')).readDelimited,
};

/** Formats with sheets, or lists, which a caller may choose one of; the others are one table a file. */
const withSheets: ReadonlySet<TableContent> = new Set([
  'xlsx',
  'xlsb',
  'ods',
  'compound',
  'html-table',
  'sql',
  'sqlite',
  'access',
  'xml',
  'spreadsheetml',
  'flat-ods',
  'shapefile',
  'json-like',
]);

export function readerOf(content: TableContent): Promise<Reader> {
  return readers[content]();
}

export function hasSheets(content: TableContent): boolean {
  return withSheets.has(content);
}

async function heldWorkbookReader(format: 'xls' | 'xlsb' | 'ods'): Promise<Reader> {
  const { readHeldWorkbook } = await import('./workbooks/read-held-workbook.ts');
  return (source, context) => readHeldWorkbook(source, context, format);
}
