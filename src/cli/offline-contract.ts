import { readFile } from 'node:fs/promises';
import { parseContract, type Contract } from '#modules/catalog/offline.ts';
import type { Dictionary } from '#modules/dictionary/index.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import { VerbFailure } from './verb.ts';

/** A contract from a file: 3 where it cannot be parsed, 1 where it breaks the rules, each problem with its line. */
export async function readOfflineContract(file: string, dictionary: Dictionary): Promise<Contract> {
  const parsed = parseContract(await readFile(file, 'utf8'), { dictionary, inspect: inspectRules });
  if (parsed.ok) return parsed.contract;
  const detail = parsed.problems
    .map((problem) => `${file}:${problem.line}: ${problem.reason.en} Mend: ${problem.mend.en}`)
    .join('\n');
  throw new VerbFailure(parsed.kind === 'syntax' ? 3 : 1, {
    code: 'contract-invalid',
    title: 'The contract has problems',
    detail,
  });
}
