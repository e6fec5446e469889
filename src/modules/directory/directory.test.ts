import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { itWithSamples, samples } from '../../../test/support/samples.ts';
import { createDirectory, isValidOn } from './index.ts';

const directory = createDirectory({ packs: resolve(import.meta.dirname, '../../../packs') });
const before = '2025-06-30';
const since = '2025-07-01';

test('the province has 102 communes since the reform, 88 xã and 14 phường, from 180 and 106', () => {
  const communes = directory.listCommunes({ province: '66', day: since });
  expect(communes).toHaveLength(102);
  expect(communes.filter((unit) => unit.name.vi.startsWith('Phường '))).toHaveLength(14);
  expect(directory.listCommunes({ province: '66', day: before })).toHaveLength(180);
  expect(directory.listCommunes({ province: '54', day: before })).toHaveLength(106);
  expect(directory.listCommunes({ province: '54', day: since })).toEqual([]);
});

test('one code names different units on different days', () => {
  expect(directory.findUnit('24133', before)?.name).toEqual({ vi: 'Phường Thành Công', en: 'Thanh Cong Ward' });
  expect(directory.findUnit('24133', since)?.name).toEqual({ vi: 'Phường Buôn Ma Thuột', en: 'Buon Ma Thuot Ward' });
  expect(directory.findUnit('24118', since)).toBeUndefined();
  expect(directory.findUnit('24', since)?.name.vi).toBe('Tỉnh Bắc Ninh');
  expect(directory.findUnit('24', before)?.name.vi).toBe('Tỉnh Bắc Giang');
  expect(directory.findUnit('99999', since)).toBeUndefined();
});

test('exactly the eight communes that the resolution splits are split, each over two', () => {
  const { units, successions } = directory.tables.ownCommunes();
  const partial = Map.groupBy(
    successions.filter(({ coverage }) => coverage === 'partial'),
    ({ from }) => from,
  );
  const split = ['22024', '22225', '22228', '22246', '22252', '22312', '22315', '24550'];
  expect([...partial.keys()].toSorted()).toEqual(split);
  expect([...partial.values()].map((targets) => targets.length)).toEqual(split.map(() => 2));
  const former = units.filter((unit) => unit.validTo === before).map((unit) => unit.code);
  expect(new Set(successions.map(({ from }) => from))).toEqual(new Set(former));
  expect(former).toHaveLength(286);
});

test('Ea Drơng goes whole to Cuôr Đăng, which the community mapping has wrong', () => {
  expect(directory.successorsOf('24292', before)).toEqual([
    { from: '24292', to: '24301', coverage: 'full', on: since, basis: '1660/NQ-UBTVQH15 Đ1k11' },
  ]);
  expect(directory.successorsOf('24301', since)).toEqual([]);
  expect(directory.successorsOf('54', before)).toMatchObject([{ to: '66', coverage: 'full' }]);
  expect(directory.successorsOf('00004', since)).toEqual([]);
});

test('every succession leads to a unit that lives on its day', () => {
  for (const table of [directory.tables.provinces(), directory.tables.countryCommunes()]) {
    const living = new Set(table.units.filter((unit) => isValidOn(unit, since)).map((unit) => unit.code));
    expect(table.successions.filter(({ to }) => !living.has(to))).toEqual([]);
    expect(table.successions.length).toBeGreaterThan(50);
  }
});

test('no code has two units on one day, in the whole country', () => {
  const periods = directory.tables.countryCommunes().units.map((unit) => `${unit.code} ${unit.validFrom}`);
  expect(new Set(periods).size).toBe(periods.length);
  expect(directory.tables.countryCommunes().units.filter((unit) => isValidOn(unit, since))).toHaveLength(3321);
  expect(directory.tables.provinces().units.filter((unit) => isValidOn(unit, since))).toHaveLength(34);
  expect(directory.tables.provinces().units.filter((unit) => isValidOn(unit, before))).toHaveLength(63);
  expect(directory.listCommunes({ province: '01', day: since })).toHaveLength(126);
});

test('names are NFC, with one space between words', () => {
  const { units } = directory.tables.countryCommunes();
  expect(units.filter(({ name }) => name.vi !== name.vi.normalize('NFC').replace(/\s+/g, ' ').trim())).toEqual([]);
  expect(units.filter(({ name }) => !/^(Xã|Phường|Thị trấn|Đặc khu) \S/.test(name.vi))).toEqual([]);
});

test('every commune of today has its People’s Committee, in the order of the codes', () => {
  const committees = directory.listAgencies().filter((agency) => /^H15\.1\d\d$|^H15\.20\d$/.test(agency.code));
  const codes = directory.listCommunes({ province: '66', day: since }).map((unit) => unit.code);
  expect(committees.map((agency) => agency.unit)).toEqual(codes);
  expect([committees[0]?.code, committees.at(-1)?.code]).toEqual(['H15.101', 'H15.202']);
  expect(directory.findAgency('H15.139')).toMatchObject({
    unit: '24169',
    parent: 'H15',
    name: { vi: 'Ủy ban nhân dân phường Ea Kao', en: "People's Committee of Ea Kao Ward" },
  });
});

test('an agency is found by either form of its code, a former one with who took over', () => {
  expect(directory.agencyName('H15.05', 'vi')).toBe('Sở Khoa học và Công nghệ');
  expect(directory.agencyName('000.00.05.H15', 'en')).toBe('Department of Science and Technology');
  expect(directory.agencyName('H99.01', 'vi')).toBe('H99.01');
  const former = directory.listAgencies().filter((agency) => agency.validTo !== null);
  expect(former.length).toBeGreaterThan(5);
  expect(former.filter((agency) => agency.successors.length === 0)).toEqual([]);
  expect(former.flatMap(({ successors }) => successors).filter(({ to }) => !directory.findAgency(to))).toEqual([]);
});

test('a parent is an agency too, and its code is the beginning of its child’s', () => {
  const children = directory.listAgencies().filter((agency) => agency.parent !== null);
  expect(children.length).toBeGreaterThan(120);
  for (const { code, parent } of children) {
    expect(code.startsWith(`${parent}.`)).toBe(true);
    expect(directory.findAgency(parent ?? '')).toBeDefined();
  }
});

itWithSamples('codes and names of today equal the list of the statistics office', () => {
  const rows = readCsv('admin-units/daklak_communes_102.csv');
  const expected = rows.map((row) => [row['code'], row['full_name']?.replace('oà', 'òa')]);
  const communes = directory.listCommunes({ province: '66', day: since });
  expect(communes.map((unit) => [unit.code, unit.name.vi])).toEqual(expected);
});

itWithSamples('old to new equals the community mapping but for its one false split', () => {
  const rows = readCsv('admin-units/daklak_old_to_new.csv');
  const theirs = rows.map((row) => `${row['old_commune_code']} ${row['new_commune_code']} ${row['coverage']}`);
  const ours = directory.tables.ownCommunes().successions.map(({ from, to, coverage }) => `${from} ${to} ${coverage}`);
  expect(theirs.filter((line) => !ours.includes(line)).toSorted()).toEqual([
    '24292 24301 partial',
    '24292 24328 partial',
  ]);
  expect(ours.filter((line) => !theirs.includes(line))).toEqual(['24292 24301 full']);
});

function readCsv(path: string): readonly Readonly<Record<string, string>>[] {
  const [heading = '', ...lines] = readFileSync(join(samples, path), 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split(/\r?\n/);
  const columns = heading.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
}
