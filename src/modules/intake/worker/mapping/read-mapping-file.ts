import { readFile } from 'node:fs/promises';
import { FormMapping } from '#api/mappings.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { KnownMapping } from './choose-mapping.ts';
import { failMapping } from '../../mapping/errors.ts';
import { formFingerprint } from '../../mapping/form-fingerprint.ts';
import { judgeMapping } from '../../mapping/judge-mapping.ts';

/** As much as a form of two thousand columns takes. */
const longest = 16 * 1024 * 1024;

/** A mapping out of a JSON file, as the API takes and gives them. Throws `mapping-file-unreadable` and what judges it. */
export async function readMappingFile(path: string, contract: Contract): Promise<KnownMapping> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw failMapping('mapping-file-unreadable', `${path} cannot be read.`, { cause });
  });
  if (bytes.length > longest) throw failMapping('mapping-file-unreadable', `${path} is larger than a mapping is.`);
  const read = FormMapping.safeParse(parse(path, bytes.toString('utf8').replace(/^\ufeff/, '')));
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue === undefined ? '' : ` At ${issue.path.join('.') || 'its beginning'}: ${issue.message}.`;
    throw failMapping('mapping-file-unreadable', `${path} holds no mapping.${place}`);
  }
  judgeMapping(contract, read.data);
  const fingerprint = formFingerprint(read.data.columns.map(({ heading }) => heading));
  return { ...read.data, fingerprint, version: null };
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw failMapping('mapping-file-unreadable', `${path} is no JSON.`, { cause });
  }
}
