import type { Directory } from '#modules/directory/index.ts';
import { listOwnCommunes, makeCommuneSuccessionTable, makeCommuneTable } from './commune-tables.ts';
import type { DemonstrationFile } from './demonstration-file.ts';
import { makeDossierPopulation } from './dossier-population.ts';
import { makeDossierFile } from './dossiers.ts';
import { makeBulkHouseholdFile, makeCommuneHouseholdFiles } from './household-files.ts';
import { makeCoverageFile } from './mobile-coverage.ts';

/** Makes a delivery's files, in the order in which they are sent. */
export type Generator = () => readonly DemonstrationFile[] | Promise<readonly DemonstrationFile[]>;

/** The generators that a `pack.yaml` can name. */
export function createGenerators(directory: Directory): Readonly<Record<string, Generator>> {
  return {
    communes: () => [makeCommuneTable(directory)],
    'commune-successions': () => [makeCommuneSuccessionTable(directory)],
    dossiers: () => makeDossierFiles(directory),
    'poor-households-bulk': () => [
      makeBulkHouseholdFile({ communes: listOwnCommunes(directory), formerCommunes: findFormerCodes(directory) }),
    ],
    'poor-households-communes': () =>
      makeCommuneHouseholdFiles({ communes: listOwnCommunes(directory), formerCommunes: findFormerCodes(directory) }),
    'mobile-coverage': () => [
      makeCoverageFile(listOwnCommunes(directory), {
        name: 'phu-song-quy-2-2026.csv',
        period: '20262',
        surveyed: '2026-06-30',
        quarter: 0,
        hasFaults: true,
      }),
      makeCoverageFile(listOwnCommunes(directory), {
        name: 'phu-song-quy-3-2026.csv',
        period: '20263',
        surveyed: '2026-09-30',
        quarter: 1,
        hasFaults: false,
      }),
    ],
  };
}

const dossierCount = 20_000;

/** The same dossiers at the end of two quarters. */
function makeDossierFiles(directory: Directory): readonly DemonstrationFile[] {
  const agencies = directory.listAgencies();
  const population = makeDossierPopulation({
    count: dossierCount,
    from: '2025-07-01',
    to: '2026-09-30',
    communes: agencies
      .filter((agency) => agency.kind === 'committee' && agency.unit?.length === 5 && agency.validTo === null)
      .map((agency) => ({ code: agency.unit ?? '', agency: agency.code })),
    departments: agencies
      .filter((agency) => ['department', 'police', 'centre'].includes(agency.kind) && agency.validTo === null)
      .map((agency) => agency.code),
  });
  const formerCommunes = findFormerCodes(directory);
  return [
    makeDossierFile(population, { name: 'ho-so-den-30-6-2026.csv', asOf: '2026-06-30', formerCommunes }),
    makeDossierFile(population, {
      name: 'ho-so-den-30-9-2026.csv',
      asOf: '2026-09-30',
      mendedUntil: '2026-06-30',
      formerCommunes,
    }),
  ];
}

/** By today's code, one that a part of it bore before the reform and that nobody bears now. */
function findFormerCodes(directory: Directory): ReadonlyMap<string, string> {
  const present = new Set(listOwnCommunes(directory).map((unit) => unit.code));
  return new Map(
    directory.tables
      .ownCommunes()
      .successions.filter(({ from, coverage }) => coverage === 'full' && !present.has(from))
      .map(({ from, to }) => [to, from]),
  );
}
