/** The present moment, as a dependency, so that tests and rules that read a date can be given one. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** The calendar day in Vietnam (UTC+7, no daylight saving) as `YYYY-MM-DD`. */
export function vietnamDay(moment: Date): string {
  return new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** RFC 3339 in +07:00, e.g. `2026-11-22T13:05:00.000+07:00`. */
export function vietnamTime(moment: Date): string {
  return new Date(moment.getTime() + 7 * 3_600_000).toISOString().replace('Z', '+07:00');
}
