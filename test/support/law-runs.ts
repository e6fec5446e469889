/** So many generated cases of a law; `DAKLAKE_LAWS=10` for ten times as many. */
export function lawRuns(usual: number): number {
  return Math.ceil(usual * Number(process.env['DAKLAKE_LAWS'] ?? 1));
}
