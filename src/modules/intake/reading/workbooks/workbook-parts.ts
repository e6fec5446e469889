import { posix } from 'node:path';
import { helpSheetOf } from '#platform/spreadsheets/help-sheets.ts';
import type { Zip, ZipMember } from '../archives/open-zip.ts';
import { failReading } from '../errors.ts';
import { codingOfFont, type FontCoding } from './font-text.ts';
import { numberFormat, type NumberFormat } from './number-format.ts';
import { parseXml } from './parse-xml.ts';
import { relations } from './relations.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** It explains the workbook and is no data. */
  readonly help: boolean;
  readonly member: ZipMember;
}

export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  readonly date1904: boolean;
  readonly sharedStrings: ZipMember | undefined;
  /** By a cell's style index. */
  readonly formats: readonly NumberFormat[];
  /** By a cell's style index; undefined: its font does not say how text is coded. */
  readonly fonts: readonly (FontCoding | undefined)[];
}

type Guard = (bytes: number) => void;

/** What a workbook consists of, by its relationships and not by the names of its members. */
export async function readWorkbookParts(zip: Zip, guard: Guard): Promise<WorkbookParts> {
  const members = new Map(zip.members.map((member) => [member.path.toLowerCase(), member]));
  const find = (path: string) => members.get(path.replace(/^\//, '').toLowerCase());
  const root = find('_rels/.rels');
  const target =
    root === undefined
      ? undefined
      : (await relations(root, '', guard)).find((one) => one.type.endsWith('/officeDocument'))?.target;
  const workbookPath = target !== undefined && find(target) !== undefined ? target : 'xl/workbook.xml';
  const workbook = find(workbookPath);
  if (workbook === undefined) throw failReading('file-truncated', 'The workbook has no list of sheets');
  const folder = posix.dirname(workbookPath);
  const relationPart = find(posix.join(folder, '_rels', `${posix.basename(workbookPath)}.rels`));
  const related = relationPart === undefined ? [] : await relations(relationPart, folder, guard);
  const partOf = (type: string) => {
    const path = related.find((one) => one.type.endsWith(type))?.target;
    return path === undefined ? undefined : find(path);
  };

  const sheets: Omit<WorkbookSheet, 'help'>[] = [];
  const help = new Set<string | undefined>();
  let definedName: string | undefined;
  let reference = '';
  let date1904 = false;
  await parseXml(workbook.read(guard), {
    open: (name, attribute) => {
      if (name === 'definedName') definedName = attribute('name');
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = related.find((one) => one.id === attribute('id'));
      const member =
        relation === undefined || !relation.type.endsWith('/worksheet') ? undefined : find(relation.target);
      // A chart has no rows; a sheet of rows that is listed and not there was cut off.
      if (relation?.type.endsWith('/worksheet') === true && member === undefined) {
        throw failReading('file-truncated', `The workbook has no part for its sheet «${attribute('name') ?? ''}»`);
      }
      if (member === undefined) return;
      sheets.push({
        name: (attribute('name') ?? '').normalize('NFC'),
        hidden: (attribute('state') ?? 'visible') !== 'visible',
        member,
      });
    },
    text: (piece) => {
      if (definedName !== undefined) reference += piece;
    },
    close: (name) => {
      if (name !== 'definedName') return;
      help.add(helpSheetOf(definedName ?? '', reference)?.normalize('NFC'));
      definedName = undefined;
      reference = '';
    },
  });
  const styles = partOf('/styles');
  return {
    sheets: sheets.map((sheet) => ({ ...sheet, help: help.has(sheet.name) })),
    date1904,
    sharedStrings: partOf('/sharedStrings'),
    ...(styles === undefined ? { formats: [], fonts: [] } : await cellStyles(styles, guard)),
  };
}

async function cellStyles(member: ZipMember, guard: Guard): Promise<Pick<WorkbookParts, 'formats' | 'fonts'>> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  const codings: (FontCoding | undefined)[] = [];
  const fonts: (FontCoding | undefined)[] = [];
  let inCells = false;
  // Conditions have fonts, too.
  let inFonts = false;
  await parseXml(member.read(guard), {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'fonts') inFonts = true;
      if (inFonts && name === 'font') codings.push(undefined);
      if (inFonts && name === 'name') codings[codings.length - 1] = codingOfFont(attribute('val'));
      if (name !== 'xf' || !inCells) return;
      const id = Number(attribute('numFmtId') ?? 0);
      formats.push(numberFormat(id, codes.get(id)));
      fonts.push(codings[Number(attribute('fontId') ?? 0)]);
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
      if (name === 'fonts') inFonts = false;
    },
  });
  return { formats, fonts };
}
