type Known = bigint | number | string | boolean;

/** Negative, 0, positive, as DuckDB orders them: a whole number beside a double as a double, texts by code points. */
export function compareValues(left: Known, right: Known): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return order(left, right);
  return compareNumbers(Number(left), Number(right));
}

function order<Value extends bigint | number>(left: Value, right: Value): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** NaN equals itself and is the greatest. */
function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return order(left, right);
}

/** By code points: `<` of JavaScript goes by halves of surrogate pairs. */
function compareTexts(left: string, right: string): number {
  for (let index = 0; index < left.length && index < right.length; index++) {
    if (left.charCodeAt(index) !== right.charCodeAt(index)) {
      return pointAt(left, index) - pointAt(right, index);
    }
  }
  return left.length - right.length;
}

/** Of a pair's second half the pair's: its first half was the same in both. */
function pointAt(text: string, index: number): number {
  const second = index > 0 && isSecondHalf(text, index) ? index - 1 : index;
  return text.codePointAt(second) ?? 0;
}

function isSecondHalf(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
