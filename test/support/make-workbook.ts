import { makeZip } from './zip.ts';

export interface MadeSheet {
  readonly name: string;
  readonly hidden?: boolean;
  /** The inner XML of `<sheetData>`. */
  readonly rows: string;
  readonly merges?: readonly string[];
  /** The inner XML of `<cols>`. */
  readonly columns?: string;
  /** Inner XML between the rows and the merges. */
  readonly behindRows?: string;
}

/** Styles of `makeWorkbook`: index in `cellXfs` by name. */
export const styles = { plain: 0, date: 1, moment: 2, padded: 3, time: 4, percent: 5, percentCode: 6 } as const;

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** An xlsx file of the parts that a reader needs. Sheets lie under names that say nothing. */
export function makeWorkbook(
  sheets: readonly MadeSheet[],
  options: { readonly strings?: readonly string[]; readonly date1904?: boolean } = {},
): Promise<Buffer> {
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="r${index}" Type="${relationships}/worksheet" Target="worksheets/part${index + 7}.xml"/>`,
  );
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="r${index}"/>`,
  );
  const parts = sheets.map(({ rows, merges, columns, behindRows = '' }, index) => [
    `xl/worksheets/part${index + 7}.xml`,
    `<worksheet xmlns="${main}">${columns === undefined ? '' : `<cols>${columns}</cols>`}<sheetData>${rows}</sheetData>${behindRows}${
      merges === undefined
        ? ''
        : `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
    }</worksheet>`,
  ]);
  return makeZip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}<Relationship Id="s" Type="${relationships}/styles" Target="styles.xml"/><Relationship Id="t" Type="${relationships}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}"><workbookPr${options.date1904 === true ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="166" formatCode="0.0%;[Red]-0.0%"/><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="164"/><xf numFmtId="21"/><xf numFmtId="9"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${(options.strings ?? []).join('')}</sst>`,
    ...Object.fromEntries(parts),
  });
}

/** A row of inline texts, numbers and nulls from column A on. */
export function row(number: number, cells: readonly (string | number | null)[], attributes = ''): string {
  const inner = cells.map((cell, index) => {
    if (cell === null) return '';
    const reference = `${String.fromCharCode(65 + index)}${number}`;
    return typeof cell === 'number'
      ? `<c r="${reference}"><v>${cell}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${number}"${attributes}>${inner.join('')}</row>`;
}
