import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { semanticTypeNames } from './contract.ts';
import { contractProperties, fieldProperties } from './custom-names.ts';
import { parseContract } from './parse-contract.ts';

const guides = resolve(import.meta.dirname, '../../../../docs/guides');

describe.each(['contracts.md', 'contracts.vi.md'])('%s', (file) => {
  const guide = readFileSync(resolve(guides, file), 'utf8');
  const [, dataset = '', field = ''] = guide.split(/^## /m);

  test('has an example that is a good contract without a warning', () => {
    const example = /```yaml\n(.*?)```/s.exec(guide)?.[1] ?? '';
    expect(parseContract(example)).toMatchObject({ ok: true, warnings: [] });
  });

  test('names every property of ours, and no other', () => {
    const named = (part: string) => new Set([...part.matchAll(/`daklake\.(\w+)`/g)].map(([, name]) => name));
    expect(named(dataset)).toEqual(new Set(contractProperties));
    expect(named(field)).toEqual(new Set(fieldProperties));
  });

  test('names every semantic type, and no other', () => {
    const row = field.split('\n').find((line) => line.startsWith('| `daklake.semanticType`'));
    const named = [...(row ?? '').matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(semanticTypeNames.toSorted());
  });
});
