import type { Language } from '#api/localized.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { XlsxCell, XlsxMarkedCell } from '#platform/spreadsheets/xlsx-cells.ts';
import { shorten } from '#platform/spreadsheets/xlsx-text.ts';
import type { XlsxSheet } from '#platform/spreadsheets/xlsx-writer.ts';
import type { TemplateColumn } from './template-columns.ts';
import { templateTexts } from './template-texts.ts';

const widths = [30, 11, 48, 24, 60, 30];
/** As wide as the columns together. */
const lineLength = 150;
const longestCell = 2000;

/** The sheet that says how to fill in the others. */
export function guideSheet(contract: Contract, columns: readonly TemplateColumn[], language: Language): XlsxSheet {
  const say = templateTexts[language];
  const rules = contract.rules.map(({ message }) => message[language]);
  const rows: XlsxCell[][] = [
    [{ value: shorten(contract.title[language], lineLength), style: 'title' }],
    ...linesOf(contract.description[language]).map((line) => [plain(line)]),
    [],
    ...say.instructions.map((line, index) => [plain(`${index + 1}. ${line}`)]),
    [],
    [say.column, say.requiredShort, say.format, say.example, say.meaning, say.list].map((value) => ({
      value,
      style: 'optionalHeading',
    })),
    ...columns.map(({ heading, field, format, meaning, list }) =>
      [
        heading,
        field.required ? say.yes : '',
        format,
        field.examples.join('; '),
        meaning,
        field.codeList !== undefined && list !== undefined ? list.title[language] : '',
      ].map(paragraph),
    ),
    ...(rules.length === 0 ? [] : [[], [{ value: say.rules, style: 'heading' } as const]]),
    ...rules.flatMap((rule) => linesOf(rule).map((line) => [plain(line)])),
  ];
  return {
    name: say.guideSheet,
    columns: widths.map((width) => ({ heading: '', type: 'text', width })),
    rows: [rows],
    headless: true,
    protected: true,
    help: true,
  };
}

function plain(value: string): XlsxMarkedCell {
  return { value, style: 'number' };
}

function paragraph(text: string): XlsxMarkedCell {
  return { value: text === '' ? null : shorten(text, longestCell), style: 'paragraph' };
}

/** Lines that run over the columns to the right, since a cell of its own would be narrow and high. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of shorten(text, longestCell)
    .split(/\s+/)
    .filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
