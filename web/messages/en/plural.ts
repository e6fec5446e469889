/** The noun that goes with a count already written by the formatter. */
export function plural(count: string, noun: string): string {
  return count === '1' ? noun : `${noun}s`;
}
