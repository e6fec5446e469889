import { promisedDays, type Freshness } from '#modules/catalog/index.ts';
import { vietnamDay } from '#platform/clock/clock.ts';
import { lastDayOf } from './period.ts';

export const deliveryStates = ['delivered', 'held', 'rejected-rows', 'late', 'missing'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface UnitFacts {
  /** Rows of the unit that stand, of the period that is asked for. */
  readonly rows: number;
  /** When they came, as far as the reader may know. */
  readonly deliveredAt: Date | null;
  /** Whether its newest delivery waits for a decision. */
  readonly held: boolean;
  /** Rejected rows of its newest published delivery for which nothing was taken in yet. */
  readonly open: number;
}

/** The heaviest of what can be said: held, no rows, rows that have grown too old, rows left out, and nothing at all. */
export function unitState(facts: UnitFacts, due: DueDays): DeliveryState {
  if (facts.held) return 'held';
  if (facts.rows === 0) return due.overdue ? 'late' : 'missing';
  if (due.outdated(facts.deliveredAt)) return 'late';
  return facts.open > 0 ? 'rejected-rows' : 'delivered';
}

export interface DueDays {
  /** Whether the day has passed by which the period's rows should have been here. */
  readonly overdue: boolean;
  /** Whether another delivery should have followed one of that moment. */
  readonly outdated: (deliveredAt: Date | null) => boolean;
}

const day = 86_400_000;

/**
 * What the contract's freshness makes of a period, or, where a dataset has none, of the time since a delivery. Where
 * nothing is promised, or a period is none that we can read, nothing is late.
 */
export function dueDays(freshness: Freshness | undefined, period: string | null, now: Date): DueDays {
  const last = period === null ? undefined : lastDayOf(period);
  const promised = promisedDays(freshness);
  if (period !== null) {
    const deadline = last === undefined ? Infinity : Date.parse(last) + (freshness?.latencyDays ?? 0) * day;
    const overdue = freshness !== undefined && Date.parse(vietnamDay(now)) > deadline;
    return { overdue, outdated: () => false };
  }
  return {
    overdue: false,
    outdated: (at) => promised !== null && at !== null && now.getTime() - at.getTime() > promised * day,
  };
}
