/** How a column's values are stored, as far as their text shows it. */
export type StoredAs = 'number' | 'float' | 'boolean' | 'moment' | 'text' | 'bytes' | 'bits' | 'other';

const numbers =
  /^(?:(?:small|big|tiny|medium)?int(?:eger)?\d*|(?:small|big)?serial\d*|numeric|decimal|dec|fixed|number|year)$/;

const binary =
  /^(?:bytea|(?:tiny|medium|long)?blob|(?:var)?binary|image|raw|geometry|geomcollection|geometrycollection|(?:multi)?(?:point|linestring|polygon))$/;

/** By the first word of a column's type, in lower case. */
export function storedAsOf(type: string): StoredAs {
  if (numbers.test(type)) return 'number';
  if (/^(?:float\d*|double|real)$/.test(type)) return 'float';
  if (type.startsWith('bool')) return 'boolean';
  if (/^(?:date|datetime\d*|smalldatetime|datetimeoffset|timestamp|timestamptz)$/.test(type)) return 'moment';
  if (type === 'bit') return 'bits';
  if (binary.test(type)) return 'bytes';
  if (/char|text|clob|^enum$|^set$|^string$|^sysname$|^xml$|^json/.test(type)) return 'text';
  return 'other';
}
