const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * A number as a database wrote it, without exponent and with a digit before the point; its digits stay as they are,
 * zeros at the end too. Undefined: it is no number.
 */
export function numberText(written: string): string | undefined {
  const match = numberPattern.exec(written);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const minus = sign === '-' ? '-' : '';
  if (Number(power) === 0) return `${minus}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  const shifted =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : digits.length <= point
        ? `${digits}${'0'.repeat(point - digits.length)}`
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${minus}${shifted.replace(/^0+(?=\d)/, '')}`;
}
