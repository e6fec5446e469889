import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SiftedRows } from '#platform/tables/row-sieve.ts';
import { presentFindings } from '../findings/present-findings.ts';
import { readFindings } from '../findings/read-findings.ts';
import { failCheck } from '../errors.ts';
import { compileContract, keysAgainstDataset } from '../rules/compile-contract.ts';
import { referenceWarnings } from '../rules/reference-rule.ts';
import { scoreOf } from '../score/score.ts';
import { atOnce, openCheckConnections } from './check-connections.ts';
import type { CheckInput, CheckOutcome } from './check-input.ts';
import { countRules } from './count-rules.ts';
import { describeSource } from './describe-source.ts';
import { findDangling, withOwnTargets } from './find-dangling.ts';
import { findDoubles } from './find-doubles.ts';
import { findForeignKeys } from './find-foreign-keys.ts';
import { findHeldCopies, findTaken, writeTaken } from './find-taken.ts';
import { findLegacy, findOddTexts } from './find-legacy.ts';
import { judgeRows } from './judge-rows.ts';
import { declaredStyles, decideStyles } from './number-styles.ts';
import { prepareTables } from './prepare-tables.ts';
import {
  addAccepted,
  beginMerge,
  countTaken,
  endTaken,
  nameWitnesses,
  restTable,
  SieveContradicted,
  siftedRows,
} from './sifted-rows.ts';
import { receivedView } from './staging-layout.ts';
import { stageSql } from './stage-sql.ts';
import { countRows, sumFindings, sumMends } from './summarize.ts';
import { usualWidths } from './wide-tables.ts';
import { leaveOut, writeAccepted, writeFindings, writeOriginals, writeRejects, type Writing } from './write-outcome.ts';

const findingsInWords = 1000;

/**
 * Checks tables against a contract: one scan that tells faultless rows from the others, then the others one by one, then
 * the rows against each other. Memory does not grow with the number of rows. Running it again gives the same outcome.
 */
export async function checkTables(input: CheckInput): Promise<CheckOutcome> {
  const sifted = siftedRows(input);
  if (sifted === undefined) return checkRows(input);
  try {
    return await checkRows({ ...input, tables: [restTable(input, sifted)] }, sifted);
  } catch (error) {
    input.acceptedAhead?.forget();
    await sifted.accepted?.file.discard();
    // Where the disk is full, even to say so takes room.
    if (sifted.accepted !== undefined) await rm(sifted.accepted.path, { force: true });
    if (!(error instanceof SieveContradicted)) throw error;
    return checkRows(input);
  }
}

