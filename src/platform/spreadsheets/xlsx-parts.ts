import { helpSheetName, quoteSheet } from './help-sheets.ts';
import { escapeAttribute, escapeText } from './xlsx-text.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet that was written, as the workbook lists it. */
export interface WrittenSheet {
  readonly name: string;
  readonly hasNotes: boolean;
  readonly help: boolean;
}

/** Names as Excel takes them: 31 letters, none of its signs, each once whatever its case; the second «A» is «A (2)». */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const plain =
      name
        .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` (${number})`;
      const candidate = plain.slice(0, 31 - suffix.length).trimEnd() + suffix;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  });
}

export function contentTypesXml(sheets: readonly WrittenSheet[]): string {
  const parts = sheets.map(({ hasNotes }, index) => {
    const comments = `<Override PartName="/xl/comments${index + 1}.xml" ContentType="${mime}.comments+xml"/>`;
    return `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${mime}.worksheet+xml"/>${hasNotes ? comments : ''}`;
  });
  const drawings = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  return (
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${sheets.some(({ hasNotes }) => hasNotes) ? drawings : ''}` +
    `<Override PartName="/xl/workbook.xml" ContentType="${mime}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${mime}.styles+xml"/>${parts.join('')}</Types>`
  );
}

export const relationsXml =
  `${head}<Relationships xmlns="${packageRelations}">` +
  `<Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export function workbookXml(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escapeAttribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const helps = sheets.filter(({ help }) => help);
  const names = helps.map(
    ({ name }, index) =>
      `<definedName name="${helpSheetName(index + 1)}" hidden="1">${escapeText(quoteSheet(name))}!$A$1</definedName>`,
  );
  return (
    `${head}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>${listed.join('')}</sheets>` +
    `${names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''}</workbook>`
  );
}

export function workbookRelationsXml(sheets: readonly WrittenSheet[]): string {
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return (
    `${head}<Relationships xmlns="${packageRelations}">${relations.join('')}` +
    `<Relationship Id="rId${sheets.length + 1}" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`
  );
}

/** Of a sheet with notes: rId1 is the drawing that its `legacyDrawing` names. */
export function sheetRelationsXml(number: number): string {
  return (
    `${head}<Relationships xmlns="${packageRelations}">` +
    `<Relationship Id="rId1" Type="${officeRelations}/vmlDrawing" Target="../drawings/vmlDrawing${number}.vml"/>` +
    `<Relationship Id="rId2" Type="${officeRelations}/comments" Target="../comments${number}.xml"/></Relationships>`
  );
}
