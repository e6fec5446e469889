import type { Language } from '#api/localized.ts';
import { cellReference } from '#platform/spreadsheets/xlsx-cells.ts';
import { quoteSheet } from '#platform/spreadsheets/help-sheets.ts';
import type { XlsxCell, XlsxCellType } from '#platform/spreadsheets/xlsx-cells.ts';
import type { XlsxColumn, XlsxRows, XlsxSheet } from '#platform/spreadsheets/xlsx-writer.ts';
import { inputStyle } from './field-validation.ts';
import type { TemplateList } from './template-lists.ts';
import { templateTexts } from './template-texts.ts';

/** The sheet that the drop-downs take their values from, with the names of the codes beside them. */
export function listSheet(lists: readonly TemplateList[], language: Language): XlsxSheet {
  const say = templateTexts[language];
  return {
    name: say.listSheet,
    columns: lists.flatMap((list): readonly XlsxColumn[] => {
      const title = list.title[language];
      const values: XlsxColumn = {
        heading: list.named ? `${say.code}: ${title}` : title,
        type: valueType(list),
        headingStyle: 'optionalHeading',
        width: list.named ? 14 : 24,
      };
      const names: XlsxColumn = {
        heading: `${say.name}: ${title}`,
        type: 'text',
        headingStyle: 'optionalHeading',
        width: 40,
      };
      return list.named ? [values, names] : [values];
    }),
    rows: listRows(lists, language),
    protected: true,
    codesAreTexts: true,
    help: true,
  };
}

/** The cells of a list on that sheet. */
export function listReference({ column, values }: TemplateList, language: Language): string {
  const absolute = (row: number) => cellReference(column, row).replace(/^([A-Z]+)/, '$$$1$$');
  return `${quoteSheet(templateTexts[language].listSheet)}!${absolute(2)}:${absolute(values.length + 1)}`;
}

/** Values are chosen as they are typed: numbers as numbers, codes as texts. */
function valueType({ field }: TemplateList): XlsxCellType {
  const { type } = field;
  if (inputStyle(field) === 'textInput' || type === 'string') return 'text';
  return type === 'integer' ? 'number' : type;
}

function* listRows(lists: readonly TemplateList[], language: Language): Generator<XlsxRows> {
  const most = Math.max(0, ...lists.map(({ values }) => values.length));
  for (let row = 0; row < most; row += 1) {
    yield [
      lists.flatMap(({ values, named }): readonly XlsxCell[] => {
        const { value = null, name } = values[row] ?? {};
        return named ? [value, name?.[language] ?? null] : [value];
      }),
    ];
  }
}
