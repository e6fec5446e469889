import { isWhole } from './mend-code.ts';
import { wrongShape } from './damage.ts';
import { matches, plainWhere, type SemanticType } from './semantic-type.ts';

const word = '[A-Za-z0-9!#$%&*+=?^_`{|}~/-]+';
const shape = `${word}(?:\\.${word})*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+`;
const isAddress = isWhole(shape);

/** The one address of a text: out of its label, its brackets and the blanks in it. */
function mendEmail(value: string): string | undefined {
  const [inBrackets] = /(?<=<)[^<>]+(?=>)/.exec(value) ?? [value];
  const text = inBrackets
    .normalize('NFKC')
    .replace(/^\s*(?:e-?mail|mailto|thư điện tử)\s*:/i, '')
    .replace(/^[\s'".,;]+|[\s'".,;]+$|\s/g, '')
    .replace(/\[at\]|\(at\)|@{2,}/i, '@');
  return [text, text.replaceAll(',', '.')].find(isAddress);
}

export const email: SemanticType = {
  ...plainWhere(shape),
  problems: [
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `${matches(value, '.*\\s.*')} and regexp_full_match(regexp_replace(${value}, '\\s', '', 'g'), '${shape}')`,
      suggest: mendEmail,
    },
    wrongShape(shape, mendEmail),
  ],
  expected: { vi: 'ten@coquan.gov.vn', en: 'name@agency.gov.vn' },
};
