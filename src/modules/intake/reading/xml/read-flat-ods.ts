import { withFontCodings } from '../encoding/with-font-codings.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { readHeldWorkbook } from '../workbooks/read-held-workbook.ts';
import { prepareXml } from './prepare-xml.ts';
import { streamXml } from './stream-xml.ts';

/** Reads an ods that is one XML document. The library takes broken ones as far as they go, so that they are parsed before. */
export async function readFlatOds<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const text = await prepareXml(source, await withFontCodings(source, context));
  const nothing = (): void => undefined;
  await streamXml(text.path, context.limits, { open: nothing, text: nothing, close: nothing }, context.options.signal);
  const part = await readHeldWorkbook({ ...source, path: text.path, bytes: text.bytes }, context, 'ods');
  return { ...part, warnings: [...text.warnings, ...part.warnings] };
}
