import type { Language } from '#api/localized.ts';
import type { Field } from '#modules/catalog/index.ts';
import { expectationOf } from '../messages/expectation.ts';
import { semanticTypeOf } from '../semantic/semantic-types.ts';
import type { TemplateList } from './template-lists.ts';
import { templateTexts } from './template-texts.ts';

/** How a field's cells are written, as its rules have it. */
export function describeFormat(field: Field, list: TemplateList | undefined, language: Language): string {
  const say = templateTexts[language];
  const { limits, enumeration, codeList } = field;
  const kinds = [
    ...(semanticTypeOf(field) === undefined ? [] : ['semantic']),
    ...(limits.minLength === undefined && limits.maxLength === undefined ? [] : ['length']),
    ...(limits.pattern === undefined ? [] : ['pattern']),
    ...(enumeration === undefined ? [] : ['enum']),
    ...(hasRange(field) ? ['range'] : []),
  ];
  const type =
    field.type === 'string'
      ? kinds.length === 0 && codeList === undefined
        ? [say.text]
        : []
      : [field.type === 'boolean' ? say.boolean : expectationOf(field, 'type')[language]];
  const fromList = codeList !== undefined && list !== undefined ? [say.oneOf(list.title[language])] : [];
  const rules = kinds.map((kind) => expectationOf(field, kind)[language]);
  return [...type, ...fromList, ...rules].filter((part) => part !== '').join('; ');
}

function hasRange({ type, limits }: Field): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf];
  return type !== 'string' && type !== 'boolean' && bounds.some((bound) => bound !== undefined);
}
