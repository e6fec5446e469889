import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { ContractProposal } from '#api/proposals.ts';
import type { CheckResult } from '#api/quality.ts';
import { parseContract, type Contract } from '#modules/catalog/offline.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { checkTables, readScoring } from '#modules/quality/offline/check.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import { readTables } from '../../reading/index.ts';
import { proposeContract } from './propose-contract.ts';

export const packs = resolve(import.meta.dirname, '../../../../../packs');
export const dictionary = createDictionary({ packs, directory: createDirectory({ packs }) });
const receivedOn = '2026-11-22';
const scoring = readScoring(join(packs, 'quality', 'scoring.yaml'), receivedOn);

/** What is proposed for a text, or for a file. */
export async function proposeFor(
  source: { readonly text: string | Uint8Array; readonly name?: string } | { readonly file: string },
): Promise<ContractProposal> {
  return withFile(source, (bench) => bench.propose());
}

export interface ProvedProposal {
  readonly proposal: ContractProposal;
  readonly contract: Contract;
  /** Of a check of its own, as `daklake check` makes it. */
  readonly result: CheckResult;
  /** Accepted texts of ASCII characters (others may have been composed, or decoded) that no cell of their column is. */
  readonly changedTexts: number;
}

/** Proposes, then checks the whole file under what was proposed, and compares the texts that were accepted. */
export async function proveFor(source: { readonly file: string }): Promise<ProvedProposal> {
  return withFile(source, (bench) => bench.prove());
}

interface Bench {
  readonly propose: () => Promise<ContractProposal>;
  readonly prove: () => Promise<ProvedProposal>;
}

async function withFile<T>(
  source: { readonly text: string | Uint8Array; readonly name?: string } | { readonly file: string },
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'daklake-proposal-'));
  const given = 'file' in source ? source.file : join(folder, source.name ?? 'tep.csv');
  if ('text' in source) await writeFile(given, source.text);
  await mkdir(join(folder, 'spill'));
  const file = await realpath(given);
  const duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: join(folder, 'spill'),
    allowedDirectories: [folder, dirname(file)],
  });
  const connection = await duckdb.connect();
  const read = await readTables(file, { stagingFolder: folder, fileName: file });
  const propose = () =>
    proposeContract({
      read,
      fileName: basename(file),
      owner: 'H15',
      dictionary,
      scoring,
      receivedOn,
      connection,
      folder,
    });
  const prove = async (): Promise<ProvedProposal> => {
    const proposal = await propose();
    const parsed = parseContract(proposal.contract, { dictionary, inspect: inspectRules });
    if (!parsed.ok) throw new Error(parsed.problems.map(({ reason }) => reason.en).join(' '));
    const { contract } = parsed;
    const tables = read.tables.filter(({ name }) => name === proposal.table.sheet);
    const checked = await checkTables({
      tables,
      contract,
      receivedOn,
      codeLists: dictionary.codeLists,
      scoring,
      connection,
      folder,
      mode: contract.loadMode,
    });
    const [table] = tables;
    if (table === undefined || checked.accepted === null) throw new Error('the file has no such table');
    const texts = contract.fields.flatMap(({ name, type }, column) => (type === 'string' ? [{ name, column }] : []));
    // What is accepted may stand in another order, and rejected rows are not there.
    const counted = await connection.runAndReadAll(
      texts.length === 0
        ? 'select 0'
        : `select sum(changed) from (${texts
            .map(
              ({ name, column }) => `select count(*) as changed
              from (select ${quoteName(name)} as t from read_parquet(${quoteText(checked.accepted ?? '')})) as a
              where length(t) = strlen(t) and not exists (select 1 from (select trim(c${column}, concat(' ', chr(9), chr(10), chr(13), chr(160))) as s from ${textTableScan(table)}) as b where s = t)`,
            )
            .join(' union all ')})`,
    );
    return { proposal, contract, result: checked.result, changedTexts: Number(counted.getRowsJson()[0]?.[0]) };
  };
  try {
    return await work({ propose, prove });
  } finally {
    connection.closeSync();
    duckdb.close();
    await rm(folder, { recursive: true, force: true });
  }
}
