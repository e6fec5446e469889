import type { LogicalType } from '#api/form-rules.ts';
import type { CelValue } from './evaluate-cel.ts';
import { readTime } from './times.ts';

/** The value in an expression of a field's value in its one spelling (`1234.5`, `true`, `2026-05-07`, `2026-05-07 13:05:00`). */
export function celValueOf(type: LogicalType, spelled: string): CelValue {
  switch (type) {
    case 'string':
    case 'time':
      return spelled;
    case 'integer':
      return /^-?\d+$/.test(spelled) ? withinLong(BigInt(spelled)) : null;
    case 'number':
      return Number(spelled);
    case 'boolean':
      return spelled === 'true';
    case 'date':
      return readTime(`${spelled}T00:00:00Z`);
    case 'timestamp':
      return readTime(`${spelled.replace(' ', 'T')}Z`);
  }
}

function withinLong(value: bigint): bigint | null {
  return BigInt.asIntN(64, value) === value ? value : null;
}
