import { criteria, type Band, type Criterion, type CriterionScore, type Score } from '#api/quality.ts';
import type { Scoring } from './scoring.ts';

export interface RuleCounts {
  readonly criterion: Criterion;
  readonly passed: number;
  readonly applicable: number;
}

/**
 * Passed and applicable summed per criterion over the rules that reject; overall the weighted mean of the criteria that
 * are assessed. Nothing is rounded: 89.96 is vàng. Nothing applicable is not assessed, never 0 and never 100.
 */
export function scoreOf(counts: readonly RuleCounts[], scoring: Scoring): Score {
  const byCriterion = Object.fromEntries(criteria.map((criterion) => [criterion, sumOf(counts, criterion)])) as Record<
    Criterion,
    CriterionScore | null
  >;
  const overall = overallOf(byCriterion, scoring);
  return { ...byCriterion, overall, band: overall === null ? null : bandOf(overall, scoring) };
}

function sumOf(counts: readonly RuleCounts[], criterion: Criterion): CriterionScore | null {
  const own = counts.filter((count) => count.criterion === criterion);
  const passed = own.reduce((sum, count) => sum + count.passed, 0);
  const applicable = own.reduce((sum, count) => sum + count.applicable, 0);
  return applicable === 0 ? null : { passed, applicable, percent: (passed / applicable) * 100 };
}

/** The mean of what is assessed; for adding up several loads' counts as well. */
export function overallOf(scores: Readonly<Record<Criterion, CriterionScore | null>>, scoring: Scoring): number | null {
  let sum = 0;
  let weight = 0;
  for (const criterion of criteria) {
    const score = scores[criterion];
    if (score === null) continue;
    sum += score.percent * scoring.weights[criterion];
    weight += scoring.weights[criterion];
  }
  return weight === 0 ? null : sum / weight;
}

export function bandOf(overall: number, { bands }: Scoring): Band {
  if (overall >= bands.xanh) return 'xanh';
  return overall >= bands.vang ? 'vang' : 'do';
}
