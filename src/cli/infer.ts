import { readEncoding } from './read-encoding.ts';
import { packsFolderOf } from './packs-folder.ts';
import { describeContracts, writeContracts } from './infer/write-contracts.ts';
import { inferFile } from './infer/infer-file.ts';
import { describeProposal } from './infer/describe-proposal.ts';
import { defineVerb, UsageError } from './verb.ts';
import { verbLimits } from './verb-limits.ts';

/** The province itself, where nobody says whose the data are. */
const ownerUnlessSaid = 'H15';

export const verb = defineVerb({
  usage: [
    'infer FILE [--sheet NAME] [--encoding NAME] [--long] [--owner CODE]',
    'infer FILE --all -o FOLDER [--owner CODE]',
  ],
  summary: {
    vi: 'Đề xuất hợp đồng dữ liệu (YAML) từ toàn bộ một tệp và từ điển dữ liệu. Không cần máy chủ.',
    en: 'Proposes a contract (YAML) from the whole of a file and the data dictionary. Needs no server.',
  },
  options: {
    sheet: { type: 'string' },
    encoding: { type: 'string' },
    long: { type: 'boolean' },
    owner: { type: 'string' },
    all: { type: 'boolean' },
    output: { type: 'string', short: 'o' },
  },
  positionals: { min: 1, max: 1 },
  failure: 3,
  async run({ positionals: [file = ''], options, environment, json, language, print, notice, progress }) {
    const owner = options.owner ?? ownerUnlessSaid;
    if (!/^[A-Z0-9]+(?:\.[A-Z0-9]+)*$/.test(owner))
      throw new UsageError('--owner takes the code of an agency, e.g. H15.05');
    const { all = false, output } = options;
    if (all !== (output !== undefined))
      throw new UsageError('--all and -o FOLDER go together: a contract for each table');
    const bar = progress('infer');
    const proposals = await inferFile({
      file,
      owner,
      all,
      bar,
      packs: packsFolderOf(environment),
      limits: verbLimits(environment),
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
      ...(options.long === true ? { longForm: true } : {}),
      ...readEncoding(options.encoding),
    }).finally(() => bar.end());
    if (output !== undefined) {
      const files = await writeContracts(proposals, output);
      await print(json ? `${JSON.stringify({ proposals })}\n` : describeContracts(files, language));
      return 0;
    }
    const [proposal] = proposals;
    if (proposal === undefined) throw new Error('A proposal without a table');
    for (const line of describeProposal(proposal, language)) notice(line);
    await print(json ? `${JSON.stringify(proposal)}\n` : proposal.contract);
    return 0;
  },
});
