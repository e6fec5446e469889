import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ContractProposal } from '#api/proposals.ts';
import type { CheckResult } from '#api/quality.ts';
import { maxFields, readDraft, writeDraft, type Contract, type ContractDraft } from '#modules/catalog/offline.ts';
import type { Dictionary } from '#modules/dictionary/index.ts';
import { checkTables, type Scoring } from '#modules/quality/offline/check.ts';
import { findKey, profileTable } from '#modules/quality/offline/profile.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { failReading } from '../../reading/errors.ts';
import type { ReadOutcome } from '../../reading/read-outcome.ts';
import { datasetFacts } from './dataset-facts.ts';
import { doubtfulPart } from './doubtful-part.ts';
import { presentProposal, type Proved } from './present-proposal.ts';
import { proposeFields } from './propose-fields.ts';
import { proposeGrid } from './propose-grid.ts';
import { proposeKeys } from './propose-key.ts';
import { relaxDraft } from './relax-draft.ts';

export interface ProposeInput {
  readonly read: ReadOutcome;
  /** As it was given or sent. */
  readonly fileName: string;
  /** Code of the agency that will own the dataset. */
  readonly owner: string;
  readonly dictionary: Dictionary;
  readonly scoring: Scoring;
  /** `YYYY-MM-DD`, in Vietnam. */
  readonly receivedOn: string;
  /** Used by nobody else meanwhile; it may read the tables' files and write into `folder`. */
  readonly connection: DuckDBConnection;
  /** For working files, which are removed. */
  readonly folder: string;
}

const rowsShown = 50;
const mostRounds = 6;
/** Of the file's own rows, those that the contract must accept. */
const acceptedAtLeast = 0.99;
/** Of them those are shown that do not agree with a column's kind. */
const findingsLookedAt = 1000;

/**
 * A contract for a file that has none, out of the largest of its tables: all its rows are asked, and the contract is proved
 * on the file itself before it is handed out. What would reject more than one row in a hundred is taken back, but for kinds of
 * code with slips in them.
 */
export async function proposeContract(input: ProposeInput): Promise<ContractProposal> {
  const table = largestOf(input.read.tables);
  if (table.columns.length > maxFields) {
    throw failReading('too-wide', `The table has ${table.columns.length} columns; a dataset has ${maxFields} at most`);
  }
  try {
    return presentProposal(await proveTable(table, input));
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('Out of Memory Error'))) throw error;
    throw failReading('too-large', 'A proposal for the file needs more memory than it may have', { cause: error });
  }
}

/** A draft for one table of the file, proved on its rows. */
export async function proveTable(table: TextTable, input: ProposeInput): Promise<Proved> {
  const { read, connection, dictionary, receivedOn } = input;
  const profile = await profileTable({
    table,
    codeLists: dictionary.listCodeLists().flatMap((id) => dictionary.codeLists(id) ?? []),
    receivedOn,
    connection,
    firstRows: rowsShown,
  });
  const own = proposeFields(profile, dictionary.listElements(), table.unit);
  const grid = await proposeGrid(table, own, connection);
  // What no column holds comes last, so that fields stand in the places of their columns.
  const fields = [...own, ...(grid?.fields ?? [])];
  const { single, withSlips, several, incomplete } = proposeKeys(profile.columns, own, table.rowCount);
  const key =
    (await findKey(connection, table, single)) ??
    withSlips ??
    (incomplete === undefined ? await findKey(connection, table, several) : undefined) ??
    [];
  const facts = datasetFacts({ fileName: input.fileName, sheet: table.name, headings: table.columns });
  const draft: ContractDraft = {
    ...facts,
    purpose: {
      vi: `Đề xuất từ tệp ${facts.title.vi}; cần được rà soát trước khi ban hành.`,
      en: `Proposed from the file ${facts.title.en}; to be reviewed before it takes effect.`,
    },
    owner: input.owner,
    ...(grid === undefined ? {} : { grid: grid.grid }),
    fields,
    key: key.flatMap((place) => fields[place]?.name ?? []),
    notes: [...(grid?.notes ?? []), ...(key.length === 0 ? withoutKey(incomplete, fields) : [])],
  };
  // Whether rows with one key are alike is told by all their cells.
  const partOf = key === withSlips ? (whole: ContractDraft) => whole : doubtfulPart;
  const proved = await proveDraft(draft, (current) => checkOwnFile(partOf(current), current, table, input));
  if (partOf(proved.draft) !== proved.draft) contractOf(proved.draft, dictionary);
  return { ...proved, table, profile, read, keyShare: keyShareOf(key, withSlips, profile) };
}

/** Why a column that would be the key is none. */
function withoutKey(
  incomplete: ReturnType<typeof proposeKeys>['incomplete'],
  fields: ContractDraft['fields'],
): readonly string[] {
  if (incomplete === undefined) return [];
  const label = fields[incomplete.place]?.labels.vi ?? '';
  return [
    `Chưa đề xuất khóa: «${label}» không trùng ở các dòng có mã, nhưng ${incomplete.without.toLocaleString('vi-VN')} dòng chưa có mã.`,
  ];
}

function largestOf(tables: readonly TextTable[]): TextTable {
  const [largest] = tables.toSorted((a, b) => b.rowCount * b.columns.length - a.rowCount * a.columns.length);
  if (largest === undefined) throw failReading('table-not-found', 'There is no table in the file');
  return largest;
}

export interface ProvedDraft {
  readonly draft: ContractDraft;
  readonly text: string;
  readonly check: CheckResult;
}

/** Relaxes the draft until its own file passes. */
async function proveDraft(
  draft: ContractDraft,
  check: (draft: ContractDraft) => Promise<CheckResult>,
): Promise<ProvedDraft> {
  let current = draft;
  for (let round = 1; ; round++) {
    const result = await check(current);
    const relaxed = result.accepted >= acceptedAtLeast * result.received ? current : relaxDraft(current, result);
    if (relaxed === current || round === mostRounds) {
      return { draft: current, text: writeDraft(current), check: result };
    }
    current = relaxed;
  }
}

function contractOf(draft: ContractDraft, dictionary: Dictionary): Contract {
  const parsed = readDraft(draft, { dictionary, inspect: inspectRules });
  if (parsed.ok) return parsed.contract;
  throw new Error(`The proposal is no contract: ${parsed.problems.map(({ reason }) => reason.en).join(' ')}`);
}

async function checkOwnFile(
  part: ContractDraft,
  whole: ContractDraft,
  table: TextTable,
  input: ProposeInput,
): Promise<CheckResult> {
  const { dictionary, connection } = input;
  const contract = contractOf(part, dictionary);
  const folder = await mkdtemp(join(input.folder, 'proving-'));
  try {
    const { result } = await checkTables({
      tables: [table],
      contract,
      receivedOn: input.receivedOn,
      codeLists: dictionary.codeLists,
      scoring: input.scoring,
      connection,
      folder,
      mode: contract.loadMode,
      writeRows: false,
      maxFindings: findingsLookedAt,
    });
    if (part === whole) return result;
    return { ...result, warnings: result.warnings.filter(({ code }) => code !== 'column-unknown') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function keyShareOf(
  key: readonly number[],
  withSlips: readonly number[] | undefined,
  { columns, rowCount }: Awaited<ReturnType<typeof profileTable>>,
): number {
  const [place] = key;
  if (key !== withSlips || place === undefined) return 1;
  return (columns[place]?.distinct ?? 0) / Math.max(1, rowCount);
}
