import { isWhole, mendCode } from './mend-code.ts';
import { matches, type SemanticType } from './semantic-type.ts';

/** The place of registration, a series, and a number; tractors and electric vehicles have series of their own. */
const shape = '\\d{2}(?:[A-Z]{1,2}|[A-Z][A-Z0-9]|(?:MĐ|TĐ|MK|CD)\\d?)\\d{4,5}';
/** A series of one letter, parted from six digits: of a longer series it would be a part. */
const tooLong = '\\d{2}[A-Z][-. ]+\\d{3}[. ]?\\d{3}';
const military = '[A-Z]{2}\\d{4,5}';
/** Of embassies and of foreigners: `80-011-NG-01`, `80-123-NN-45`. */
const foreign = '\\d{5}(?:NG|NN|QT|CV)\\d{2}|\\d{2}(?:NG|NN|QT|CV)\\d{5}';
const temporary = 'T\\d{6,8}';
/** Without the signs that belong to a plate and are written or not. */
const bare = (value: string) => `regexp_replace(${value}, '[-. ]', '', 'g')`;

const isBare = isWhole(shape);
/** Signs of its own are kept as they were written. */
const mendSigns = mendCode(
  (text) => isBare(text.replace(/[-. ]/g, '')),
  (text) => [text.replace(/[/_]/g, '-')],
);
const isTooLong = isWhole(tooLong);
const mend = (value: string) => (isTooLong(value) ? undefined : mendSigns(value));

/** Cars and motorcycles. A series of two letters fits both, so that the kind of vehicle is another field's. */
export const plate: SemanticType = {
  plain: (value) => matches(value, '\\d{2}[A-Z][A-Z0-9]?\\d{4,5}'),
  problems: [
    {
      code: 'small-letters',
      severity: 'error',
      when: (value) => `${value} <> upper(${value}) and ${matches(bare(`upper(${value})`), shape)}`,
      suggest: mend,
    },
    { code: 'military-plate', severity: 'warn', when: (value) => matches(bare(value), military) },
    { code: 'foreign-plate', severity: 'warn', when: (value) => matches(bare(value), foreign) },
    { code: 'temporary-plate', severity: 'warn', when: (value) => matches(bare(value), temporary) },
    {
      code: 'wrong-shape',
      severity: 'error',
      when: (value) => `(not ${matches(bare(value), shape)} or ${matches(value, tooLong)})`,
      suggest: mend,
    },
  ],
  expected: { vi: 'ví dụ 47A-123.45 hoặc 47-B1 123.45', en: 'e.g. 47A-123.45 or 47-B1 123.45' },
};
