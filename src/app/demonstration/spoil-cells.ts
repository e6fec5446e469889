/** What spreadsheets, old fonts and haste do to cells. Each takes the right text and gives the one that arrives. */

/** A spreadsheet took the number for a number. */
export function loseLeadingZeros(text: string): string {
  return text.replace(/^0+/, '');
}

/** `2026-05-07` as people write it: `07/05/2026`. */
export function asDayMonthYear(day: string): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** `1500000` as people write it: `1.500.000`. */
export function withThousandsDots(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '.');
}

/** As macOS and some PDF programs hand text over: letter and accents apart. */
export function decompose(text: string): string {
  return text.normalize('NFD');
}
