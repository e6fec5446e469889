/** As the server prints a double: whole ones under 10^15 without a point, others as DuckDB does (`0.1`, `1e-05`, `1e+16`). */
export function printDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (Math.abs(value) < 1e15 && Number.isInteger(value)) return String(value === 0 ? 0 : value);
  // Both print the fewest digits that give the number back; they differ in when an exponent is written.
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}
