import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mend } from '../reading/reading.ts';
import { presentFindings } from '../findings/present-findings.ts';
import { readFindings } from '../findings/read-findings.ts';
import { compileContract, keysAgainstDataset, type CompiledContract } from '../rules/compile-contract.ts';
import { scoreOf } from '../score/score.ts';
import type { CheckInput, CheckOutcome } from './check-input.ts';
import { countRules, type Counts } from './count-rules.ts';
import { findDoubles } from './find-doubles.ts';
import { findLegacy } from './find-legacy.ts';
import { judgeSql } from './judge-sql.ts';
import { declaredStyles, decideStyles } from './number-styles.ts';
import { prepareTables } from './prepare-tables.ts';
import { receivedView } from './staging-layout.ts';
import { stageSql } from './stage-sql.ts';
import { leaveOut, writeAccepted, writeFindings, writeOriginals, writeRejects, type Writing } from './write-outcome.ts';

/**
 * Checks tables against a contract: one scan that tells faultless rows from the others, then the others one by one, then
 * the rows against each other. Memory does not grow with the number of rows. Running it again gives the same outcome.
 */
export async function checkTables(input: CheckInput): Promise<CheckOutcome> {
  const started = performance.now();
  const { connection, contract, folder } = input;
  // The engine remembers what it read of a file by its name: a name is never used for two contents.
  const scratch = await mkdtemp(join(folder, 'checking-'));
  const keepAll = input.writeAccepted !== false;
  try {
    const { layout, warnings, rowCount } = prepareTables(contract, input.tables, { folder: scratch, keepAll });
    const progress = (share: number) => input.onProgress?.({ done: Math.round(rowCount * share), total: rowCount });

    const declared = declaredStyles(contract, layout.tables);
    const compiled = compileContract(contract, { ...input, numberStyles: declared });
    for (const statement of compiled.setup) await connection.run(statement);
    for (const [number, { table }] of layout.tables.entries()) {
      const staged = await connection.run(
        stageSql(compiled, layout, number, { examineAll: input.examineAll === true }),
      );
      // The scanner may drop a line without a word.
      if (staged.rowsChanged !== table.rowCount)
        throw new Error(`${table.rowCount} rows were read, ${staged.rowsChanged} staged`);
    }
    progress(0.5);
    await connection.run(receivedView(layout));

    const numberStyles = await decideStyles(connection, compiled, layout, declared);
    const decided = compileContract(contract, { ...input, numberStyles });
    for (const statement of decided.setup) await connection.run(statement);
    const judged = join(scratch, 'judged.parquet');
    const legacy = await findLegacy(connection, decided, layout);
    await connection.run(judgeSql(decided, layout, { legacy, file: judged }));
    progress(0.7);

    await findDoubles(connection, decided, layout, {
      judged,
      heldKeys: input.mode === 'append' ? (input.existing?.files ?? []) : [],
    });
    const counts = await countRules(connection, decided, judged);
    const writing: Writing = { connection, compiled: decided, layout, counts, judged };
    await leaveOut(writing);
    const files = {
      findings: join(folder, 'findings.parquet'),
      rejects: join(folder, 'rejects.parquet'),
      originals: join(folder, 'originals.parquet'),
      accepted: keepAll ? join(folder, 'accepted.parquet') : null,
    };
    await writeFindings(writing, files.findings);
    await writeRejects(writing, files.rejects);
    await writeOriginals(writing, files.originals);
    progress(0.85);
    if (files.accepted !== null) await writeAccepted(writing, files.accepted);
    progress(1);

    const rows = await countOutcome(input, files, counts, rowCount);
    const findings = await readFindings(connection, files.findings, { limit: input.maxFindings ?? 1000 });
    return {
      ...files,
      result: {
        ...rows,
        findingsByRule: await findingsByRule(input, files.findings, decided),
        findings: presentFindings(contract, findings, { codeLists: input.codeLists }),
        notChecked: [...decided.notChecked, ...keysAgainstDataset(contract, input.mode, input.existing !== undefined)],
        mended: await countMended(input, files.originals),
        warnings: [...warnings],
        score: scoreOf(
          [
            ...counts.rules,
            ...(input.freshness === undefined ? [] : [{ criterion: 'song' as const, ...input.freshness }]),
          ],
          input.scoring,
        ),
        seconds: (performance.now() - started) / 1000,
      },
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Nothing lost, nothing twice: received is the tables' rows, and is accepted, rejected and duplicate together. */
async function countOutcome(
  { connection }: CheckInput,
  files: { readonly accepted: string | null; readonly rejects: string },
  counts: Counts,
  rowCount: number,
) {
  const kinds = await connection.runAndReadAll(
    `select _kind, count(*) from read_parquet('${files.rejects.replaceAll("'", "''")}') group by _kind`,
  );
  const countOf = new Map(kinds.getRowsJson().map(([kind, count]) => [kind, Number(count)]));
  const { received } = counts;
  const rejected = countOf.get('rejected') ?? 0;
  const duplicate = countOf.get('duplicate') ?? 0;
  const accepted = received - rejected - duplicate;
  if (received !== rowCount) throw new Error(`${rowCount} rows came in, ${received} were checked`);
  if (files.accepted !== null) {
    const written = await connection.runAndReadAll(
      `select count(*) from read_parquet('${files.accepted.replaceAll("'", "''")}')`,
    );
    const count = Number(written.getRowsJson()[0]?.[0]);
    if (count !== accepted) throw new Error(`${accepted} rows were accepted, ${count} were written`);
  }
  return { received, accepted, rejected, duplicate };
}

async function findingsByRule({ connection }: CheckInput, file: string, { rules }: CompiledContract) {
  const result = await connection.runAndReadAll(
    `select rule_order, severity, count(*) from read_parquet('${file.replaceAll("'", "''")}') group by all order by all`,
  );
  return result.getRowsJson().flatMap(([order, severity, rows]) => {
    const rule = rules[Number(order)];
    if (rule === undefined) return [];
    const { id, fields, criterion, errorGroup } = rule;
    const [field] = fields;
    return [
      {
        rule: id,
        field: fields.length === 1 && field !== undefined ? field : null,
        ...(fields.length > 1 ? { fields: [...fields] } : {}),
        criterion,
        // The findings file has these words and no others.
        severity: severity as 'error' | 'warn' | 'info',
        errorGroup,
        rows: Number(rows),
      },
    ];
  });
}

async function countMended({ connection }: CheckInput, file: string) {
  const result = await connection.runAndReadAll(
    `select field, mend, count(*) from read_parquet('${file.replaceAll("'", "''")}') group by all order by all`,
  );
  return result
    .getRowsJson()
    .map(([field, mend, rows]) => ({ field: String(field), mend: mend as Mend, rows: Number(rows) }));
}
