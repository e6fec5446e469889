import type { Writable } from 'node:stream';
import type { Language } from '#api/localized.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { writeXlsx, type XlsxColumn, type XlsxSheet } from '#platform/spreadsheets/xlsx-writer.ts';
import { fieldValidation, inputStyle } from './field-validation.ts';
import { listReference, listSheet } from './list-sheet.ts';
import { templateColumns, type TemplateColumn, type TemplateDeps } from './template-columns.ts';
import { guideSheet } from './template-guide.ts';
import { checkedRows, templateTexts } from './template-texts.ts';

/**
 * Writes the workbook that fits a contract: a sheet to fill in, one that explains, one with the code lists. What is
 * filled in as it says is read back by intake without a finding; of the other two sheets nothing is read.
 */
export async function writeTemplate(
  output: Writable,
  contract: Contract,
  language: Language,
  deps: TemplateDeps,
): Promise<void> {
  const columns = await templateColumns(contract, language, deps);
  const lists = [...new Set(columns.flatMap(({ list }) => list ?? []))];
  await writeXlsx(output, [
    dataSheet(columns, language),
    guideSheet(contract, columns, language),
    ...(lists.length === 0 ? [] : [listSheet(lists, language)]),
  ]);
}

function dataSheet(columns: readonly TemplateColumn[], language: Language): XlsxSheet {
  return {
    name: templateTexts[language].dataSheet,
    columns: columns.map((column) => inputColumn(column, language)),
    rows: [],
    protected: true,
    codesAreTexts: true,
    validations: columns.flatMap(({ field, format, list }, column) => {
      const source = list === undefined ? {} : { list: listReference(list, language) };
      return fieldValidation(field, { column, rows: checkedRows, format, language, ...source }) ?? [];
    }),
  };
}

function inputColumn(column: TemplateColumn, language: Language): XlsxColumn {
  const { field, heading } = column;
  return {
    heading,
    type: 'text',
    style: inputStyle(field),
    headingStyle: field.required ? 'requiredHeading' : 'optionalHeading',
    width: Math.min(32, Math.max(field.type === 'timestamp' ? 20 : 13, heading.length + 4)),
    note: noteOf(column, language),
  };
}

function noteOf({ field, heading, format, meaning, list }: TemplateColumn, language: Language): string {
  const say = templateTexts[language];
  const label = field.labels[language];
  return [
    `${label === heading ? heading : `${label} (${heading})`}${field.required ? ` – ${say.required}` : ''}`,
    meaning,
    `${say.format}: ${format}.`,
    ...(field.examples.length === 0 ? [] : [`${say.example}: ${field.examples.slice(0, 3).join('; ')}`]),
    ...(field.codeList === undefined || list === undefined ? [] : [say.namesInList]),
  ]
    .filter((line) => line !== '')
    .join('\n');
}
