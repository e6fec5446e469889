import { expect, test } from 'vitest';
import { editDistance } from '#platform/text/edit-distance.ts';
import { contractText, property, testDictionary as dictionary } from '../test-contract.ts';
import { parseContract } from './parse-contract.ts';

function readField(custom: Readonly<Record<string, unknown>>, members: Readonly<Record<string, unknown>> = {}) {
  const { logicalType: _said, ...untyped } = property('o', {}, custom);
  const text = contractText({ properties: [{ ...untyped, ...members }] });
  const result = parseContract(text, { dictionary });
  if (!result.ok) return result.problems.map(({ code, line }) => `${code} ${text.split('\n')[line - 1]?.trim()}`);
  const [field] = result.contract.fields;
  return { ...field, warnings: result.warnings.map(({ code }) => code) };
}

test('a field is what its data element is', () => {
  expect(readField({ elementRef: 'ndg:ID-001' })).toMatchObject({
    type: 'string',
    limits: { minLength: 12, maxLength: 12, pattern: '^\\d+$' },
    semanticType: 'personal-id',
    personal: 'basic',
    mask: 'last4',
    warnings: [],
  });
  expect(readField({ elementRef: 'ndg:DT-001' })).toMatchObject({
    codeList: { id: 'dan-toc', validOn: { kind: 'receipt' } },
    personal: 'sensitive',
    mask: 'hide',
  });
  expect(readField({ elementRef: 'dl:TL-001' })).toMatchObject({
    type: 'number',
    limits: { minimum: 0, maximum: 100 },
  });
});

test('unless its contract says otherwise', () => {
  const options = { logicalType: 'string', logicalTypeOptions: { maxLength: 14 } };
  const own = { semanticType: 'identity-card', personal: 'sensitive', mask: 'hide', codeList: 'commune' };
  expect(readField({ elementRef: 'ndg:ID-001', ...own }, options)).toMatchObject({
    limits: { minLength: 12, maxLength: 14 },
    ...own,
    codeList: { id: 'commune' },
  });
  const whole = { logicalType: 'integer', logicalTypeOptions: { minimum: 1 } };
  expect(readField({ elementRef: 'dl:TL-001' }, whole)).toMatchObject({
    type: 'integer',
    limits: { minimum: 1, maximum: 100 },
    warnings: [],
  });
});

test('of another type, it keeps what protects the person', () => {
  expect(readField({ elementRef: 'ndg:ID-001' }, { logicalType: 'integer' })).toMatchObject({
    type: 'integer',
    limits: {},
    personal: 'basic',
    mask: 'last4',
    warnings: ['element-type-other'],
  });
});

test('a code list may be read on the day of a field whose element is a date', () => {
  const properties = [
    property('o', {}, { codeList: 'commune', codeListDate: 'ngay' }),
    { ...property('ngay', {}, { elementRef: 'ndg:NS-001' }), logicalType: undefined },
  ];
  expect(parseContract(contractText({ properties }), { dictionary })).toMatchObject({ ok: true });
});

test('a class below the element’s, an unknown element and an unknown list are problems on their lines', () => {
  expect(readField({ elementRef: 'ndg:ID-001', personal: 'none' })).toEqual([
    'personal-below-element - property: daklake.personal',
  ]);
  expect(readField({ elementRef: 'ndg:DT-001', personal: 'basic' })).toEqual([
    'personal-below-element - property: daklake.personal',
  ]);
  expect(readField({ elementRef: 'ndg:ID-999' })).toEqual(['element-unknown - property: daklake.elementRef']);
  expect(readField({ codeList: 'communes' }, { logicalType: 'string' })).toEqual([
    'code-list-unknown - property: daklake.codeList',
  ]);
});

test('a slip in a name of ours is a problem, a name far from ours a warning', () => {
  const typed = { logicalType: 'string' };
  for (const name of ['personall', 'Personal', 'PERSONAL', 'presonal', 'elementref', 'maks'])
    expect(readField({ [name]: 'basic' }, typed), name).toEqual([`custom-misspelled - property: daklake.${name}`]);
  expect(readField({ colour: 'red' }, typed)).toMatchObject({ warnings: ['custom-unknown'] });
});

test('letters put in, left out and exchanged are counted, up to the limit', () => {
  const distances = ['personal', 'personall', 'ersonal', 'pexsonal', 'presonal', 'peXYZnal', ''].map((text) =>
    editDistance(text, 'personal', 2),
  );
  expect(distances).toEqual([0, 1, 1, 1, 2, 3, 3]);
});