/** `sifted`: what became of the rows that are in none of the tables. */
async function checkRows(input: CheckInput, sifted?: SiftedRows): Promise<CheckOutcome> {
  const started = performance.now();
  const { contract, folder, codeLists, widths = usualWidths } = input;
  const writeRows = input.writeRows !== false;
  const wantsAccepted = writeRows && input.writeAccepted !== false;
  const { acceptedFormat: format } = input;
  const merges = sifted !== undefined && format !== undefined && wantsAccepted;
  if (merges) await endTaken(sifted, input.acceptedAhead);
  // The engine remembers what it read of a file by its name: a name is never used for two contents.
  const scratch = await mkdtemp(join(folder, 'checking-'));
  const schema = basename(scratch);
  // Of rows that were left there are few: then a processor has as much to do as it can.
  const { connect } = input;
  const asked = sifted === undefined || connect === undefined ? {} : { connect };
  const connections = await openCheckConnections({ connection: input.connection, ...asked }, schema);
  const { connection, second } = connections;
  try {
    const { layout, warnings, rowCount } = prepareTables(contract, input.tables, {
      folder: scratch,
      writeRows,
      sifted: sifted !== undefined,
    });
    const report = (share: number) => input.onProgress?.({ done: Math.round(rowCount * share), total: rowCount });

    const { correction } = input;
    const declared = new Map([
      ...declaredStyles(contract, layout.tables),
      ...Object.entries(correction?.numberStyles ?? {}),
    ]);
    const references = await withOwnTargets(connection, contract, {
      targets: input.references,
      mode: correction === undefined ? input.mode : 'append',
      existing: input.existing,
    });
    const compiling = { ...input, references, corrects: correction !== undefined };
    const compiled = compileContract(contract, { ...compiling, numberStyles: declared });
    for (const statement of compiled.setup) await connection.run(statement);
    const known = new Set(compiled.setup);
    for (const [number, { table }] of layout.tables.entries()) {
      // Mended rows are few, and each has been at fault.
      const { examineAll = correction !== undefined } = input;
      const { rowsChanged } = await connection.run(stageSql(compiled, layout, number, { examineAll, widths }));
      // The scanner may drop a line without a word.
      if (rowsChanged !== table.rowCount) throw new Error(`${table.rowCount} rows were read, ${rowsChanged} staged`);
    }
    await connection.run(receivedView(layout, { sifted: sifted !== undefined }));
    report(0.5);

    const numberStyles = await decideStyles(connection, compiled, layout, declared);
    const decided = compileContract(contract, { ...compiling, numberStyles });
    for (const statement of decided.setup) {
      if (!known.has(statement)) await connection.run(statement);
      await second?.run(statement);
    }
    await findOddTexts(connection, decided, layout, second !== undefined);
    const judged = await judgeRows(connection, decided, layout, {
      findLegacy: () => findLegacy(connection, decided, schema),
      folder: scratch,
      widths,
      second,
    });
    report(0.7);

    const existing = input.existing?.files ?? [];
    const heldFiles = input.mode === 'append' ? existing : [];
    await findDoubles(connection, decided, layout, {
      judged,
      heldFiles,
      uniqueAgainstHeld: correction !== undefined,
    });
    if (input.mode !== 'append' && input.unit !== undefined) {
      await findForeignKeys(connection, decided, layout, { judged, heldFiles: existing, unit: input.unit });
    }
    await findDangling(connection, decided, layout, judged);
    if (correction !== undefined) {
      await findTaken(connection, decided, layout, { judged, ...correction });
      if (input.mode === 'upsert') {
        await findHeldCopies(connection, decided, { judged, heldFiles: existing });
      }
    }
    if (sifted !== undefined) {
      await nameWitnesses(connection, decided, { layout, judged, sifted });
    }
    const counts = await countRules(connection, decided, judged, sifted);
    const writing: Writing = { connection, compiled: decided, layout, counts, judged, scratch, widths };
    await leaveOut(writing);
    report(0.8);

    const files = {
      accepted: wantsAccepted ? (addedTo(sifted, input) ?? join(folder, 'accepted.parquet')) : null,
      rejects: writeRows ? join(folder, 'rejects.parquet') : null,
      findings: join(folder, 'findings.parquet'),
      originals: join(folder, 'originals.parquet'),
      taken: correction === undefined ? null : join(folder, 'taken.parquet'),
    };
    const merging =
      merges && files.accepted !== null
        ? await beginMerge(writing, sifted, { ...input, file: files.accepted, format })
        : undefined;
    const { accepted, rejects } = files;
    await besides(merging?.done, () =>
      atOnce(
        connections,
        async (one) => {
          await writeFindings({ ...writing, connection: one }, files.findings);
          if (rejects !== null) await writeRejects({ ...writing, connection: one }, rejects);
        },
        async (other) => {
          await writeOriginals({ ...writing, connection: other }, files.originals);
          if (accepted === null || merging !== undefined) return;
          if (sifted === undefined) await writeAccepted({ ...writing, connection: other }, accepted, format);
          else await addAccepted({ ...writing, connection: other }, sifted);
        },
      ),
    );
    await input.acceptedAhead?.done();
    if (files.taken !== null) await writeTaken(writing, files.taken);
    report(1);

    const { received } = counts;
    const first = await readFindings(connection, files.findings, { limit: input.maxFindings ?? findingsInWords });
    const freshness = input.freshness === undefined ? [] : [{ criterion: 'song' as const, ...input.freshness }];
    return {
      ...files,
      source: describeSource(layout, numberStyles),
      result: {
        ...(await countRows(connection, files, { sent: rowCount + countTaken(sifted), received })),
        findingsByRule: await sumFindings(connection, files, decided.rules),
        findings: presentFindings(contract, first, { codeLists }),
        notChecked: [...decided.notChecked, ...keysAgainstDataset(contract, input.mode, input.existing !== undefined)],
        mended: await sumMends(connection, files),
        warnings: [...warnings, ...referenceWarnings(contract, references)],
        score: scoreOf([...counts.rules, ...freshness], input.scoring),
        seconds: (performance.now() - started) / 1000,
      },
    };
  } catch (error) {
    throw asCheckError(error);
  } finally {
    await connections.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Does the work while something else is under way, and waits for both, whichever fails. */
async function besides(other: Promise<void> | undefined, work: () => Promise<void>): Promise<void> {
  for (const settled of await Promise.allSettled([work(), other])) {
    if (settled.status === 'rejected') throw settled.reason;
  }
}

/** Where nobody asks how accepted rows are written, the sieve's file takes in the others. */
function addedTo(sifted: SiftedRows | undefined, { acceptedFormat }: CheckInput): string | undefined {
  return acceptedFormat === undefined ? sifted?.accepted?.path : undefined;
}

/** A very wide table can need more than the engine may take, however few its rows. */
function asCheckError(error: unknown): unknown {
  if (!(error instanceof Error && error.message.startsWith('Out of Memory Error'))) return error;
  return failCheck('too-large', 'The check needs more memory than it may have; send fewer columns or rows at a time.', {
    cause: error,
    members: {
      message: {
        vi: 'Kiểm tra tệp này cần nhiều bộ nhớ hơn mức cho phép. Hãy bỏ bớt cột thừa hoặc chia tệp thành nhiều phần.',
        en: 'The check needs more memory than it may have. Leave out columns or send the file in parts.',
      },
    },
  });
}
