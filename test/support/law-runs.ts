/** So many generated cases of a law; `DAKLAKE_LAWS=10` for ten times as many. */
export function lawRuns(usual: number): number {
  return Math.ceil(usual * lawsTimes());
}

/** Set to nothing is not set. */
export function lawsTimes(): number {
  const times = Number(process.env['DAKLAKE_LAWS'] || 1);
  if (!(times > 0 && times < Infinity)) throw new Error('DAKLAKE_LAWS is a number above 0');
  return times;
}
