/** What a message lists is cut short: ten places tell somebody where to look. */
const mostListed = 10;
const longestName = 100;

/** Rows, lines or the letters of columns. */
export function listed(places: readonly (number | string)[]): string {
  return `${places.slice(0, mostListed).join(', ')}${places.length > mostListed ? '…' : ''}`;
}

export function quoted(names: readonly string[], open: string, close: string): string {
  const shown = names.slice(0, mostListed).map((name) => `${open}${name.slice(0, longestName)}${close}`);
  return `${shown.join(', ')}${names.length > mostListed ? ', …' : ''}`;
}
