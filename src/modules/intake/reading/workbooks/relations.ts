import { posix } from 'node:path';
import type { ZipMember } from '../archives/open-zip.ts';
import { parseXml } from './parse-xml.ts';

/** What a part of a workbook refers to, by the part that lists it. */
export interface Relation {
  readonly id: string;
  readonly type: string;
  /** A path in the archive, without a slash before it. */
  readonly target: string;
}

export async function relations(
  member: ZipMember,
  folder: string,
  guard: (bytes: number) => void,
): Promise<readonly Relation[]> {
  const found: Relation[] = [];
  await parseXml(member.read(guard), {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      found.push({
        id: attribute('Id') ?? '',
        type: attribute('Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      });
    },
  });
  return found;
}
