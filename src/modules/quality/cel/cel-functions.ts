import type { CelType } from './cel-type.ts';

export interface Overload {
  readonly takes: readonly CelType[];
  readonly gives: CelType;
  readonly sql: (...args: readonly string[]) => string;
}

/** `name(a)` and `a.name()` alike; the receiver is the first argument. */
export const overloads: Readonly<Record<string, readonly Overload[]>> = {
  size: [{ takes: ['string'], gives: 'int', sql: (text) => `length(${text})` }],
  startsWith: [{ takes: ['string', 'string'], gives: 'bool', sql: (text, part) => `starts_with(${text}, ${part})` }],
  endsWith: [{ takes: ['string', 'string'], gives: 'bool', sql: (text, part) => `suffix(${text}, ${part})` }],
  contains: [{ takes: ['string', 'string'], gives: 'bool', sql: (text, part) => `contains(${text}, ${part})` }],
  int: [
    { takes: ['int'], gives: 'int', sql: (value) => `${value}` },
    { takes: ['double'], gives: 'int', sql: (value) => `try_cast(trunc(${value}) as bigint)` },
    {
      takes: ['string'],
      gives: 'int',
      sql: (text) => `case when regexp_full_match(${text}, '[-+]?\\d{1,19}') then try_cast(${text} as bigint) end`,
    },
    { takes: ['timestamp'], gives: 'int', sql: (value) => `(epoch_us(${value}) // 1000000)` },
  ],
  double: [
    { takes: ['int'], gives: 'double', sql: (value) => `${value}::double` },
    { takes: ['double'], gives: 'double', sql: (value) => `${value}` },
    {
      takes: ['string'],
      gives: 'double',
      sql: (text) =>
        `case when regexp_full_match(${text}, '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?') then try_cast(${text} as double) end`,
    },
  ],
  string: [
    { takes: ['string'], gives: 'string', sql: (value) => `${value}` },
    { takes: ['int'], gives: 'string', sql: (value) => `${value}::varchar` },
    { takes: ['bool'], gives: 'string', sql: (value) => `${value}::varchar` },
    {
      takes: ['double'],
      gives: 'string',
      sql: (value) =>
        `case when abs(${value}) < 1e15 and ${value} = trunc(${value}) then ${value}::bigint::varchar else ${value}::varchar end`,
    },
    { takes: ['timestamp'], gives: 'string', sql: (value) => `strftime(${value}, '%Y-%m-%dT%H:%M:%SZ')` },
  ],
  timestamp: [
    { takes: ['timestamp'], gives: 'timestamp', sql: (value) => `${value}` },
    {
      takes: ['string'],
      gives: 'timestamp',
      sql: (text) =>
        `case when regexp_full_match(${text}, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z') then try_cast(rtrim(${text}, 'Z') as timestamp) end`,
    },
  ],
  getFullYear: [{ takes: ['timestamp'], gives: 'int', sql: (value) => `year(${value})` }],
  getMonth: [{ takes: ['timestamp'], gives: 'int', sql: (value) => `(month(${value}) - 1)` }],
  getDate: [{ takes: ['timestamp'], gives: 'int', sql: (value) => `day(${value})` }],
  getDayOfMonth: [{ takes: ['timestamp'], gives: 'int', sql: (value) => `(day(${value}) - 1)` }],
  getDayOfWeek: [{ takes: ['timestamp'], gives: 'int', sql: (value) => `dayofweek(${value})` }],
  getDayOfYear: [{ takes: ['timestamp'], gives: 'int', sql: (value) => `(dayofyear(${value}) - 1)` }],
  getHours: [
    { takes: ['timestamp'], gives: 'int', sql: (value) => `hour(${value})` },
    { takes: ['duration'], gives: 'int', sql: (value) => `(${value} // 3600000000)` },
  ],
  getMinutes: [
    { takes: ['timestamp'], gives: 'int', sql: (value) => `minute(${value})` },
    { takes: ['duration'], gives: 'int', sql: (value) => `(${value} // 60000000)` },
  ],
  getSeconds: [
    { takes: ['timestamp'], gives: 'int', sql: (value) => `second(${value})` },
    { takes: ['duration'], gives: 'int', sql: (value) => `(${value} // 1000000)` },
  ],
};
