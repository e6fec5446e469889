import { isWhole, mendCode } from './mend-code.ts';
import { matches, plainWhere, type SemanticProblem, type SemanticType } from './semantic-type.ts';

/** The code that a value can only mean; undefined where that is not certain. */
type Mend = (value: string) => string | undefined;

/**
 * What spreadsheets and hands do to codes. A code is never mended silently; where taking the damage away leaves a code of
 * the right shape, that is the suggestion.
 */
export function damageOf(pattern: string, mend: Mend = mendCode(isWhole(pattern))): readonly SemanticProblem[] {
  const unless = (value: string, condition: string) => `${condition} and not ${matches(value, pattern)}`;
  return [
    { code: 'scientific', severity: 'error', when: (value) => matches(value, '\\d(?:[.,]\\d+)?[eE]\\+?\\d+') },
    apostrophe(mend),
    {
      code: 'trailing-fraction',
      severity: 'error',
      when: (value) => unless(value, matches(value, '\\d+[.,]0{1,2}')),
      suggest: mend,
    },
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `not ${matches(value, pattern)} and regexp_full_match(regexp_replace(${value}, '[\\s\\x{a0}.,_-]', '', 'g'), '${pattern}')`,
      suggest: mend,
    },
  ];
}

/** Excel's sign of a text, or what a keyboard gives for it. */
export function apostrophe(mend: Mend): SemanticProblem {
  return { code: 'apostrophe', severity: 'error', when: (value) => matches(value, "['`´‘’].*"), suggest: mend };
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
export function wrongShape(pattern: string, mend: Mend = mendCode(isWhole(pattern))): SemanticProblem {
  return { code: 'wrong-shape', severity: 'error', when: (value) => `not ${matches(value, pattern)}`, suggest: mend };
}

/** A code that has nothing but a shape. */
export function shapeOnly(pattern: string, expected: SemanticType['expected']): SemanticType {
  return { ...plainWhere(pattern), problems: [...damageOf(pattern), wrongShape(pattern)], expected };
}
