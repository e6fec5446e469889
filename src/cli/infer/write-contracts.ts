import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '#api/localized.ts';
import type { ContractProposal } from '#api/proposals.ts';
import { UsageError } from '../verb.ts';

export interface WrittenContract {
  readonly file: string;
  readonly proposal: ContractProposal;
}

/** Writes each contract under its dataset's name into a folder. What stands there under one of the names is never overwritten. */
export async function writeContracts(
  proposals: readonly ContractProposal[],
  folder: string,
): Promise<readonly WrittenContract[]> {
  const written = proposals.map((proposal) => ({ file: join(folder, `${proposal.dataset.id}.yaml`), proposal }));
  await mkdir(folder, { recursive: true });
  const standing = new Set(await readdir(folder));
  const taken = proposals.find(({ dataset }) => standing.has(`${dataset.id}.yaml`));
  if (taken !== undefined) throw new UsageError(`-o would overwrite ${taken.dataset.id}.yaml in ${folder}`);
  for (const { file, proposal } of written) await writeFile(file, proposal.contract, { flag: 'wx' });
  return written;
}

/** A line a contract, in the order in which their datasets are to be loaded. */
export function describeContracts(written: readonly WrittenContract[], language: Language): string {
  return written
    .map(({ file, proposal: { table, check, key } }) => {
      const keyed = key === null ? '–' : key.fields.join(' + ');
      const name = table.sheet ?? '';
      return language === 'vi'
        ? `${file}: bảng «${name}», nhận ${check.accepted}/${check.received} dòng, khóa: ${keyed}\n`
        : `${file}: table “${name}”, accepts ${check.accepted} of ${check.received} rows, key: ${keyed}\n`;
    })
    .join('');
}
