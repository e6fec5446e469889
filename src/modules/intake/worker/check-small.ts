import { join } from 'node:path';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { checkFaultless, readScoring, type Scoring } from '#modules/quality/offline/check.ts';
import { createKeptTesters, type KeptTesters } from '#modules/quality/offline/sieve.ts';
import type { ReadOutcome } from '../reading/index.ts';
import { dictionaryOf } from './dictionary-of.ts';
import { readPartitions } from './partitions.ts';
import { keepSource } from './source-file.ts';
import { createStandingCounts, type StandingCounts } from './standing-counts.ts';
import { withOutcomes } from './with-outcomes.ts';
import type { CheckAnswer, CheckRequest } from './worker-protocol.ts';

/** What was read, with the tables that are meant; `all` are all of the file's. */
export interface SelectedRead extends ReadOutcome {
  readonly all: ReadOutcome['tables'];
}

/**
 * What is made for one small file and of use for the next, as long as the process stays; the outcome does not depend on it. Packs
 * are read once, as the server reads them.
 */
export interface Remembered {
  /** Bytes of a small file: of a larger one the engine takes a small part of the time. */
  readonly upTo: number;
  readonly testers: KeptTesters;
  readonly standing: StandingCounts;
  readonly codeListsOf: (packs: string) => CodeLists;
  readonly scoringOf: (packs: string, day: string) => Scoring;
}

export function createRemembered({ upTo = 256 * 1024 } = {}): Remembered {
  return {
    upTo,
    testers: createKeptTesters(),
    standing: createStandingCounts(),
    codeListsOf: once((packs) => dictionaryOf({ packs }).codeLists),
    scoringOf: once((packs, day) => readScoring(join(packs, 'quality', 'scoring.yaml'), day)),
  };
}

/** Keeps the last answer. */
function once<Given extends readonly string[], Value>(find: (...given: Given) => Value): (...given: Given) => Value {
  let last: { readonly given: string; readonly value: Value } | undefined;
  return (...given) => {
    const asked = JSON.stringify(given);
    if (last?.given !== asked) last = { given: asked, value: find(...given) };
    return last.value;
  };
}

/**
 * The outcome of a small file of which a sieve took every row, without an engine, which takes longer to begin than such a file
 * to check. Else what was read, none of it sifted.
 */
export async function checkSmall(
  request: CheckRequest,
  read: SelectedRead,
  remembered: Remembered,
): Promise<{ readonly answer: CheckAnswer } | { readonly answer: null; readonly read: SelectedRead }> {
  const [table] = read.tables;
  if (table?.sifted === undefined) return { answer: null, read };
  const { contract, schema, current, mode } = request;
  const alone = read.members === undefined && read.all.length === 1;
  const partitions = alone ? await readPartitions(table, contract, schema.partitionBy) : undefined;
  const outcome =
    partitions === undefined
      ? undefined
      : await checkFaultless({
          tables: read.tables,
          contract,
          receivedOn: request.receivedOn,
          codeLists: remembered.codeListsOf(request.packs),
          scoring: remembered.scoringOf(request.packs, request.receivedOn),
          folder: request.outcome,
          mode,
          existing: { files: current?.files ?? [] },
          ...(request.onTime === null ? {} : { freshness: { passed: request.onTime ? 1 : 0, applicable: 1 } }),
        }).catch(async (error: unknown) => {
          // The process goes on.
          await table.sifted?.accepted?.file.discard();
          throw error;
        });
  if (outcome === undefined || partitions === undefined) {
    await table.sifted.accepted?.file.discard();
    const { sifted: _, ...plain } = table;
    return { answer: null, read: { ...read, tables: [plain, ...read.tables.slice(1)] } };
  }
  await keepSource(request.outcome, outcome.source);
  const { accepted } = outcome;
  const standing =
    mode !== 'replace' || current === null
      ? 0
      : await remembered.standing.count({ current, schema, accepted, partitions }, (work) =>
          withOutcomes(request, work),
        );
  const warnings = [...read.warnings, ...outcome.result.warnings];
  return {
    answer: {
      step: 'check',
      compared: null,
      result: { ...outcome.result, mapping: null, warnings },
      partitions,
      standing,
    },
  };
}
