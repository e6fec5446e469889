import type { SemanticType } from './semantic-type.ts';

/** Degrees; on numbers, and on texts that are to be numbers. */
function degrees(most: number, expected: { readonly vi: string; readonly en: string }): SemanticType {
  const outside = (value: string) => `coalesce(try_cast(${value} as double) not between -${most} and ${most}, true)`;
  return {
    plain: (value) => `not ${outside(value)}`,
    problems: [{ code: 'outside-the-globe', severity: 'error', when: outside }],
    expected,
  };
}

export const latitude = degrees(90, { vi: 'vĩ độ từ -90 đến 90', en: 'a latitude from -90 to 90' });
export const longitude = degrees(180, { vi: 'kinh độ từ -180 đến 180', en: 'a longitude from -180 to 180' });

/** Names keep what was typed; digits in one are a sign of a shifted column. */
export const personName: SemanticType = {
  plain: (value) => `not regexp_matches(${value}, '[0-9@]')`,
  problems: [{ code: 'digits-in-name', severity: 'warn', when: (value) => `regexp_matches(${value}, '[0-9@]')` }],
  expected: { vi: 'họ và tên, không có chữ số', en: 'a name without digits' },
};
