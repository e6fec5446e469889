/** Whether the disk had no room left, as the system or the query engine says it. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return true;
  // The engine has no code for it, only the system's words.
  return /no space left on device|disk quota exceeded/i.test(error.message);
}
