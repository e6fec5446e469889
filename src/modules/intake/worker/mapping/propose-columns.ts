import type { ProposedColumn } from '#api/mappings.ts';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { ColumnProfile } from '#modules/quality/offline/profile.ts';
import { headingsOf, matchColumns } from '#modules/quality/offline/rules.ts';
import { namesCodes, namesOrdinals, wordsOf } from '../proposal/heading-words.ts';
import { valueLikeness } from './value-likeness.ts';
import { headingLikeness } from './word-likeness.ts';

interface Pair {
  readonly field: string;
  readonly column: number;
  readonly score: number;
  readonly confidence: 'likely' | 'guess';
  readonly reason: NonNullable<ProposedColumn['reason']>;
}

/**
 * Which field each column probably is. By name, label and alias first, which is sure; then by the likeness of words and of
 * what the cells hold, the likeliest pair first, each field and each column once. A serial number is never guessed.
 * `profile` is undefined where nobody has looked at the cells. `decided`: by column, what is known already.
 */
export function proposeColumns(
  contract: Contract,
  headings: readonly string[],
  {
    profile,
    decided,
  }: { readonly profile?: readonly ColumnProfile[] | undefined; readonly decided?: readonly ProposedColumn[] } = {},
): readonly ProposedColumn[] {
  const settled = decided ?? byName(contract, headings);
  const taken = new Set(settled.map(({ field }) => field));
  const open = contract.fields.filter(({ name }) => !taken.has(name));
  const pairs = headings.flatMap((heading, column) =>
    isOpen(settled[column])
      ? open.flatMap((field) => pairOf(field, { heading, column, profile: profile?.[column] }) ?? [])
      : [],
  );
  const chosen = new Map<number, Pair>();
  const given = new Set<string>();
  for (const pair of pairs.toSorted((a, b) => b.score - a.score || a.column - b.column)) {
    if (given.has(pair.field) || chosen.has(pair.column)) continue;
    given.add(pair.field);
    chosen.set(pair.column, pair);
  }
  for (const pair of byElimination(contract, headings, { profile, settled, chosen, given }))
    chosen.set(pair.column, pair);
  return headings.map((heading, column) => {
    const pair = chosen.get(column);
    const own = settled[column];
    if (pair === undefined) return own ?? { heading, field: null, confidence: null, reason: null };
    return { heading, field: pair.field, confidence: pair.confidence, reason: pair.reason };
  });
}

/**
 * A required field of numbers or days that is left, and the one column that is left and holds such: each fits no other.
 * Texts fit anything.
 */
function byElimination(
  contract: Contract,
  headings: readonly string[],
  of: {
    readonly profile: readonly ColumnProfile[] | undefined;
    readonly settled: readonly ProposedColumn[];
    readonly chosen: ReadonlyMap<number, Pair>;
    readonly given: ReadonlySet<string>;
  },
): readonly Pair[] {
  const { profile, settled, chosen, given } = of;
  if (profile === undefined) return [];
  const named = new Set(settled.map(({ field }) => field));
  const fields = contract.fields.filter(({ name, required }) => required && !named.has(name) && !given.has(name));
  const fitting = fields.flatMap((field) =>
    headings.flatMap((heading, column) => {
      const cells = profile[column];
      if (cells === undefined || !isOpen(settled[column]) || chosen.has(column)) return [];
      const words = wordsOf(heading);
      if (namesOrdinals(words) || namesCodes(words) || valueLikeness(field, cells).fit < 0.9) return [];
      return [{ field: field.name, column, score: 0, confidence: 'guess', reason: 'values' } as const];
    }),
  );
  return fitting.filter(
    (pair) => !fitting.some((other) => other !== pair && (other.field === pair.field || other.column === pair.column)),
  );
}

/** By the contract's own names; the others are open. */
export function byName(contract: Contract, headings: readonly string[]): readonly ProposedColumn[] {
  const { columns } = matchColumns(contract, headings);
  const fields = new Map(columns.map((column, index) => [column, contract.fields[index]?.name]));
  return headings.map((heading, column) => {
    const field = fields.get(column) ?? null;
    return field === null
      ? { heading, field, confidence: null, reason: null }
      : { heading, field, confidence: 'sure', reason: 'name' };
  });
}

function isOpen(column: ProposedColumn | undefined): boolean {
  return column === undefined || (column.field === null && column.reason === null);
}

function pairOf(
  field: Field,
  {
    heading,
    column,
    profile,
  }: { readonly heading: string; readonly column: number; readonly profile: ColumnProfile | undefined },
): Pair | undefined {
  const ordinal = namesOrdinals(wordsOf(heading));
  const words = Math.max(0, ...headingsOf(field).map((name) => headingLikeness(heading, name)));
  const values = profile === undefined ? { fit: 0.5, telling: false } : valueLikeness(field, profile);
  const pair = (score: number, confidence: Pair['confidence'], reason: Pair['reason']): Pair => ({
    field: field.name,
    column,
    score,
    confidence,
    reason,
  });
  if (ordinal && words < 0.75) return undefined;
  // What the cells hold speaks against it, whatever the heading says.
  if (values.fit < 0.3) return words >= 0.9 ? pair(words / 2, 'guess', 'words') : undefined;
  if (words >= 0.75) return pair(0.6 * words + 0.4 * values.fit + 0.5, 'likely', 'words');
  if (words >= 0.4 && (values.telling || values.fit >= 0.8)) {
    return pair(
      0.6 * words + 0.4 * values.fit + (values.telling ? 0.4 : 0),
      values.telling ? 'likely' : 'guess',
      'words-and-values',
    );
  }
  if (values.telling) return pair(0.3 * words + 0.4 * values.fit + 0.2, 'guess', 'values');
  return words >= 0.5 ? pair(0.6 * words + 0.3 * values.fit, 'guess', 'words') : undefined;
}
