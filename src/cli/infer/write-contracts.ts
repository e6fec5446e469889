import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '#api/localized.ts';
import type { ContractProposal } from '#api/proposals.ts';

export interface WrittenContract {
  readonly file: string;
  readonly proposal: ContractProposal;
}

/** Writes each contract under its dataset's name into a folder. What stands there under one of the names is left alone, and said. */
export async function writeContracts(
  proposals: readonly ContractProposal[],
  folder: string,
): Promise<readonly WrittenContract[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenContract[] = [];
  for (const proposal of proposals) {
    const file = join(folder, `${proposal.dataset.id}.yaml`);
    await writeFile(file, proposal.contract, { flag: 'wx' });
    written.push({ file, proposal });
  }
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
