import { damageOf, wrongShape } from './damage.ts';
import { matches, plainWhere, type SemanticType } from './semantic-type.ts';

const simple = '\\d{4}(?:[1-4]|0[1-9]|1[0-2])?';
const month = '\\d{4}(?:0[1-9]|1[0-2])';
const shape = `${simple}|${month}-${month}|\\d{4}-\\d{4}`;
const ends = (value: string) => `split_part(${value}, '-', 1) >= split_part(${value}, '-', 2)`;

/**
 * A reporting period: year, year and quarter, year and month; several months (`202501-202506`) or years (`2024-2025`). Periods in
 * words have been read by now (`periodReading`): what is left of them could not be.
 */
export const period: SemanticType = {
  ...plainWhere(simple),
  problems: [
    ...damageOf(`(?:${shape})`).filter(({ code }) => code !== 'inner-sign'),
    {
      code: 'without-year',
      severity: 'error',
      when: (value) =>
        `regexp_matches(lower(${value}), 'tháng|quý|quí|năm|^[qt] ?\\d') and not regexp_matches(${value}, '\\d{4}')`,
    },
    {
      code: 'period-turned',
      severity: 'error',
      when: (value) => `${matches(value, `${month}-${month}|\\d{4}-\\d{4}`)} and ${ends(value)}`,
    },
    ...damageOf(simple).filter(({ code }) => code === 'inner-sign'),
    wrongShape(shape),
  ],
  expected: {
    vi: 'năm (2026), quý (20261), tháng (202605), nhiều tháng (202601-202606) hoặc nhiều năm (2024-2025)',
    en: 'a year (2026), quarter (20261), month (202605), several months (202601-202606) or years (2024-2025)',
  },
};
