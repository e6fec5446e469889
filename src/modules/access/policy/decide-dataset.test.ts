import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roles, type Caller } from '#api/caller.ts';
import { accessClasses } from '#api/datasets.ts';
import { decideDataset, type DatasetDecision } from './decide-dataset.ts';
import type { DatasetFacts } from './dataset-facts.ts';
import { visibilityOf } from './visibility.ts';

const anonymous: Caller = { kind: 'anonymous' };
const agencies = ['H15.05', 'H15.06', 'H15.050', 'H15', null] as const;
const units = ['24169', '24121', null] as const;

/** Every caller there can be, as far as the policy can tell callers apart. */
const callers: readonly Caller[] = [
  anonymous,
  ...roles.flatMap((role) =>
    agencies.flatMap((agency) =>
      units.flatMap((unit) =>
        (['user', 'token'] as const).map((kind): Caller => ({ kind, id: '1', name: 'A', role, agency, unit })),
      ),
    ),
  ),
];

const datasets: readonly DatasetFacts[] = accessClasses.flatMap((access) =>
  ['ma_xa', null].map((unitField) => ({
    id: 'ho-ngheo',
    owner: 'H15.05',
    access,
    unitField,
    fields: [
      { name: 'ma_xa', personal: 'none' },
      { name: 'so_dinh_danh', personal: 'basic', mask: 'last4' },
      { name: 'dan_toc', personal: 'sensitive' },
      { name: 'ghi_chu', personal: 'none', mask: 'hide' },
    ],
    synthetic: true,
  })),
);
const masked = { so_dinh_danh: 'last4', dan_toc: 'hide', ghi_chu: 'hide' } as const;

/** The rules as interfaces.md tells them, written down a second time, case by case. */
function expected(caller: Caller, dataset: DatasetFacts): DatasetDecision {
  const nothing = { load: false, seeLoads: 'none', decideLoads: false, putContract: false } as const;
  if (caller.kind === 'anonymous') {
    const rights = { fields: masked };
    if (dataset.access === 'open') return { page: 'shown', rows: 'shown', rights, ...nothing };
    if (dataset.access === 'private') return { page: 'hidden', rows: 'hidden', rights, ...nothing };
    return { page: 'shown', rows: { missing: 'sign-in' }, rights, ...nothing };
  }
  const { role, unit } = caller;
  const isOwners = caller.agency === 'H15.05' && role !== 'citizen';
  const isKeeper = isOwners && (role === 'steward' || role === 'owner');
  const isFiller = role === 'officer' && unit !== null && dataset.unitField !== null;
  const isOverseer = role === 'administrator' || role === 'auditor';

  const mayReadPrivate = isOwners || isFiller || isOverseer;
  const page = dataset.access !== 'private' || mayReadPrivate ? 'shown' : ({ missing: 'read-private' } as const);
  const rows =
    dataset.access === 'open' || mayReadPrivate
      ? 'shown'
      : dataset.access === 'private'
        ? ({ missing: 'read-private' } as const)
        : role === 'citizen'
          ? ({ missing: 'read-shared' } as const)
          : 'shown';
  const rights = isKeeper
    ? { fields: {} }
    : isFiller
      ? { fields: masked, unmaskedRows: { field: 'ma_xa', value: unit } }
      : { fields: masked };
  return {
    page,
    rows,
    rights: rights as DatasetDecision['rights'],
    load: isKeeper || role === 'administrator' || (isFiller && { unit }),
    seeLoads: isOwners || isOverseer ? 'all' : isFiller ? 'own' : 'none',
    decideLoads: isKeeper || role === 'administrator',
    putContract: isKeeper || role === 'administrator',
  };
}

test('decides every combination of role, agency, unit and access class as the rules say', () => {
  let cases = 0;
  for (const dataset of datasets) {
    for (const caller of callers) {
      expect(decideDataset(caller, dataset), JSON.stringify({ caller, dataset })).toEqual(expected(caller, dataset));
      cases += 1;
    }
  }
  expect(cases).toBe(6 * (1 + roles.length * 5 * 3 * 2));
});

test('the administrator sees masks, also of his own agency', () => {
  const administrator: Caller = {
    kind: 'user',
    id: '1',
    name: 'A',
    role: 'administrator',
    agency: 'H15.05',
    unit: null,
  };
  for (const dataset of datasets) expect(decideDataset(administrator, dataset).rights).toEqual({ fields: masked });
});

test('a stranger’s stewardship counts for nothing', () => {
  const stranger: Caller = { kind: 'user', id: '1', name: 'A', role: 'steward', agency: 'H15.06', unit: null };
  const dataset = datasets.find(({ access }) => access === 'private') ?? expect.fail();
  expect(decideDataset(stranger, dataset)).toMatchObject({ page: { missing: 'read-private' }, load: false });
});

test('a search finds a dataset exactly where its page is shown', () => {
  for (const caller of callers) {
    const { private: hidden } = visibilityOf(caller);
    for (const dataset of datasets) {
      const found =
        dataset.access !== 'private' ||
        hidden === 'all' ||
        (hidden !== 'none' &&
          (hidden.owners.includes(dataset.owner) || (hidden.filledByUnits && dataset.unitField !== null)));
      expect(found, JSON.stringify({ caller, dataset })).toBe(decideDataset(caller, dataset).page === 'shown');
    }
  }
});

test('who may not read may not load, decide or see loads; raw values are only for those who fill', () => {
  const text = fc.string({ maxLength: 6 });
  const anyCaller = fc.record({
    kind: fc.constantFrom('user', 'token') as fc.Arbitrary<'user' | 'token'>,
    id: text,
    name: text,
    role: fc.constantFrom(...roles),
    agency: fc.option(fc.constantFrom('H15.05', 'H15.06', 'h15.05', ' H15.05', '')),
    unit: fc.option(fc.constantFrom('24169', '24121')),
  });
  fc.assert(
    fc.property(anyCaller, fc.constantFrom(...datasets), (caller, dataset) => {
      const decision = decideDataset(caller, dataset);
      if (decision.rows !== 'shown') {
        expect(decision).toMatchObject({ load: false, seeLoads: 'none', decideLoads: false });
      }
      const sees = decision.rights.unmaskedRows?.value ?? (Object.keys(decision.rights.fields).length === 0 && 'all');
      if (sees === 'all') expect(decision.load).toBe(true);
      else if (sees !== false) expect(decision.load).toEqual({ unit: sees });
    }),
  );
});
