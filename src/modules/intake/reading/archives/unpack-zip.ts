import { open } from 'node:fs/promises';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import { createInflationGuard } from './inflation-guard.ts';
import { openZip } from './open-zip.ts';

/** Unpacks the members of a zip, or the one that is asked for, into the staging folder, one by one as they are taken. */
export async function* unpackZip<T>(source: SourceFile, context: ReaderContext<T>): AsyncGenerator<SourceFile> {
  const { sheet, signal } = context.options;
  const guard = createInflationGuard(context.limits, source.bytes);
  const zip = await openZip(source.path);
  try {
    const { members } = context.limits;
    if (zip.members.length > members)
      throw failReading('archive-unsafe', `The archive has ${zip.members.length} members, ${members} are allowed`);
    const named =
      sheet === undefined
        ? undefined
        : zip.members.find((member) => member.path === sheet || sheet.startsWith(`${member.path}/`));
    if (sheet !== undefined && named === undefined) {
      throw failReading('table-not-found', `The archive has no member “${sheet}”`);
    }
    for (const member of named === undefined ? zip.members : [named]) {
      signal?.throwIfAborted();
      const path = context.stagingPath('unpacked');
      const file = await open(path, 'wx');
      let bytes = 0;
      try {
        for await (const chunk of member.read(guard)) {
          await file.appendFile(chunk);
          bytes += chunk.length;
        }
      } finally {
        await file.close();
      }
      yield { path, bytes, name: member.path, fileName: member.path };
    }
  } finally {
    zip.close();
  }
}
