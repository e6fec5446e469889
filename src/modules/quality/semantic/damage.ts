import { matches, plainWhere, type SemanticProblem, type SemanticType } from './semantic-type.ts';

/**
 * What spreadsheets and hands do to codes. A code is never mended silently; where taking the damage away leaves a code of
 * the right shape, that is the suggestion.
 */
export function damageOf(pattern: string): readonly SemanticProblem[] {
  const whole = new RegExp(`^(?:${pattern})$`);
  const suggestIfWhole = (mended: string) => (whole.test(mended) ? mended : undefined);
  const unless = (value: string, condition: string) => `${condition} and not ${matches(value, pattern)}`;
  return [
    { code: 'scientific', severity: 'error', when: (value) => matches(value, '\\d(?:[.,]\\d+)?[eE]\\+?\\d+') },
    {
      code: 'apostrophe',
      severity: 'error',
      when: (value) => `starts_with(${value}, '''')`,
      suggest: (value) => suggestIfWhole(value.replace(/^'+/, '')),
    },
    {
      code: 'trailing-fraction',
      severity: 'error',
      when: (value) => unless(value, matches(value, '\\d+[.,]0+')),
      suggest: (value) => suggestIfWhole(value.replace(/[.,]0+$/, '')),
    },
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `not ${matches(value, pattern)} and regexp_full_match(regexp_replace(${value}, '[\\s\\x{a0}.,_-]', '', 'g'), '${pattern}')`,
      suggest: (value) => suggestIfWhole(value.replace(/[\s\u00a0.,_-]/g, '')),
    },
  ];
}

/** Of codes in capitals. */
export function smallLetters(pattern: string): SemanticProblem {
  return {
    code: 'small-letters',
    severity: 'error',
    when: (value) => `${value} <> upper(${value}) and ${matches(`upper(${value})`, pattern)}`,
    suggest: (value) => value.toUpperCase(),
  };
}

/** The last problem of a code: its shape is wrong for no better known reason. */
export function wrongShape(pattern: string): SemanticProblem {
  return { code: 'wrong-shape', severity: 'error', when: (value) => `not ${matches(value, pattern)}` };
}

/** A code that has nothing but a shape. */
export function shapeOnly(pattern: string, expected: SemanticType['expected']): SemanticType {
  return { ...plainWhere(pattern), problems: [...damageOf(pattern), wrongShape(pattern)], expected };
}
