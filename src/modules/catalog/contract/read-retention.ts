import type { CustomKind } from './custom-kinds.ts';
import { nonEmptyText } from './custom-kinds.ts';
import type { CustomReader } from './custom-properties.ts';
import { isDay } from './read-limits.ts';
import type { Path, Report } from './problem.ts';
import {
  keptUnlessSaid,
  leastKept,
  retentionParts,
  type KeptFor,
  type Retention,
  type RetentionLaw,
  type RetentionPart,
} from './retention.ts';

type Members = Readonly<Record<string, unknown>>;

const members: CustomKind<Members> = {
  expected: {
    vi: 'nhóm gồm landing, snapshots, rejects (mỗi phần có days và/hoặc keep) và law',
    en: 'an object of landing, snapshots and rejects (each with days, keep or both) and law',
  },
  parse: asObject,
};

const mostDays = 36_600;
const mostKept = 100_000;

/** `daklake.retention`. A slip in it would remove what should stay: whatever is not understood is a problem. */
export function readRetention(custom: CustomReader, report: Report): Retention | undefined {
  const declared = custom.read('retention', members);
  if (declared === undefined) return undefined;
  const at: Path = [...custom.pathOf('retention'), 'value'];
  reportUnknown(declared, [...retentionParts, 'law'], at, report);
  const parts = retentionParts.flatMap((part) => {
    const kept = declared[part] === undefined ? undefined : readPart(part, declared[part], [...at, part], report);
    return kept === undefined ? [] : [[part, kept] as const];
  });
  const law = declared.law === undefined ? undefined : readLaw(declared.law, [...at, 'law'], report);
  return { ...Object.fromEntries(parts), ...(law === undefined ? {} : { law }) };
}

function readPart(part: RetentionPart, value: unknown, at: Path, report: Report): KeptFor | undefined {
  // Said on purpose.
  if (value === 'all') return undefined;
  const found = asObject(value);
  if (found === undefined || (found.days === undefined && found.keep === undefined)) {
    report('retention-part', at, { part });
    return undefined;
  }
  reportUnknown(found, ['days', 'keep'], at, report);
  const read = (name: 'days' | 'keep', most: number): number => {
    const number = found[name];
    if (number === undefined) return keptUnlessSaid[part][name];
    const least = leastKept[part][name];
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
    report('retention-number', [...at, name], { part, name, least, most });
    return most;
  };
  return { days: read('days', mostDays), keep: read('keep', mostKept) };
}

function readLaw(value: unknown, at: Path, report: Report): RetentionLaw | undefined {
  const found = asObject(value);
  const basis = nonEmptyText.parse(found?.basis);
  if (found === undefined || basis === undefined) {
    report('retention-law', at);
    return undefined;
  }
  reportUnknown(found, ['basis', 'from', 'until'], at, report);
  const read = (name: 'from' | 'until'): string | undefined => {
    const day = found[name];
    if (day === undefined) return undefined;
    if (typeof day === 'string' && isDay(day)) return day;
    report('retention-day', [...at, name], { name });
    return undefined;
  };
  const [from, until] = [read('from'), read('until')];
  if (from !== undefined && until !== undefined && until < from) report('retention-days-turned', at, { from, until });
  return { basis, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

function reportUnknown(found: Members, known: readonly string[], at: Path, report: Report): void {
  for (const name of Object.keys(found)) {
    if (!known.includes(name)) report('retention-member', [...at, name], { member: name, known: known.join(', ') });
  }
}

function asObject(value: unknown): Members | undefined {
  // Nothing is taken of it without another look.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}
