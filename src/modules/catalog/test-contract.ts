import { stringify } from 'yaml';
import type { ContractDictionary } from './contract/open-field.ts';

/** What a test's contract says beside the smallest that is good. */
export interface TestContract {
  readonly id?: string;
  readonly version?: string;
  readonly name?: string;
  readonly purpose?: string;
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly properties?: readonly Readonly<Record<string, unknown>>[];
  readonly quality?: readonly unknown[];
}

/** The text of a contract, good unless its parts are not. */
export function contractText(given: TestContract = {}): string {
  const custom = { owner: 'H15.05', access: 'open', ...given.custom };
  return stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: given.id ?? 'ho-ngheo',
    version: given.version ?? '1.0.0',
    status: 'active',
    name: given.name ?? 'Hộ nghèo',
    ...(given.purpose === undefined ? {} : { description: { purpose: given.purpose } }),
    customProperties: customProperties(custom),
    schema: [
      {
        name: 'records',
        properties: given.properties ?? [property('ma_ho'), property('so_khau', { logicalType: 'integer' })],
        ...(given.quality === undefined ? {} : { quality: given.quality }),
      },
    ],
  });
}

export function property(
  name: string,
  members: Readonly<Record<string, unknown>> = {},
  custom: Readonly<Record<string, unknown>> = {},
) {
  return { name, logicalType: 'string', ...members, customProperties: customProperties(custom) };
}

export function customProperties(facts: Readonly<Record<string, unknown>>) {
  return Object.entries(facts).map(([name, value]) => ({ property: `daklake.${name}`, value }));
}

type TestElement = NonNullable<ReturnType<ContractDictionary['findElement']>>;

function element(id: string, facts: Partial<TestElement>): TestElement {
  const name = { vi: id, en: id };
  return { id, name, definition: name, type: 'string', personal: 'none', synonyms: [], legalBasis: [], ...facts };
}

const elements = [
  element('ndg:ID-001', {
    minLength: 12,
    maxLength: 12,
    pattern: '^\\d+$',
    semanticType: 'personal-id',
    personal: 'basic',
    mask: 'last4',
  }),
  element('ndg:DT-001', { codeList: 'dan-toc', personal: 'sensitive', mask: 'hide' }),
  element('ndg:NS-001', { type: 'date', personal: 'basic', mask: 'year' }),
  element('dl:TL-001', { type: 'number', minimum: 0, maximum: 100 }),
];

/** Four data elements, two code lists. */
export const testDictionary: ContractDictionary = {
  findElement: (id) => elements.find((known) => known.id === id),
  listElements: () => elements,
  listCodeLists: () => ['commune', 'dan-toc'],
};
