import { fail } from '../errors.ts';
import { defaultLimit, highestLimit } from '../query/query-request.ts';

export interface RowRange {
  readonly offset: number;
  readonly limit: number;
}

/**
 * From `limit`, `offset` and the header `Range: 0-24`; where both are given, what is inside both. The limit is 1,000
 * unless asked for, and never above 10,000.
 */
export function parseRange(parameters: URLSearchParams, rangeHeader: string | undefined): RowRange {
  const limit = parseNumber(parameters, 'limit');
  const offset = parseNumber(parameters, 'offset') ?? 0;
  const header = /^(?:items=)?(\d{1,15})-(\d{1,15})?$/.exec(rangeHeader?.trim() ?? '');
  const first = Math.max(offset, Number(header?.[1] ?? 0));
  const last = Math.min(
    limit === undefined ? Infinity : offset + limit - 1,
    header?.[2] === undefined ? Infinity : Number(header[2]),
  );
  if (header?.[2] !== undefined && Number(header[2]) < Number(header[1])) {
    throw fail('range-not-satisfiable', 'The lower boundary must be lower than or equal to the upper boundary', {
      members: { message: 'Requested range not satisfiable' },
    });
  }
  const asked = last === Infinity ? defaultLimit : Math.max(0, last - first + 1);
  return { offset: first, limit: Math.min(asked, highestLimit) };
}

function parseNumber(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw fail('query-invalid', `«${name}» is a whole number of at least 0, not «${text}»`);
  return Number(text);
}
