import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contractText, property, testDictionary as dictionary } from '../test-contract.ts';
import { decodeContract } from './decode-text.ts';
import { parseContract } from './parse-contract.ts';
import { presentProblem, type ContractProblem } from './problem.ts';
import { problemTexts } from './problem-texts.ts';
import { maxContractCharacters } from './read-text.ts';

const golden = join(import.meta.dirname, 'golden');
const broken = readdirSync(golden).filter((file) => file.endsWith('.yaml'));

/** Texts that cannot be read, each by what is wrong with it. */
const unreadable = {
  empty: '# only a comment\n',
  'not a document': '- a\n- b\n',
  tab: 'schema:\n\t- name: a\n',
  unclosed: 'name: "Hộ nghèo\nid: a\n',
  'unclosed in json': '{"id": "a", "schema": [',
  indent: 'a:\n  b: 1\n c: 2\n',
  'several documents': 'id: a\n---\nid: b\n',
  broken: 'id: a: b\n',
  'repeated key': 'id: a\nname: b\nid: c\n',
  'repeated key of an item': 'schema:\n  - name: a\n    name: b\n',
  'a list as key': '? [a, b]\n: c\n',
  'alias without an anchor': 'id: *a\n',
  'alias within itself': 'a: &x\n  b: *x\n',
  'aliases that multiply': `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
  'no character': 'id: a\nname: "a\\0b"\n',
  'half a character': 'id: a\nname: "\\ud83d"\n',
  infinite: 'id: a\nholdBelow: .inf\n',
  deep: `id: ${'['.repeat(60)}${']'.repeat(60)}\n`,
};

function describeAll(problems: readonly ContractProblem[]): string {
  return problems
    .map((problem) => {
      const { vi, en } = presentProblem(problem);
      return `${problem.line}:${problem.column} ${problem.code} ${problem.path}\n  ${vi}\n  ${en}\n`;
    })
    .join('');
}

function problemsOf(text: string): readonly ContractProblem[] {
  const result = parseContract(text, { dictionary });
  return result.ok ? result.warnings : result.problems;
}

describe('problems say line, reason and mend', () => {
  test.each(broken)('%s', async (file) => {
    const result = parseContract(readFileSync(join(golden, file), 'utf8'), { dictionary });
    const problems = result.ok ? result.warnings : result.problems;
    const kind = result.ok ? 'good' : result.kind;
    await expect(`${kind}\n${describeAll(problems)}`).toMatchFileSnapshot(
      join(golden, file.replace('.odcs.yaml', '.problems.txt')),
    );
  });

  test('of texts that cannot be read', async () => {
    const told = Object.entries(unreadable).map(([what, text]) => {
      const result = parseContract(text);
      expect(result.ok ? 'good' : result.kind, what).toBe('syntax');
      return `# ${what}\n${describeAll(problemsOf(text))}`;
    });
    await expect(told.join('')).toMatchFileSnapshot(join(golden, 'unreadable.problems.txt'));
  });

  test('of sizes, encodings and addresses', () => {
    expect(problemsOf(' '.repeat(maxContractCharacters + 1))).toMatchObject([{ code: 'text-too-large' }]);
    expect(problemsOf('['.repeat(100_000))).toMatchObject([{ code: 'text-too-deep' }]);
    expect(decodeContract(Buffer.from('name: Hộ nghèo', 'utf16le').subarray(1))).toMatchObject({
      problems: [{ code: 'text-not-utf8' }],
    });
    expect(decodeContract(Buffer.from('\ufeffid: a'))).toEqual({ ok: true, text: 'id: a' });
    expect(parseContract(contractText(), { id: 'other' })).toMatchObject({
      problems: [{ code: 'id-not-the-path', line: 3 }],
    });
    const fields = Array.from({ length: 1001 }, (_, index) => property(`f${index}`));
    expect(problemsOf(contractText({ properties: fields }))).toMatchObject([{ code: 'fields-too-many' }]);
  });

  test('and are found in no time, whatever was sent', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `a${index}: 1`).join('\n');
    const start = performance.now();
    expect(problemsOf(many)).toHaveLength(200);
    expect(problemsOf(`a: &a 1\nb: [${'*a,'.repeat(20_000)}]`)).toMatchObject([{ code: 'text-alias-unsafe' }]);
    expect(problemsOf('- '.repeat(20_000))).toMatchObject([{ code: 'text-too-deep' }]);
    // The parser may come through the first of them, depending on what the stack holds.
    for (const signs of ['!'.repeat(3_900), '-!'.repeat(126)]) {
      const rule = { type: 'custom', engine: 'cel', name: 'r', implementation: `${signs}ma_ho` };
      expect(problemsOf(contractText({ quality: [rule] }))).toMatchObject([{ code: 'rule-broken' }]);
    }
    // Quadratic ways through any of these take minutes.
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('and each of them was seen', () => {
    const files = broken.map((file) => readFileSync(join(golden, file), 'utf8'));
    const seen = new Set(
      [...files, ...Object.values(unreadable)].flatMap((text) => problemsOf(text).map(({ code }) => code)),
    );
    const ofChanges = ['key-field-dropped', 'key-changed', 'field-retyped', 'field-dropped', 'field-renamed'];
    const elsewhere = ['text-too-large', 'text-not-utf8', 'id-not-the-path', 'fields-too-many', ...ofChanges];
    expect(Object.keys(problemTexts).filter((code) => !seen.has(code) && !elsewhere.includes(code))).toEqual([]);
  });

  test('and both languages tell the same facts', () => {
    const facts = (text: string) => new Set(text.match(/\{\w+\}/g)?.map((fact) => fact.replace('Vi}', '}')));
    for (const [code, { reason, mend }] of Object.entries(problemTexts)) {
      expect(facts(reason.vi), code).toEqual(facts(reason.en));
      expect(facts(mend.vi), code).toEqual(facts(mend.en));
    }
  });
});

test('what others object to stands on the line of its rule or field', () => {
  const text = contractText({ quality: [{ type: 'custom', engine: 'cel', name: 'r', implementation: 'so_khau > 0' }] });
  const words = { reason: { vi: 'x', en: 'x' }, mend: { vi: 'y', en: 'y' } };
  const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
  const result = parseContract(text, {
    inspect: () => [
      { about: { kind: 'field', name: 'so_khau' }, code: 'f', ...words },
      { about: { kind: 'rule', name: 'r' }, code: 'r', ...words },
    ],
  });
  expect(result).toMatchObject({
    kind: 'rules',
    problems: [
      { code: 'f', line: lineOf('name: so_khau') },
      { code: 'r', line: lineOf('implementation:') },
    ],
  });
});
