import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { itWithSamples, samples, samplesPresent } from '../../../../../test/support/samples.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { proveFor, type ProvedProposal } from './test-proposal.ts';

const tables = new Set(['.csv', '.tsv', '.xls', '.xlsx', '.ods', '.json', '.zip', '.gz']);
const most = 400_000;

/** Folders of real files of every kind, with how many of each are tried. */
const kinds: readonly (readonly [folder: string, count: number])[] = [
  ['gso-statistics', 6],
  ['admin-gso-xls-63', 4],
  ['admin-units', 2],
  ['osm-poi-daklak', 4],
  ['climate-imhen', 2],
  ['geonames-vn', 1],
  ['gtfs-caltrain', 1],
  ['worldbank-undp', 2],
  ['iot-numenta-nab', 3],
  ['messy-vn-encodings', 3],
  ['messy-messytables-horror', 3],
  ['messy-ckan-xloader', 4],
  ['messy-qsv', 3],
  ['messy-frictionless', 4],
];

/** Spread over the folder by its names, so that nobody chose them. */
function filesOf([folder, count]: readonly [string, number]): readonly string[] {
  const root = join(samples, folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => tables.has(extname(name).toLowerCase()))
    .map((name) => join(root, name))
    .filter((file) => statSync(file).size < most)
    .toSorted();
  // More than are wanted, since some cannot be read, which other tests are about.
  return Array.from(
    { length: Math.min(files.length, count * 2) },
    (_, place) => files[Math.floor((place * files.length) / Math.min(files.length, count * 2))],
  ).filter((file) => file !== undefined);
}

const proved: (ProvedProposal & { readonly file: string })[] = [];

describe.each(samplesPresent ? kinds : [])('%s', (folder, count) => {
  itWithSamples(
    'what is proposed takes its own file: no column lost, no zero, hardly a row',
    { timeout: 60_000 },
    async () => {
      let tried = 0;
      for (const file of filesOf([folder, count])) {
        if (tried === count) break;
        const one = await proveFor({ file }).catch((error: unknown) => {
          if (error instanceof DomainError) return undefined;
          throw error;
        });
        if (one === undefined) continue;
        tried += 1;
        proved.push({ ...one, file });
        const { proposal, contract, result, changedTexts } = one;
        expect(contract.fields, file).toHaveLength(proposal.table.columns.length);
        expect(
          result.warnings.map(({ code }) => code).filter((code) => code.startsWith('column-')),
          file,
        ).toEqual([]);
        expect(result.accepted / result.received, file).toBeGreaterThanOrEqual(0.99);
        expect(changedTexts, file).toBe(0);
        expect([contract.status, contract.access, contract.owner], file).toEqual(['draft', 'private', 'H15']);
      }
      expect(tried).toBeGreaterThan(0);
    },
  );
});

itWithSamples('thirty real tables at the least were tried', () => {
  expect(proved.length).toBeGreaterThanOrEqual(30);
});
