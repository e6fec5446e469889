import { open } from 'node:fs/promises';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import { createInflationGuard } from './inflation-guard.ts';
import { memosOf } from '../dbase/memo-file.ts';
import { openZip, type ZipMember } from './open-zip.ts';

/** Unpacks the members of a zip, those of `only` where there is one, or the one that is asked for, into the staging folder, one by one as they are taken. */
export async function* unpackZip<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  only?: ReadonlySet<string>,
): AsyncGenerator<SourceFile> {
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
    const memos = memosOf(zip.members.map(({ path }) => path));
    const notes = new Set(memos.values());
    const unpack = async (member: ZipMember): Promise<{ readonly path: string; readonly bytes: number }> => {
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
      return { path, bytes };
    };
    for (const member of named === undefined ? zip.members : [named]) {
      if (notes.has(member.path) || only?.has(member.path) === false) continue;
      const memo = zip.members.find(({ path }) => path === memos.get(member.path));
      const beside = memo === undefined ? {} : { memo: (await unpack(memo)).path };
      yield { ...(await unpack(member)), name: member.path, fileName: member.path, ...beside };
    }
  } finally {
    zip.close();
  }
}
