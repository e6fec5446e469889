import type { Language } from '#api/localized.ts';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { CodeLists, DataElement } from '#modules/dictionary/index.ts';
import { describeFormat } from './describe-field.ts';
import { templateHeadings } from './template-headings.ts';
import { templateLists, type TemplateList } from './template-lists.ts';

export interface TemplateDeps {
  readonly codeLists: CodeLists;
  readonly findElement: (id: string) => DataElement | undefined;
  /** `YYYY-MM-DD`: the codes that are valid then are offered. */
  readonly day: string;
}

/** A column of a template with all that is said about it, in one language. */
export interface TemplateColumn {
  readonly field: Field;
  readonly heading: string;
  readonly format: string;
  /** What the field is; empty where nobody has said. */
  readonly meaning: string;
  readonly list: TemplateList | undefined;
}

export async function templateColumns(
  contract: Contract,
  language: Language,
  deps: TemplateDeps,
): Promise<readonly TemplateColumn[]> {
  const lists = templateLists(contract, deps);
  const headings = await templateHeadings(contract, language);
  return contract.fields.map((field, index) => {
    const list = lists.get(field.name);
    const element = field.elementRef === undefined ? undefined : deps.findElement(field.elementRef);
    return {
      field,
      heading: headings[index] ?? field.name,
      format: describeFormat(field, list, language),
      meaning: field.descriptions?.[language] ?? element?.definition[language] ?? '',
      list,
    };
  });
}
