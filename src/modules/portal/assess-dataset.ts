import type { CriterionScore, Score } from '#api/quality.ts';
import { promisedDays, type Contract } from '#modules/catalog/index.ts';
import { bandOf, overallOf, type Scoring, type StandingQuality } from '#modules/quality/index.ts';
import type { SnapshotSummary } from '#modules/warehouse/index.ts';

const day = 86_400_000;

/**
 * The dataset's score as of `now`: what the loads' checks counted, and «sống» by the age of the state that stands, which
 * no load can know. Null before the first snapshot.
 */
export function assessDataset(
  contract: Contract,
  standing: StandingQuality | undefined,
  current: SnapshotSummary | undefined,
  { now, scoring }: { readonly now: Date; readonly scoring: Scoring },
): Score | null {
  if (standing === undefined || current === undefined) return null;
  const scores = { ...standing.counts, song: freshnessOf(contract, current, now) };
  const overall = overallOf(scores, scoring);
  return { ...scores, overall, band: overall === null ? null : bandOf(overall, scoring) };
}

function freshnessOf(contract: Contract, current: SnapshotSummary, now: Date): CriterionScore | null {
  const promised = promisedDays(contract.freshness);
  if (promised === null) return null;
  const passed = now.getTime() - current.stateAt.getTime() <= promised * day ? 1 : 0;
  return { passed, applicable: 1, percent: passed * 100 };
}
