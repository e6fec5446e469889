import { withFontCodings } from '../encoding/with-font-codings.ts';
import { prepareText } from '../encoding/prepare-text.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { readHeldWorkbook } from './read-held-workbook.ts';

/** Reads the tables of a web page: text first, since nothing in it says reliably how it was coded. */
export async function readHtmlTable<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const { path, bytes, encoding, warnings } = await prepareText(source, await withFontCodings(source, context));
  const part = await readHeldWorkbook({ ...source, path, bytes }, context, 'html-table');
  return { ...part, encoding, warnings: [...warnings, ...part.warnings] };
}
