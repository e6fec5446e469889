import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verb } from './contract.ts';
import { runVerb } from './run-verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'daklake-contract-'));
const file = (name: string) => join(folder, name);
const header = 'apiVersion: v3.1.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: draft\n';
const good = `${header}customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
schema:
  - name: records
    properties:
      - { name: ma, logicalType: string }
`;

beforeAll(() => {
  writeFileSync(file('good.yaml'), good);
  writeFileSync(file('short.yaml'), header);
  writeFileSync(file('broken.yaml'), 'id: [');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(given: readonly string[], language: 'vi' | 'en' = 'en') {
  const printed: string[] = [];
  const noticed: string[] = [];
  const exitCode = await runVerb(verb, given, language, {
    environment: {},
    print: async (text) => void printed.push(text),
    notice: (line) => void noticed.push(line),
    progress: () => expect.fail('it takes no time'),
    untilEnd: () => new Promise(() => undefined),
  });
  return { exitCode, printed: printed.join(''), noticed: noticed.join('\n') };
}

test('a good contract is good', async () => {
  expect(await run(['check', file('good.yaml')])).toEqual({
    exitCode: 0,
    printed: `${file('good.yaml')}: good\n`,
    noticed: '',
  });
});

test('a problem has its file and line, in the language of the terminal', async () => {
  const { exitCode, printed } = await run(['check', file('good.yaml'), file('short.yaml')], 'vi');
  expect(exitCode).toBe(1);
  expect(printed).toContain(`${file('good.yaml')}: hợp lệ\n`);
  expect(printed).toContain(`${file('short.yaml')}:1:1: Hợp đồng chưa có «daklake.owner»`);
});

test('JSON has every file with its problems', async () => {
  const { exitCode, printed } = await run(['check', file('good.yaml'), file('short.yaml'), '--json']);
  const told = JSON.parse(printed) as { readonly ok: boolean; readonly files: readonly object[] };
  expect(exitCode).toBe(1);
  expect(told.ok).toBe(false);
  expect(told.files).toMatchObject([
    { file: file('good.yaml'), ok: true, problems: [] },
    {
      file: file('short.yaml'),
      ok: false,
      problems: [{ line: 1, code: 'custom-missing', reason: { vi: expect.any(String) } }, {}, {}],
    },
  ]);
});

test('what cannot be read ends with 3, wrong usage with 2', async () => {
  expect((await run(['check', file('broken.yaml')])).exitCode).toBe(3);
  expect((await run(['check', file('none.yaml')])).exitCode).toBe(3);
  expect((await run(['check'])).exitCode).toBe(2);
  expect((await run(['chekc', file('good.yaml')])).exitCode).toBe(2);
});

test('a rule that cannot be compiled is a problem on its line', async () => {
  const rule = '    quality:\n      - { type: custom, engine: cel, name: r, implementation: ma > 3 }\n';
  writeFileSync(file('rule.yaml'), good.replace('    properties:', `${rule}    properties:`));
  const { exitCode, printed } = await run(['check', file('rule.yaml')]);
  expect(exitCode).toBe(1);
  expect(printed).toContain(`${file('rule.yaml')}:12:`);
});

test('what the dictionary does not have is a problem, of which it names what there is', async () => {
  const custom = 'customProperties: [{ property: daklake.codeList, value: communes }]';
  writeFileSync(file('list.yaml'), good.replace('logicalType: string', `logicalType: string, ${custom}`));
  const { exitCode, printed } = await run(['check', file('list.yaml')]);
  expect(exitCode).toBe(1);
  expect(printed).toContain('uses the code list "communes", which does not exist. Mend: use one of:');
  expect(printed).toContain('commune-vn');
  const element = 'customProperties: [{ property: daklake.elementRef, value: ndg:ID-001 }]';
  writeFileSync(file('element.yaml'), good.replace('logicalType: string', element));
  expect((await run(['check', file('element.yaml')])).exitCode).toBe(0);
});
