import type { Freshness } from './contract.ts';
import type { ServiceLevelProperty } from './odcs/parts.ts';
import type { Report } from './problem.ts';

/** A unit of a period longer than a day counts with its longest: what comes monthly is not late on the 31st day. */
const daysOf: Readonly<Record<string, number>> = {
  min: 1 / 1440, minute: 1 / 1440, minutes: 1 / 1440,
  h: 1 / 24, hr: 1 / 24, hour: 1 / 24, hours: 1 / 24,
  d: 1, day: 1, days: 1,
  w: 7, wk: 7, week: 7, weeks: 7,
  m: 31, mo: 31, mon: 31, month: 31, months: 31,
  q: 92, quarter: 92, quarters: 92,
  y: 366, yr: 366, year: 366, years: 366,
}; // prettier-ignore

export function readFreshness(
  properties: readonly ServiceLevelProperty[] | undefined,
  report: Report,
): Freshness | undefined {
  const days = (member: string): number | undefined => {
    const index = (properties ?? []).findIndex(({ property }) => property.toLowerCase() === member);
    const found = properties?.[index];
    if (found === undefined) return undefined;
    const value = typeof found.value === 'string' ? Number.parseFloat(found.value) : found.value;
    const unit = daysOf[(found.unit ?? 'd').toLowerCase()];
    // A latency of nothing is possible, a frequency is not.
    if (typeof value !== 'number' || !(value >= 0) || (member === 'frequency' && value === 0) || unit === undefined) {
      report('freshness-value', ['slaProperties', index], { member });
      return undefined;
    }
    return Math.ceil(value * unit);
  };
  const frequencyDays = days('frequency');
  const latencyDays = days('latency');
  if (frequencyDays === undefined && latencyDays === undefined) return undefined;
  return {
    ...(frequencyDays === undefined ? {} : { frequencyDays }),
    ...(latencyDays === undefined ? {} : { latencyDays }),
  };
}
