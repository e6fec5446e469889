import { describe, expect, test } from 'vitest';
import { contractText, property, type TestContract } from '../test-contract.ts';
import type { Contract } from './contract.ts';
import { columnTypeOf } from './column-type.ts';
import { datasetFactsOf } from './dataset-facts.ts';
import { datasetSchemaOf } from './dataset-schema.ts';
import { parseContract } from './parse-contract.ts';

function read(given: TestContract = {}): Contract {
  const result = parseContract(contractText(given));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, undefined, 1));
  return result.contract;
}

function readField(members: Readonly<Record<string, unknown>>, custom: Readonly<Record<string, unknown>> = {}) {
  const { fields } = read({ properties: [property('f', members, custom), property('ngay', { logicalType: 'date' })] });
  return fields[0];
}

function codesOf(given: TestContract): readonly string[] {
  const result = parseContract(contractText(given));
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

describe('a contract', () => {
  test('that says the least has defaults', () => {
    const { document, fields, ...contract } = read();
    expect(contract).toEqual({
      id: 'ho-ngheo',
      version: '1.0.0',
      status: 'active',
      title: { vi: 'Hộ nghèo', en: 'Hộ nghèo' },
      description: { vi: '', en: '' },
      owner: 'H15.05',
      access: 'open',
      importance: 'other',
      legalBasis: [],
      loadMode: 'replace',
      partitionBy: [],
      holdBelow: 0.8,
      synthetic: false,
      primaryKey: [],
      rules: [],
      unknownQuality: [],
    });
    expect(document).toMatchObject({ kind: 'DataContract' });
    expect(fields[0]).toEqual({
      name: 'ma_ho',
      labels: { vi: 'ma_ho', en: 'ma_ho' },
      aliases: [],
      missing: [],
      type: 'string',
      required: false,
      unique: false,
      limits: {},
      personal: 'none',
      examples: [],
    });
  });

  test('says all that ours can say', () => {
    const contract = read({
      custom: {
        owner: '000.00.05.H15',
        access: 'private',
        importance: 'core',
        importanceBasis: '20/2025/QĐ-TTg',
        dataClass: 'master',
        legalBasis: '118/2025/NĐ-CP',
        theme: 'xa-hoi',
        loadMode: 'append',
        partitionBy: ['so_khau', 'ma_ho'],
        unitField: 'ma_ho',
        holdBelow: 0,
        synthetic: true,
        labels: { vi: 'Hộ', en: 'Households' },
        descriptions: 'Danh sách',
      },
    });
    expect(contract).toMatchObject({
      owner: 'H15.05',
      access: 'private',
      importance: 'core',
      importanceBasis: '20/2025/QĐ-TTg',
      dataClass: 'master',
      legalBasis: ['118/2025/NĐ-CP'],
      theme: 'xa-hoi',
      loadMode: 'append',
      partitionBy: ['so_khau', 'ma_ho'],
      unitField: 'ma_ho',
      holdBelow: 0,
      synthetic: true,
      title: { vi: 'Hộ', en: 'Households' },
      description: { vi: 'Danh sách', en: 'Danh sách' },
    });
  });

  test('is for others a schema and facts', () => {
    const contract = read({
      properties: [
        property('b', { logicalType: 'integer', physicalType: 'bigint', primaryKey: true, primaryKeyPosition: 2 }),
        property('a', { primaryKey: true, primaryKeyPosition: 1 }, { personal: 'basic' }),
      ],
      custom: { partitionBy: 'a', unitField: 'a' },
    });
    expect(datasetSchemaOf(contract)).toMatchObject({
      columns: [
        { name: 'b', type: 'BIGINT', wide: true },
        { name: 'a', type: 'VARCHAR' },
      ],
      key: ['a', 'b'],
      partitionBy: ['a'],
    });
    expect(datasetFactsOf(contract)).toEqual({
      id: 'ho-ngheo',
      owner: 'H15.05',
      access: 'open',
      unitField: 'a',
      fields: [{ name: 'b', personal: 'none' }, { name: 'a', personal: 'basic', mask: 'hide' }],
      synthetic: false,
    }); // prettier-ignore
  });

  test.each([
    [{ value: 1, unit: 'd' }, 1],
    [{ value: '7' }, 7],
    [{ value: 1, unit: 'm' }, 31],
    [{ value: 1, unit: 'quarter' }, 92],
    [{ value: 2, unit: 'Y' }, 732],
    [{ value: 36, unit: 'h' }, 2],
  ])('comes as often as it promises: %o', (promise, days) => {
    const text = contractText().replace(
      'schema:',
      `slaProperties:\n  - ${JSON.stringify({ property: 'Frequency', ...promise })}\nschema:`,
    );
    expect(parseContract(text)).toMatchObject({ ok: true, contract: { freshness: { frequencyDays: days } } });
  });
});

describe('a field', () => {
  test.each([
    [{ logicalType: 'string', physicalType: 'bigint' }, 'VARCHAR'],
    [{ logicalType: 'integer' }, 'BIGINT'],
    [{ logicalType: 'integer', physicalType: 'int4' }, 'BIGINT'],
    [{ logicalType: 'integer', physicalType: 'Decimal(38)' }, 'DECIMAL(38,0)'],
    [{ logicalType: 'number' }, 'DOUBLE'],
    [{ logicalType: 'number', physicalType: 'decimal( 18 , 2 )' }, 'DECIMAL(18,2)'],
    [{ logicalType: 'boolean' }, 'BOOLEAN'],
    [{ logicalType: 'date' }, 'DATE'],
    [{ logicalType: 'timestamp' }, 'TIMESTAMP'],
    [{ logicalType: 'time' }, 'TIME'],
  ])('%o is kept as %s', (members, type) => {
    const field = readField(members);
    expect(field && columnTypeOf(field)).toBe(type);
  });

  test.each(['DECIMAL', 'DECIMAL(0,0)', 'DECIMAL(39,2)', 'DECIMAL(5,6)', 'DECIMAL(-1,0)'])(
    'is not kept as %s',
    (physicalType) => {
      expect(codesOf({ properties: [property('f', { logicalType: 'number', physicalType })] })).toEqual([
        'decimal-shape',
      ]);
    },
  );

  test('of a key is required, in the order of positions', () => {
    const { fields, primaryKey } = read({
      properties: [
        property('a', { primaryKey: true }),
        property('b', { primaryKey: true, primaryKeyPosition: 2 }),
        property('c', { primaryKey: false, primaryKeyPosition: -1 }),
        property('d', { primaryKey: true, primaryKeyPosition: 1 }),
      ],
    });
    expect(primaryKey).toEqual(['d', 'b', 'a']);
    expect(fields.map(({ required }) => required)).toEqual([true, true, false, true]);
  });

  test('has labels from what there is', () => {
    expect(readField({ businessName: 'Tên', physicalName: 'TEN' })?.labels).toEqual({ vi: 'Tên', en: 'Tên' });
    expect(readField({ physicalName: 'TEN' })?.labels).toEqual({ vi: 'TEN', en: 'TEN' });
    expect(readField({}, { labels: { vi: 'Tên' } })?.labels).toEqual({ vi: 'Tên', en: 'Tên' });
    expect(readField({}, { labels: 'Tên' })?.labels).toEqual({ vi: 'Tên', en: 'Tên' });
    expect(readField({}, { aliases: ['A', { vi: 'B', en: 'C' }] })?.aliases).toEqual(['A', 'B', 'C']);
  });

  test('knows the words that stand for nothing', () => {
    expect(readField({}, { missing: ['-', 'không có'] })?.missing).toEqual(['-', 'không có']);
  });

  test('with personal data is masked', () => {
    expect(readField({}, { personal: 'sensitive' })).toMatchObject({ personal: 'sensitive', mask: 'hide' });
    expect(readField({}, { personal: 'basic', mask: 'last4' })).toMatchObject({ mask: 'last4' });
    expect(readField({})).not.toHaveProperty('mask');
  });

  test('reads a code list on a day, on a field, or on receipt', () => {
    const validOn = (date?: string) =>
      readField({}, { codeList: 'commune', ...(date === undefined ? {} : { codeListDate: date }) })?.codeList?.validOn;
    expect(validOn()).toEqual({ kind: 'receipt' });
    expect(validOn('2025-07-01')).toEqual({ kind: 'day', day: '2025-07-01' });
    expect(validOn('ngay')).toEqual({ kind: 'field', field: 'ngay' });
  });

  test('keeps its limits by type', () => {
    const options = (logicalType: string, logicalTypeOptions: object) =>
      readField({ logicalType, logicalTypeOptions })?.limits;
    expect(options('string', { minLength: 1, maxLength: 3, pattern: '^a', format: 'email' })).toEqual({
      minLength: 1,
      maxLength: 3,
      pattern: '^a',
    });
    expect(options('integer', { minimum: 0, exclusiveMaximum: 5, multipleOf: 2, format: 'i32' })).toEqual({
      minimum: 0,
      exclusiveMaximum: 5,
      multipleOf: 2,
    });
    expect(options('date', { minimum: '2024-02-29', maximum: '2025-01-01' })).toEqual({
      minimum: '2024-02-29',
      maximum: '2025-01-01',
    });
    expect(options('timestamp', { minimum: '2026-01-01T00:00:00+07:00', timezone: true })).toEqual({
      minimum: '2026-01-01T00:00:00+07:00',
    });
    expect(options('time', { maximum: '17:30' })).toEqual({ maximum: '17:30' });
    expect(options('number', { minimum: 1, maximum: 1 })).toEqual({ minimum: 1, maximum: 1 });
  });

  test('refers to a field of another dataset', () => {
    expect(readField({ relationships: [{ to: 'schema/don-vi/properties/ma_xa' }] })?.reference).toEqual({
      dataset: 'don-vi',
      field: 'ma_xa',
    });
    expect(codesOf({ properties: [property('f', { relationships: [{ to: 'communes.code' }] })] })).toEqual([
      'reference-shape',
    ]);
  });

  test('takes its values from a list', () => {
    const list = (members: object, type = 'string') =>
      readField({ logicalType: type, quality: [{ metric: 'invalidValues', mustBe: 0, ...members }] })?.enumeration;
    expect(
      list({ arguments: { validValues: ['a', null, 'b', 'a'] }, severity: 'warning', dimension: 'accuracy' }),
    ).toEqual({
      values: ['a', 'b'],
      severity: 'warn',
      dimension: 'accuracy',
    });
    expect(list({ arguments: { validValues: [1, '2'] } }, 'integer')).toEqual({
      values: ['1', '2'],
      severity: 'error',
    });
    expect(list({ arguments: { pattern: 'x' } })).toBeUndefined();
  });
});

describe('quality', () => {
  const rule = { type: 'custom', engine: 'cel', name: 'r', implementation: " so_khau > 0 || ma_ho == 'x' " };

  test('is an expression over the row, at the object or at a field', () => {
    const expected = {
      name: 'r',
      expression: "so_khau > 0 || ma_ho == 'x'",
      fields: ['ma_ho', 'so_khau'],
      dimension: 'consistency',
      severity: 'error',
    };
    expect(read({ quality: [rule] }).rules).toMatchObject([
      { ...expected, message: { vi: 'Bản ghi không thoả quy tắc «r».' } },
    ]);
    const onField = [property('ma_ho'), property('so_khau', { logicalType: 'integer', quality: [rule] })];
    expect(read({ properties: onField }).rules).toMatchObject([expected]);
  });

  test('has a message, a dimension and a severity of its own', () => {
    const customProperties = [{ property: 'daklake.message', value: { vi: 'Sai', en: 'Wrong' } }];
    const { rules } = read({ quality: [{ ...rule, dimension: 'accuracy', severity: 'warn', customProperties }] });
    expect(rules).toMatchObject([{ dimension: 'accuracy', severity: 'warn', message: { vi: 'Sai', en: 'Wrong' } }]);
    expect(read({ quality: [{ ...rule, description: 'Phải có' }] }).rules[0]?.message).toEqual({
      vi: 'Phải có',
      en: 'Phải có',
    });
  });

  test('of other kinds is kept by name', () => {
    const others = [
      { type: 'sql', name: 'theirs', query: 'select 1', mustBe: 1 },
      { type: 'custom', engine: 'soda', implementation: 'x' },
      { metric: 'rowCount', mustBeGreaterThan: 1 },
      { metric: 'invalidValues', mustBe: 0, arguments: { validValues: ['a'] } },
      { description: 'words' },
    ];
    expect(read({ quality: others }).unknownQuality).toEqual(['theirs', 'soda', 'rowCount', 'invalidValues', 'words']);
  });

  test('reads variables of macros as what they are', () => {
    const reads = (implementation: string) => read({ quality: [{ ...rule, implementation }] }).rules[0]?.fields;
    expect(reads("['a', 'b'].exists(x, x == ma_ho)")).toEqual(['ma_ho']);
    expect(reads("ma_ho.startsWith('a') && {'k': so_khau}['k'] > -so_khau")).toEqual(['ma_ho', 'so_khau']);
    expect(codesOf({ quality: [{ ...rule, implementation: '[1].exists(x, x == so_khau) && x > 1' }] })).toEqual([
      'rule-field-unknown',
    ]);
  });
});

test('a document of 3.0 says the same in its own words', () => {
  const text = contractText({
    properties: [
      property('f', {
        logicalType: 'integer',
        logicalTypeOptions: { maximum: 5, exclusiveMaximum: true, minimum: 1, exclusiveMinimum: false },
      }),
      property('g', {
        quality: [
          { type: 'library', rule: 'validValues', validValues: ['a', 'b'] },
          { rule: 'nullCheck', mustBe: 0 },
        ],
      }),
    ],
  });
  expect(parseContract(text)).toMatchObject({ ok: false });
  const older = parseContract(text.replace('v3.1.0', 'v3.0.2'));
  expect(older).toMatchObject({
    ok: true,
    contract: {
      fields: [{ limits: { minimum: 1, exclusiveMaximum: 5 } }, { enumeration: { values: ['a', 'b'] } }],
      unknownQuality: ['nullValues'],
    },
  });
});
