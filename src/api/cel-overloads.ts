export const celTypes = ['int', 'double', 'string', 'bool', 'timestamp', 'duration', 'null'] as const;
export type CelType = (typeof celTypes)[number];

/**
 * What rules may call, and what it gives; `name(a)` and `a.name()` alike. Both sides of the language, its SQL and its
 * evaluation in the browser, are tables over these signatures, so that neither can lack one.
 */
export const celOverloads = {
  'size(string)': 'int',
  'startsWith(string, string)': 'bool',
  'endsWith(string, string)': 'bool',
  'contains(string, string)': 'bool',
  'int(int)': 'int',
  'int(double)': 'int',
  'int(string)': 'int',
  'int(timestamp)': 'int',
  'double(int)': 'double',
  'double(double)': 'double',
  'double(string)': 'double',
  'string(string)': 'string',
  'string(int)': 'string',
  'string(bool)': 'string',
  'string(double)': 'string',
  'string(timestamp)': 'string',
  'timestamp(timestamp)': 'timestamp',
  'timestamp(string)': 'timestamp',
  'getFullYear(timestamp)': 'int',
  'getMonth(timestamp)': 'int',
  'getDate(timestamp)': 'int',
  'getDayOfMonth(timestamp)': 'int',
  'getDayOfWeek(timestamp)': 'int',
  'getDayOfYear(timestamp)': 'int',
  'getHours(timestamp)': 'int',
  'getHours(duration)': 'int',
  'getMinutes(timestamp)': 'int',
  'getMinutes(duration)': 'int',
  'getSeconds(timestamp)': 'int',
  'getSeconds(duration)': 'int',
  '-(int)': 'int',
  '-(double)': 'double',
  '+(int, int)': 'int',
  '-(int, int)': 'int',
  '*(int, int)': 'int',
  '/(int, int)': 'int',
  '%(int, int)': 'int',
  '+(double, double)': 'double',
  '-(double, double)': 'double',
  '*(double, double)': 'double',
  '/(double, double)': 'double',
  '+(string, string)': 'string',
  '+(duration, duration)': 'duration',
  '-(duration, duration)': 'duration',
  '+(timestamp, duration)': 'timestamp',
  '-(timestamp, duration)': 'timestamp',
  '+(duration, timestamp)': 'timestamp',
  '-(timestamp, timestamp)': 'duration',
} as const satisfies Readonly<Record<string, CelType>>;
export type CelOverload = keyof typeof celOverloads;

export function celOverloadOf(name: string, takes: readonly CelType[]): CelOverload | undefined {
  const signature = `${name}(${takes.join(', ')})`;
  // A key of the table, as just looked up.
  return Object.hasOwn(celOverloads, signature) ? (signature as CelOverload) : undefined;
}
