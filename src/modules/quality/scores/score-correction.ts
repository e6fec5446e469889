import { criteria, type CheckResult, type Criterion, type RuleFindings } from '#api/quality.ts';
import { criterionOf } from '../rules/criteria.ts';
import type { CriterionCounts } from './score-store.ts';

/** The accepted rows of a correction, by what was wrong with them in the first load. */
export interface ResolvedRows {
  readonly resolved: readonly { readonly rule: string; readonly rows: number }[];
  /** Rows that were duplicates, which fail the key. */
  readonly resolvedDuplicates: number;
}

/**
 * What a correction changes in its first load's score, to be added to it: what its accepted rows failed there counts as
 * passed. How often a rule applies stays as it was counted over all rows together, so that no share passes 100.
 */
export function scoreCorrection(
  first: Pick<CheckResult, 'findingsByRule'>,
  { resolved, resolvedDuplicates }: ResolvedRows,
): { readonly counts: CriterionCounts; readonly findingsByRule: readonly RuleFindings[] } {
  const errors = new Map(first.findingsByRule.flatMap((one) => (one.severity === 'error' ? [[one.rule, one]] : [])));
  const passed = new Map<Criterion, number>([[criterionOf('key').criterion, resolvedDuplicates]]);
  const findingsByRule = resolved.flatMap(({ rule, rows }): readonly RuleFindings[] => {
    const before = errors.get(rule);
    if (before === undefined) return [];
    passed.set(before.criterion, (passed.get(before.criterion) ?? 0) + rows);
    return [{ ...before, rows: -rows }];
  });
  // Every criterion is named, so the record is whole.
  const counts = Object.fromEntries(
    criteria.map((criterion) => [criterion, { passed: passed.get(criterion) ?? 0, applicable: 0, percent: 0 }]),
  ) as CriterionCounts;
  return { counts, findingsByRule };
}
