import { expect, test } from 'vitest';
import { parseContract, type Contract } from '#modules/catalog/index.ts';
import { makeContract, type MadeContract } from '../../../../test/support/make-contract.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { gatherable } from './may-gather.ts';
import { createParting } from './parting.ts';

const noon = new Date('2026-11-22T05:00:00Z');
const days = (many: number) => new Date(noon.getTime() + many * 86_400_000);

const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
const text = (name: string, more: object = {}) => ({ name, logicalType: 'string', ...more });

function contractOf(made: Partial<MadeContract>): Contract {
  const parsed = parseContract(
    makeContract({
      id: 'gom',
      fields: [text('xa', key(1)), text('ma', key(2))],
      facts: { 'daklake.partitionBy': ['xa'] },
      ...made,
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.contract;
}

let made = 0;
function load(of: Partial<LoadRow> = {}): LoadRow {
  made += 1;
  const facts = { mode: 'replace', corrects: null, hold: null, attempts: 0, file_bytes: 100, created_at: noon };
  // Only what is looked at.
  return { ...facts, sha256: String(made), ...of } as LoadRow;
}

const many = (due: readonly LoadRow[], contract: Contract, stateAt?: Date) =>
  gatherable(due, contract, stateAt === undefined ? undefined : { stateAt }).length;

test('small loads in one mode go together, up to the first that does not fit, and one always goes', () => {
  const contract = contractOf({});
  expect(many([], contract)).toBe(0);
  expect(many([load(), load(), load()], contract)).toBe(3);
  expect(many([load({ attempts: 2 }), load()], contract)).toBe(1);
  const unfit: readonly Partial<LoadRow>[] = [
    { mode: 'upsert' },
    { corrects: 'another' },
    { hold: { reasons: ['row-count'], below: 0.8, standing: 9 } },
    { attempts: 2 },
    { file_bytes: 5_000_000 },
  ];
  for (const one of unfit) expect(many([load(), load(), load(one), load()], contract)).toBe(2);
  const [first, other] = [load(), load()];
  expect(many([first, other, load({ sha256: first.sha256 }), load()], contract)).toBe(2);
  expect(
    many(
      Array.from({ length: 300 }, () => load()),
      contract,
    ),
  ).toBe(128);
  expect(
    many(
      Array.from({ length: 100 }, () => load({ file_bytes: 4_000_000 })),
      contract,
    ),
  ).toBe(16);
});

test('only where the contract says that no load changes what another comes out as', () => {
  const both = (made: Partial<MadeContract>, mode: LoadRow['mode'] = 'replace') =>
    many([load({ mode }), load({ mode })], contractOf(made)) === 2;
  const parted = { 'daklake.partitionBy': ['xa'] };
  expect(both({ facts: {} })).toBe(false);
  expect(both({ facts: {} }, 'upsert')).toBe(true);
  expect(both({}, 'append')).toBe(false);
  expect(both({ fields: [text('xa'), text('ma')], facts: {} }, 'append')).toBe(true);
  expect(both({ fields: [text('xa'), text('ma')] })).toBe(true);
  // Equal keys in two partitions.
  expect(both({ fields: [text('xa', { required: true }), text('ma', key(1))] })).toBe(false);
  const unit = { facts: { ...parted, 'daklake.unitField': 'xa' } };
  expect(both(unit)).toBe(true);
  expect(both(unit, 'upsert')).toBe(true);
  expect(both({ ...unit, fields: [text('xa', { required: true }), text('ma', key(1))] }, 'upsert')).toBe(false);
  const own = { relationships: [{ type: 'foreignKey', to: 'schema/gom/properties/ma' }] };
  expect(both({ fields: [text('xa', key(1)), text('ma', key(2)), text('cha', own)] })).toBe(false);
});

test('a late one goes alone: those behind it come in time, once it is published', () => {
  const promised = contractOf({
    document: { slaProperties: [{ property: 'frequency', value: 1, unit: 'd' }] },
  });
  const late = load({ created_at: days(3) });
  expect(many([load(), load(), late, load()], promised, noon)).toBe(2);
  expect(many([late, load(), load()], promised, noon)).toBe(1);
  expect(many([late, load(), load()], promised)).toBe(3);
});

test('of a replace no two fill one partition; a held or repeated one meets nothing that goes before it', () => {
  const result = { accepted: 1 };
  // Only kind and partitions are looked at.
  const outcome = (kind: string, partitions: readonly string[] | null) =>
    ({ kind, partitions, result }) as unknown as Parameters<ReturnType<typeof createParting>['joins']>[0];
  const replace = createParting('replace');
  expect(replace.joins(outcome('accepted', ['1', '2']))).toBe(true);
  expect(replace.joins(outcome('failed', null))).toBe(true);
  expect(replace.joins(outcome('held', ['3']))).toBe(true);
  expect(replace.joins(outcome('accepted', ['3', '4']))).toBe(true);
  expect(replace.joins(outcome('accepted', []))).toBe(true);
  for (const kind of ['accepted', 'held', 'repeated']) expect(replace.joins(outcome(kind, ['5', '2']))).toBe(false);
  for (const mode of ['upsert', 'append'] as const) {
    const adding = createParting(mode);
    expect(adding.joins(outcome('held', null))).toBe(true);
    expect(adding.joins(outcome('accepted', null))).toBe(true);
    expect(adding.joins(outcome('accepted', null))).toBe(true);
    for (const kind of ['held', 'repeated']) expect(adding.joins(outcome(kind, null))).toBe(false);
  }
});
