import { readFile } from 'node:fs/promises';
import type { Language } from '#api/localized.ts';
import { checkContracts, type ContractProblem, type FileCheck } from '#modules/catalog/offline.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import { packsFolderOf } from './packs-folder.ts';
import { defineVerb, UsageError } from './verb.ts';

export const verb = defineVerb({
  usage: ['contract check C.yaml…'],
  summary: { vi: 'Kiểm tra hợp đồng dữ liệu.', en: 'Checks data contracts.' },
  options: {},
  positionals: { min: 2, max: 10_000 },
  failure: 3,
  run: async ({ positionals: [task, ...files], environment, json, language, print }) => {
    if (task !== 'check') throw new UsageError(`contract knows "check", not "${task}"`);
    const packs = packsFolderOf(environment);
    const dictionary = createDictionary({ packs, directory: createDirectory({ packs }) });
    const check = await checkContracts(files, { readFile, dictionary, inspect: inspectRules });
    await print(json ? `${JSON.stringify(check)}\n` : check.files.map((file) => describeFile(file, language)).join(''));
    if (check.ok) return 0;
    return check.files.every(({ readable }) => readable) ? 1 : 3;
  },
});

const words = {
  vi: { good: 'hợp lệ', warning: 'lưu ý', mend: 'Cách sửa' },
  en: { good: 'good', warning: 'note', mend: 'Mend' },
} as const satisfies Readonly<Record<Language, unknown>>;

/** A line for every problem, `file:line:column: …`, which editors can follow. */
function describeFile({ file, ok, problems, warnings }: FileCheck, language: Language): string {
  const { good, warning, mend } = words[language];
  const describe = (problem: ContractProblem, label = '') =>
    `${file}:${problem.line}:${problem.column}: ${label}${problem.reason[language]} ${mend}: ${problem.mend[language]}\n`;
  return [
    ...problems.map((problem) => describe(problem)),
    ...warnings.map((problem) => describe(problem, `(${warning}) `)),
    ...(ok ? [`${file}: ${good}\n`] : []),
  ].join('');
}
