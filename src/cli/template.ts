import { createWriteStream } from 'node:fs';
import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Language } from '#api/localized.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { writeTemplate } from '#modules/quality/offline/template.ts';
import { systemClock, vietnamDay } from '#platform/clock/clock.ts';
import { moveIntoPlace } from './check/move-into-place.ts';
import { demandOutput } from './demand-output.ts';
import { readOfflineContract } from './offline-contract.ts';
import { packsFolderOf } from './packs-folder.ts';
import { defineVerb, UsageError } from './verb.ts';

export const verb = defineVerb({
  usage: ['template C.yaml -o OUT.xlsx [--lang vi|en]'],
  summary: {
    vi: 'Tạo biểu mẫu Excel để nhập dữ liệu theo hợp đồng. Không cần máy chủ.',
    en: 'Makes the Excel form that fits a contract. Needs no server.',
  },
  options: { output: { type: 'string', short: 'o' }, lang: { type: 'string' } },
  positionals: { min: 1, max: 1 },
  failure: 3,
  async run({ positionals: [file = ''], options, environment, json, print }) {
    const { output } = options;
    if (output === undefined) throw new UsageError('-o is missing: the workbook to write');
    const language = languageOf(options.lang);
    await demandOutput('-o', output, { suffixes: ['.xlsx'], inputs: [file] });
    const packs = packsFolderOf(environment);
    const dictionary = createDictionary({ packs, directory: createDirectory({ packs }) });
    const contract = await readOfflineContract(file, dictionary);
    const folder = await mkdtemp(join(await realpath(tmpdir()), 'daklake-template-'));
    try {
      const written = join(folder, 'template.xlsx');
      await writeTemplate(createWriteStream(written), contract, language, {
        codeLists: dictionary.codeLists,
        findElement: dictionary.findElement,
        day: vietnamDay(systemClock()),
      });
      await moveIntoPlace(written, resolve(output));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const { size } = await stat(output);
    await print(json ? `${JSON.stringify({ dataset: contract.id, file: output, bytes: size })}\n` : '');
    return 0;
  },
});

/** The form is for those who fill it in: Vietnamese unless asked for otherwise, whoever runs the verb. */
function languageOf(given: string | undefined): Language {
  if (given === undefined || given === 'vi') return 'vi';
  if (given === 'en') return 'en';
  throw new UsageError('--lang is vi or en');
}
