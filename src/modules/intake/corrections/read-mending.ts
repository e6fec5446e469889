import { dirname, join } from 'node:path';
import type { RejectedRow, SuggestedMend } from '#api/mending.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import {
  presentFindings,
  readFindingsOf,
  readRejects,
  readSuggestions,
  suggestMends,
  type RejectsPage,
} from '#modules/quality/index.ts';
import type { SeenLoad } from '../http/authorize-load.ts';
import { failLoad } from '../loads/errors.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { maskFindings, maskRejects } from '../loads/mask-outcome.ts';
import { readOutcomeFiles, type OutcomeFilesDeps } from '../loads/read-outcome-files.ts';
import { findFamily, type FamilyDeps } from './find-family.ts';
import { openFindings, visibleFields } from './suggested-rows.ts';
import { isTaken } from './sum-correction.ts';

export interface MendingDeps extends FamilyDeps, OutcomeFilesDeps {
  readonly codeLists: CodeLists;
}

export interface RejectedRows {
  readonly items: readonly RejectedRow[];
  readonly total: number;
}

/** A page of the rows that a load left out, with what was found in them, as the caller may see them. */
export async function listRejects(deps: MendingDeps, seen: SeenLoad, page: RejectsPage): Promise<RejectedRows> {
  const taken = await takenOf(deps, seen.load);
  const read = await readOutcomeFiles(deps, outcomeBeside(seen, taken), async (connection, outcome) => {
    const findings = join(outcome, 'findings.parquet');
    const rejects = await maskRejects(connection, join(outcome, 'rejects.parquet'), seen);
    const { items, total } = await readRejects({ connection, rejects, findings, isCorrected: isTaken(taken) }, page);
    const kept = await readFindingsOf(connection, findings, items);
    const found = presentFindings(seen.contract, await maskFindings(connection, kept, seen), deps);
    const foundAt = Map.groupBy(found, placeOf);
    const rows = items.map(({ values, reasons, ...item }) => ({
      ...item,
      reasons: [...reasons],
      values: Object.fromEntries(values),
      findings: foundAt.get(placeOf(item)) ?? [],
    }));
    return { items: rows, total };
  });
  if (read === undefined) throw failLoad('load-unchecked', `The load ${seen.load.id} was not checked.`);
  return read;
}

function placeOf({ table, row }: { readonly table: string | null; readonly row: number }): string {
  return JSON.stringify([table, row]);
}

const mostSuggestions = 200;

/** Certain mends of rejected rows that are still open, equal values together, the commonest first. */
export async function listSuggestions(deps: MendingDeps, seen: SeenLoad): Promise<readonly SuggestedMend[]> {
  const { contract, rights } = seen;
  const taken = await takenOf(deps, seen.load);
  const read = await readOutcomeFiles(deps, outcomeBeside(seen, taken), async (connection, outcome) => {
    await suggestMends({ connection, contract, codeLists: deps.codeLists, findings: openFindings({ outcome, taken }) });
    return readSuggestions(connection, { fields: visibleFields(contract, rights), limit: mostSuggestions });
  });
  if (read === undefined) throw failLoad('load-unchecked', `The load ${seen.load.id} was not checked.`);
  return read;
}

function outcomeBeside({ load }: SeenLoad, taken: readonly string[]) {
  return { load, besides: taken.map((file) => dirname(file)) };
}

/** Only what is published has corrections. */
async function takenOf(deps: MendingDeps, load: LoadRow): Promise<readonly string[]> {
  const corrected = await correctedLoad(deps.store, load);
  return corrected.state === 'published' ? (await findFamily(deps, corrected)).taken : [];
}

/** A load that only repeated an earlier one is corrected as that one. */
export async function correctedLoad(store: Pick<FamilyDeps['store'], 'find'>, load: LoadRow): Promise<LoadRow> {
  return (load.repeats === null ? undefined : await store.find(load.repeats)) ?? load;
}
