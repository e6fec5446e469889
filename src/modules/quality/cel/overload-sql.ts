import type { CelOverload } from '#api/cel-overloads.ts';

/** The times of CEL, in microseconds: from the year 1 to the end of 9999. */
const firstTime = '-62135596800000000';
const endOfTimes = '253402300800000000';

/** A time of so many microseconds; null beyond the calendar. The operand stands in it once. */
function timeOf(microseconds: string): string {
  const cut = `greatest(least(${microseconds}, ${endOfTimes}), ${firstTime} - 1)`;
  return `make_timestamp(nullif(nullif(${cut}, ${endOfTimes}), ${firstTime} - 1))`;
}

const integer = '[-+]?\\d{1,19}';
const decimal = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
const moment = '\\d{4}-\\d\\d-\\d\\dT(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z';

/** SQL of every signature. What overflows or divides by zero comes out null: unknown, never an error. */
export const overloadSql: Readonly<Record<CelOverload, (...args: readonly string[]) => string>> = {
  'size(string)': (text) => `length(${text})`,
  'startsWith(string, string)': (text, part) => `starts_with(${text}, ${part})`,
  'endsWith(string, string)': (text, part) => `suffix(${text}, ${part})`,
  'contains(string, string)': (text, part) => `contains(${text}, ${part})`,
  'int(int)': (value) => `${value}`,
  'int(double)': (value) => `try_cast(trunc(${value}) as bigint)`,
  'int(string)': (text) => `case when regexp_full_match(${text}, '${integer}') then try_cast(${text} as bigint) end`,
  'int(timestamp)': (time) => `(epoch_us(${time}) // 1000000)`,
  'double(int)': (value) => `${value}::double`,
  'double(double)': (value) => `${value}`,
  'double(string)': (text) => `case when regexp_full_match(${text}, '${decimal}') then try_cast(${text} as double) end`,
  'string(string)': (text) => `${text}`,
  'string(int)': (value) => `${value}::varchar`,
  'string(bool)': (value) => `${value}::varchar`,
  'string(double)': (value) =>
    `case when abs(${value}) < 1e15 and ${value} = trunc(${value}) then ${value}::bigint::varchar else ${value}::varchar end`,
  'string(timestamp)': (time) => `strftime(${time}, '%Y-%m-%dT%H:%M:%SZ')`,
  'timestamp(timestamp)': (time) => `${time}`,
  'timestamp(string)': (text) =>
    `case when regexp_full_match(${text}, '${moment}') then try_cast(rtrim(${text}, 'Z') as timestamp) end`,
  'getFullYear(timestamp)': (time) => `year(${time})`,
  'getMonth(timestamp)': (time) => `(month(${time}) - 1)`,
  'getDate(timestamp)': (time) => `day(${time})`,
  'getDayOfMonth(timestamp)': (time) => `(day(${time}) - 1)`,
  'getDayOfWeek(timestamp)': (time) => `dayofweek(${time})`,
  'getDayOfYear(timestamp)': (time) => `(dayofyear(${time}) - 1)`,
  'getHours(timestamp)': (time) => `hour(${time})`,
  'getHours(duration)': (value) => `(${value} // 3600000000)`,
  'getMinutes(timestamp)': (time) => `minute(${time})`,
  'getMinutes(duration)': (value) => `(${value} // 60000000)`,
  'getSeconds(timestamp)': (time) => `second(${time})`,
  'getSeconds(duration)': (value) => `(${value} // 1000000)`,
  '-(int)': (value) => `try(-${value})`,
  '-(double)': (value) => `(-${value})`,
  '+(int, int)': (left, right) => `try(${left} + ${right})`,
  '-(int, int)': (left, right) => `try(${left} - ${right})`,
  '*(int, int)': (left, right) => `try(${left} * ${right})`,
  '/(int, int)': (left, right) => `try(${left} // ${right})`,
  '%(int, int)': (left, right) => `try(${left} % ${right})`,
  '+(double, double)': (left, right) => `(${left} + ${right})`,
  '-(double, double)': (left, right) => `(${left} - ${right})`,
  '*(double, double)': (left, right) => `(${left} * ${right})`,
  '/(double, double)': (left, right) => `(${left} / nullif(${right}, 0))`,
  // Without the cast it has no type where either side is known to be null, and then fits no function.
  '+(string, string)': (left, right) => `(${left} || ${right})::varchar`,
  '+(duration, duration)': (left, right) => `try(${left} + ${right})`,
  '-(duration, duration)': (left, right) => `try(${left} - ${right})`,
  '+(timestamp, duration)': (time, value) => timeOf(`try(epoch_us(${time}) + ${value})`),
  '-(timestamp, duration)': (time, value) => timeOf(`try(epoch_us(${time}) - ${value})`),
  '+(duration, timestamp)': (value, time) => timeOf(`try(${value} + epoch_us(${time}))`),
  '-(timestamp, timestamp)': (left, right) => `(epoch_us(${left}) - epoch_us(${right}))`,
};
