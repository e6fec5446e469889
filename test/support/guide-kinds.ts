import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A kind of values as the guide to contracts tells of it. */
export interface GuideRow {
  readonly name: string;
  readonly normal: string;
  readonly other: string;
  readonly mask: string | undefined;
}

/** The rows of the table of kinds; `file`: contracts.md, or in another language. */
export function guideRows(file: string): readonly GuideRow[] {
  return [...readGuide(file).matchAll(/^\| `([a-z-]+)` +\| `([^`]+)` +\| `([^`]+)` +\| (?:`(\w+)`|–) +\|$/gm)].map(
    ([, name = '', normal = '', other = '', mask]) => ({ name, normal, other, mask }),
  );
}

export function readGuide(file: string): string {
  return readFileSync(resolve(import.meta.dirname, '../../docs/guides', file), 'utf8');
}
