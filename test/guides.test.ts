import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settings } from '../src/app/config.ts';

const root = join(import.meta.dirname, '..');
const files = readdirSync(join(root, 'docs', 'guides'));
const names = files.filter((file) => !file.endsWith('.vi.md')).map((file) => file.replace(/\.md$/, ''));
const pages = [...files.map((file) => `docs/guides/${file}`), 'README.md', 'README.vi.md'];

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8').replace(/\r\n/g, '\n');
}

/** What is fenced, with the language of each block. */
function codeBlocks(text: string): readonly string[] {
  return [...text.matchAll(/^```.*?^```$/gms)].map(([block]) => withoutRemarks(block));
}

/** Remarks in a block are for people, and translated. */
function withoutRemarks(block: string): string {
  return /^```(sh|yaml)\n/.test(block) ? block.replace(/\s+# .*$/gm, '') : block;
}

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```$/gms, '');
}

function headings(text: string): readonly string[] {
  return withoutCode(text)
    .split('\n')
    .filter((line) => /^#+ /.test(line));
}

function levels(text: string): readonly number[] {
  return headings(text).map((heading) => heading.indexOf(' '));
}

/** What is set as code in the text. Words in capitals that hold a place are translated; settings are not. */
function terms(text: string): readonly string[] {
  const spans = [...withoutCode(text).matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replace(/\s+/g, ' '));
  const plain = spans.map((span) =>
    span.replace(/\p{Lu}[\p{Lu}_]+/gu, (word) => (Object.hasOwn(settings, word) ? word : '…')),
  );
  return [...new Set(plain)].toSorted();
}

/** Of each row of a table how many cells it has, and what is set as code in it. */
function tableRows(text: string): readonly (readonly [cells: number, terms: readonly string[]])[] {
  const rows = withoutCode(text)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return rows.map((row) => [row.replace(/`[^`]*`/g, '').split('|').length - 2, terms(row)]);
}

/** As GitHub makes them. */
function anchors(text: string): readonly string[] {
  return headings(text).map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function links(text: string): readonly string[] {
  const found = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return found.filter((link) => !/^https?:/.test(link));
}

test('every guide is there in both languages', () => {
  expect(files.toSorted()).toEqual(names.flatMap((name) => [`${name}.md`, `${name}.vi.md`]).toSorted());
});

describe.each(names)('%s', (name) => {
  const english = read(`docs/guides/${name}.md`);
  const vietnamese = read(`docs/guides/${name}.vi.md`);

  test('has the same headings, tables and code in both languages', () => {
    expect(levels(vietnamese)).toEqual(levels(english));
    expect(tableRows(vietnamese)).toEqual(tableRows(english));
    expect(codeBlocks(vietnamese)).toEqual(codeBlocks(english));
    expect(terms(vietnamese)).toEqual(terms(english));
  });

  test('names its twin under its title', () => {
    expect(english.split('\n')[2]).toBe(`*[Tiếng Việt](${name}.vi.md)*`);
    expect(vietnamese.split('\n')[2]).toBe(`*[English](${name}.md)*`);
  });
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('leads only to what is there', () => {
    const broken = links(text).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      try {
        return anchor !== undefined && !anchors(read(target)).includes(anchor);
      } catch (error) {
        return !(error instanceof Error && 'code' in error && error.code === 'EISDIR');
      }
    });
    expect(broken).toEqual([]);
  });

  test('leads to guides of its own language', () => {
    const isVietnamese = page.endsWith('.vi.md');
    const twin = resolve(root, isVietnamese ? page.replace('.vi.md', '.md') : page.replace(/\.md$/, '.vi.md'));
    const foreign = links(text).filter((link) => {
      const target = resolve(root, dirname(page), link.split('#')[0] ?? '');
      const isGuide = pages.some((each) => resolve(root, each) === target);
      return isGuide && target !== twin && target.endsWith('.vi.md') !== isVietnamese;
    });
    expect(foreign).toEqual([]);
  });
});

test.each([
  ['README.md', '.md'],
  ['README.vi.md', '.vi.md'],
])('%s names every guide', (page, ending) => {
  const linked = links(read(page));
  expect(names.filter((name) => !linked.includes(`docs/guides/${name}${ending}`))).toEqual([]);
});
