import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/messages/en.ts';
import { problems } from '../../web/messages/problems.ts';
import { vi } from '../../web/messages/vi.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { administratorLink, stewardCookie } from '../support/web-services-fixture.ts';

let server: PageServer;
beforeAll(async () => {
  server = await startPageServer({});
});
afterAll(() => server.close());

/** What no link leads to. */
const starts = ['/', '/nope', '/datasets/bi-cam', '/datasets/hong', '/dev/ui', '/receipts/0000', '/console'];

/** Every page that links lead to from where one begins, as its address and its text. */
async function crawl(language: string, cookie: string): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const waiting = [...starts, ...(cookie === '' ? ['/sign-in', `/sign-in?link=${administratorLink}`] : [])];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const headers = { cookie: `${cookie}; daklake_lang=${language}` };
    const response = await fetch(server.origin + path, { headers, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400) continue;
    const html = await response.text();
    expect(html, path).toContain(`<html lang="${language}"`);
    pages.set(path, textOf(html));
    for (const [, link = ''] of html.matchAll(/<a [^>]*href="(\/(?!api\/|assets\/)[^"#]*)"/g)) {
      const next = link.replaceAll('&amp;', '&');
      if (!/[?&](lang|theme|agency|access|offset)=/.test(next)) waiting.push(next);
    }
  }
  return pages;
}

/** What is read, and what is heard; not what is typed into machines. */
function textOf(html: string): string {
  const said = [...html.matchAll(/(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"/g)].map(([, text]) => text);
  const read = html.replaceAll(/<(script|code)\b[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' ');
  return [read, ...said]
    .join(' | ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');
}

/** The texts of a catalogue, those with parameters as the pieces between them. */
function piecesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') {
    // Every function of the catalogues takes texts and gives one.
    const words = Array.from({ length: value.length }, () => '\u0000');
    return (value as (...texts: string[]) => string)(...words).split('\u0000');
  }
  return Object.values(value as object).flatMap(piecesOf);
}

/** Long enough that it is no accident, and not the same in the other language. */
function tellingPieces(own: readonly string[], other: readonly string[]): readonly string[] {
  const others = other.join(' | ').replaceAll(/\s+/g, ' ');
  const pieces = own.map((piece) => piece.replaceAll(/\s+/g, ' ').trim());
  return [...new Set(pieces)].filter((piece) => piece.length > 5 && /\p{L}{2}/u.test(piece) && !others.includes(piece));
}

function hasAsWords(text: string, piece: string): boolean {
  return new RegExp(`(?<!\\p{L})${RegExp.escape(piece)}(?!\\p{L})`, 'u').test(text);
}

const ofProblems = (language: 'vi' | 'en') =>
  Object.values(problems).flatMap(({ title, mend }) => [title[language], mend[language]]);
const vietnamese = [...piecesOf(vi), ...ofProblems('vi')];
const english = [...piecesOf(en), ...ofProblems('en')];
/** Names that stand in either language as they are, and a heading of a file that is shown. */
const names = ['Tiếng Việt', 'English', 'Ghi chú'];

test.each([
  ['en', 'nobody', ''],
  ['en', 'a steward', stewardCookie],
  ['vi', 'nobody', ''],
  ['vi', 'a steward', stewardCookie],
] as const)('no page in %s has a text of the other language for %s', async (language, _who, cookie) => {
  const foreign = (language === 'en' ? tellingPieces(vietnamese, english) : tellingPieces(english, vietnamese)).filter(
    (piece) => !names.includes(piece),
  );
  expect(foreign.length).toBeGreaterThan(400);
  const pages = await crawl(language, cookie);
  expect(pages.size).toBeGreaterThan(cookie === '' ? 12 : 18);
  for (const [path, text] of pages) {
    const found = foreign.filter((piece) => text.includes(piece) && hasAsWords(text, piece));
    expect.soft(found, path).toEqual([]);
  }
});
