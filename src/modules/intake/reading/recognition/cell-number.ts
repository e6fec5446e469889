const thousandsDots = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const thousandsCommas = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** The number in a cell, to add it up; it decides no type. Undefined: there is none. */
export function cellNumber(text: string, typed: boolean): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0]/g, '');
  if (plain === '' || !/^[+-]?[\d.,]*\d$/.test(plain)) return undefined;
  let decimal = plain;
  if (!typed && thousandsDots.test(plain)) decimal = plain.replaceAll('.', '').replace(',', '.');
  else if (!typed && thousandsCommas.test(plain)) decimal = plain.replaceAll(',', '');
  else decimal = plain.replace(',', '.');
  const number = Number(decimal);
  return Number.isFinite(number) ? number : undefined;
}
