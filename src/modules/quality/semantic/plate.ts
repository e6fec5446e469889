import { matches, type SemanticType } from './semantic-type.ts';

const shape = '\\d{2}(?:[A-Z]{1,2}|[A-Z][A-Z0-9])\\d{4,5}';
const military = '[A-Z]{2}\\d{4,5}';
/** Without the signs that belong to a plate and are written or not. */
const bare = (value: string) => `regexp_replace(${value}, '[-. ]', '', 'g')`;

/** Cars and motorcycles. A series of two letters fits both, so that the kind of vehicle is another field's. */
export const plate: SemanticType = {
  plain: (value) => matches(value, '\\d{2}[A-Z][A-Z0-9]?\\d{4,5}'),
  problems: [
    {
      code: 'small-letters',
      severity: 'error',
      when: (value) => `${value} <> upper(${value}) and ${matches(bare(`upper(${value})`), shape)}`,
      suggest: (value) => value.toUpperCase(),
    },
    { code: 'military-plate', severity: 'warn', when: (value) => matches(bare(value), military) },
    { code: 'wrong-shape', severity: 'error', when: (value) => `not ${matches(bare(value), shape)}` },
  ],
  expected: { vi: 'ví dụ 47A-123.45 hoặc 47-B1 123.45', en: 'e.g. 47A-123.45 or 47-B1 123.45' },
};
