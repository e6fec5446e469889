import type { CelOverload } from '#api/cel-overloads.ts';
import { printDouble } from './print-double.ts';
import { dateOf, printTime, readTime, secondsOfDay, timeOrNull } from './times.ts';

type Known = bigint | number | string | boolean;
type Result = Known | null;

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;
const million = 1_000_000n;
const dayMilliseconds = 86_400_000;

/** Null where a whole number overflows, as its SQL has it. */
function whole(value: bigint): bigint | null {
  return value < smallest || value > largest ? null : value;
}

function truncate(value: number): bigint | null {
  return Number.isFinite(value) ? whole(BigInt(Math.trunc(value))) : null;
}

// The signatures say of what type the operands are; the reader has checked them.
const text = (value: Known | undefined) => value as string;
const int = (value: Known | undefined) => value as bigint;
const double = (value: Known | undefined) => value as number;

/** Of every signature what its SQL gives, for operands that are known. */
export const overloadValues: Readonly<Record<CelOverload, (...args: readonly Known[]) => Result>> = {
  'size(string)': (value) => BigInt([...text(value)].length),
  'startsWith(string, string)': (value, part) => text(value).startsWith(text(part)),
  'endsWith(string, string)': (value, part) => text(value).endsWith(text(part)),
  'contains(string, string)': (value, part) => text(value).includes(text(part)),
  'int(int)': (value) => int(value),
  'int(double)': (value) => truncate(double(value)),
  'int(string)': (value) => (/^[-+]?\d{1,19}$/.test(text(value)) ? whole(BigInt(text(value).replace('+', ''))) : null),
  'int(timestamp)': (time) => int(time) / million,
  'double(int)': (value) => Number(value),
  'double(double)': (value) => double(value),
  'double(string)': (value) => (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text(value)) ? Number(value) : null),
  'string(string)': (value) => text(value),
  'string(int)': String,
  'string(bool)': String,
  'string(double)': (value) => printDouble(double(value)),
  'string(timestamp)': (time) => printTime(int(time)),
  'timestamp(timestamp)': (time) => int(time),
  'timestamp(string)': (value) => readTime(text(value)),
  'getFullYear(timestamp)': (time) => BigInt(dateOf(int(time)).getUTCFullYear()),
  'getMonth(timestamp)': (time) => BigInt(dateOf(int(time)).getUTCMonth()),
  'getDate(timestamp)': (time) => BigInt(dateOf(int(time)).getUTCDate()),
  'getDayOfMonth(timestamp)': (time) => BigInt(dateOf(int(time)).getUTCDate() - 1),
  'getDayOfWeek(timestamp)': (time) => BigInt(dateOf(int(time)).getUTCDay()),
  'getDayOfYear(timestamp)': (time) => {
    const date = dateOf(int(time));
    const firstDay = new Date(date);
    firstDay.setUTCMonth(0, 1);
    return BigInt(Math.floor((date.getTime() - firstDay.getTime()) / dayMilliseconds));
  },
  'getHours(timestamp)': (time) => secondsOfDay(int(time)) / 3600n,
  'getHours(duration)': (value) => int(value) / (3600n * million),
  'getMinutes(timestamp)': (time) => (secondsOfDay(int(time)) / 60n) % 60n,
  'getMinutes(duration)': (value) => int(value) / (60n * million),
  'getSeconds(timestamp)': (time) => secondsOfDay(int(time)) % 60n,
  'getSeconds(duration)': (value) => int(value) / million,
  '-(int)': (value) => whole(-int(value)),
  '-(double)': (value) => -double(value),
  '+(int, int)': (left, right) => whole(int(left) + int(right)),
  '-(int, int)': (left, right) => whole(int(left) - int(right)),
  '*(int, int)': (left, right) => whole(int(left) * int(right)),
  '/(int, int)': (left, right) => (right === 0n ? null : whole(int(left) / int(right))),
  // The engine divides to find what remains, and that overflows.
  '%(int, int)': (left, right) =>
    right === 0n || (left === smallest && right === -1n) ? null : int(left) % int(right),
  '+(double, double)': (left, right) => double(left) + double(right),
  '-(double, double)': (left, right) => double(left) - double(right),
  '*(double, double)': (left, right) => double(left) * double(right),
  '/(double, double)': (left, right) => (right === 0 ? null : double(left) / double(right)),
  '+(string, string)': (left, right) => text(left) + text(right),
  '+(duration, duration)': (left, right) => whole(int(left) + int(right)),
  '-(duration, duration)': (left, right) => whole(int(left) - int(right)),
  '+(timestamp, duration)': (time, value) => timeOrNull(int(time) + int(value)),
  '-(timestamp, duration)': (time, value) => timeOrNull(int(time) - int(value)),
  '+(duration, timestamp)': (value, time) => timeOrNull(int(value) + int(time)),
  '-(timestamp, timestamp)': (left, right) => int(left) - int(right),
};
