import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseContract, type Contract } from '#modules/catalog/offline.ts';
import type { Code, CodeList } from '#modules/dictionary/index.ts';
import { readTables } from '#modules/intake/offline.ts';
import { checkTables } from '#modules/quality/offline/check.ts';
import { createRowSieve } from '#modules/quality/offline/sieve.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { lawRuns } from '../../../test/support/law-runs.ts';

export interface SiftedChecks {
  /** Checks every file with its rows sifted, and without: both must come to the same. How many were sifted. */
  readonly compare: (files: fc.Arbitrary<{ readonly text: string; readonly contract: Contract }>) => Promise<number>;
  readonly close: () => Promise<void>;
}

export function validValues(values: readonly string[], severity = 'error') {
  return { type: 'library', metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0, severity };
}

/** Codes that begin, end, and change places, and one that stands there twice. */
export const communes: CodeList = {
  id: 'commune',
  title: { vi: 'Xã', en: 'Communes' },
  codes: [
    code('24121', null, '2025-06-30'),
    code('24133', null, null),
    code('24154', '2025-07-01', null),
    code('24163', '2000-01-01', '2009-12-31'),
    code('24163', '2020-01-01', null),
  ],
  successions: [],
};

function code(name: string, validFrom: string | null, validTo: string | null): Code {
  return { code: name, name: { vi: name }, validFrom, validTo };
}

/** With a key besides. */
export function contractWith(properties: readonly unknown[], quality: readonly unknown[]): Contract {
  const key = { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true };
  const parsed = parseContract(
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'test',
      version: '1.0.0',
      status: 'active',
      name: 'Test',
      customProperties: [
        { property: 'daklake.owner', value: 'H15' },
        { property: 'daklake.access', value: 'open' },
      ],
      schema: [{ name: 'test', logicalType: 'object', properties: [key, ...properties], quality }],
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.contract;
}

/** `asLoad`: as the server checks them, which wants the accepted rows in the order of their key. */
export async function openSiftedChecks({
  communes: known,
  asLoad = false,
}: { readonly communes?: CodeList; readonly asLoad?: boolean } = {}): Promise<SiftedChecks> {
  const folder = await mkdtemp(join(tmpdir(), 'check-sieve-'));
  const duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  const connection = await duckdb.connect();

  async function check(file: string, contract: Contract, sifted: boolean) {
    const work = await mkdtemp(join(folder, 'work-'));
    const codeLists = (id: string) => (id === 'commune' ? known : undefined);
    const options = { receivedOn: '2026-11-22', codeLists };
    const read = await readTables(file, {
      stagingFolder: work,
      ...(sifted
        ? { sieve: createRowSieve(contract, { ...options, keepRows: true, readAtOnce: asLoad, atLeast: 0 }) }
        : {}),
    });
    const outcome = await checkTables({
      ...options,
      tables: read.tables,
      contract,
      scoring: {
        validFrom: '2025-01-01',
        basis: '',
        weights: { dung: 1, du: 1, sach: 1, song: 1, thongNhat: 1 },
        bands: { xanh: 90, vang: 75 },
      },
      connection,
      folder: work,
      mode: 'replace',
      connect: () => duckdb.connect(),
      ...(asLoad
        ? {
            existing: { files: [] },
            references: [],
            acceptedFormat: '(format parquet)',
          }
        : {}),
      maxFindings: 10_000,
    });
    const rowsOf = async (path: string | null) => {
      const rows = await connection.runAndReadAll(`select * from read_parquet(${quoteText(path ?? '')})`);
      return rows.getRowsJson().map((row) => JSON.stringify(row));
    };
    return {
      result: { ...outcome.result, seconds: 0 },
      // Of a dataset with a key, in nobody's order unless it was asked for.
      accepted: asLoad ? await rowsOf(outcome.accepted) : (await rowsOf(outcome.accepted)).toSorted(),
      rejects: await rowsOf(outcome.rejects),
      findings: await rowsOf(outcome.findings),
      originals: await rowsOf(outcome.originals),
      wasSifted: read.tables[0]?.sifted !== undefined,
    };
  }

  return {
    compare: async (files) => {
      let sifted = 0;
      await fc.assert(
        fc.asyncProperty(files, async ({ text, contract }) => {
          const file = join(await mkdtemp(join(folder, 'file-')), 'data.csv');
          await writeFile(file, text);
          const [{ wasSifted, ...own }, { wasSifted: _, ...all }] = [
            await check(file, contract, true).catch((error: unknown) => ({ wasSifted: false, failed: String(error) })),
            await check(file, contract, false).catch((error: unknown) => ({ wasSifted: false, failed: String(error) })),
          ];
          expect(own).toEqual(all);
          if (wasSifted) sifted += 1;
        }),
        { numRuns: lawRuns(4), endOnFailure: true },
      );
      return sifted;
    },
    close: async () => {
      connection.closeSync();
      duckdb.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
