import { readFile } from 'node:fs/promises';
import type { CFB, WorkBook, WorkSheet } from '@e965/xlsx';
import { createInflationGuard } from '../archives/inflation-guard.ts';
import { openZip } from '../archives/open-zip.ts';
import type { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { Format } from '../read-outcome.ts';
import type { SourceFile } from '../reader.ts';
import { fontsInOds } from './fonts-in-ods.ts';
import { oldFontsIn, type FontCoding } from './font-text.ts';
import { fontsInXls, isInBytes, type CellFonts } from './fonts-in-xls.ts';
import { hiddenInOds, type HiddenParts } from './hidden-in-ods.ts';
import { refuseOpenDocument, unreadCompound } from '../unread-formats.ts';
import { isCutCompound } from './is-cut-compound.ts';
import { parseXml } from './parse-xml.ts';

/** Formats that a library reads, which holds the whole workbook. */
export type HeldFormat = Extract<Format, 'xls' | 'xlsb' | 'ods' | 'html-table'>;

export interface HeldWorkbook {
  readonly workbook: WorkBook;
  readonly hidden: readonly HiddenParts[];
  /** By sheet; undefined: no font says anything of how text is coded. */
  readonly fonts: readonly CellFonts[] | undefined;
  /** Of every old coding a font that it has: parts of texts, and all cells of an xlsb, have fonts that nobody tells of. */
  readonly named: readonly FontCoding[];
  /** Its texts are bytes of some code page, shown as they are: an xls of before 1997. */
  readonly inBytes: boolean;
}

/** Opens a workbook in memory. What is protected, damaged or none at all is said before the library stumbles over it. */
export async function openHeldWorkbook(
  source: SourceFile,
  format: HeldFormat,
  limits: ReadLimits,
): Promise<HeldWorkbook> {
  const bytes = await readFile(source.path);
  if (format === 'html-table') {
    const { htmlWorkbook } = await import('./html-workbook.ts');
    return { ...htmlWorkbook(bytes.toString('utf8'), limits), hidden: [], named: [], inBytes: false };
  }
  // A flat ods is one XML document.
  const isZip = bytes[0] === 0x50;
  if (isZip && (format === 'ods' || format === 'xlsb')) await refuseZipped(source, limits);
  // A compound file that holds an encrypted package names it in UTF-16.
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw failReading('file-encrypted', 'The workbook is protected by a password');
  if (bytes[0] === 0xd0 && isCutCompound(bytes)) throw failReading('file-truncated', 'The workbook ends early');
  if (bytes[0] === 0xd0 && !hasWorkbookStream(bytes)) throw unreadCompound(bytes);
  const { read, CFB: compound } = await import('@e965/xlsx');
  try {
    const workbook = read(isZip ? withStyles(bytes, compound) : bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
      cellFormula: false,
    });
    if (format === 'ods') {
      const fonts = await fontsInOds(source, isZip);
      return { workbook, hidden: await hiddenInOds(source, isZip), fonts, named: [], inBytes: false };
    }
    // Only with the cells' styles does the library tell of columns, which stand before the rows.
    const frame = read(bytes, { type: 'buffer', dense: true, cellStyles: true, sheetRows: 1, cellFormula: false });
    const hidden = frame.SheetNames.map((name) => hiddenColumnsOf(frame.Sheets[name]));
    const parts = compound.read(bytes, { type: 'buffer' });
    if (bytes[0] !== 0xd0) {
      const styles = contentOf(parts, ['/xl/styles.bin'], compound);
      const named = styles === undefined ? [] : oldFontsIn(styles);
      return { workbook, hidden, fonts: undefined, named, inBytes: false };
    }
    const stream = contentOf(parts, ['Workbook', 'Book'], compound);
    const named = stream === undefined ? [] : oldFontsIn(stream);
    const fonts = stream === undefined || named.length === 0 ? undefined : fontsInXls(stream);
    return { workbook, hidden, fonts, named, inBytes: stream !== undefined && isInBytes(stream) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message)) throw failReading('file-encrypted', message, { cause: error });
    throw failReading('file-truncated', `The workbook is cut off or damaged: ${message}`, { cause: error });
  }
}

type Compound = typeof CFB;

/** The styles of an ods need not be there, and the library fails without. */
function withStyles(bytes: Buffer, compound: Compound): Buffer {
  const parts = compound.read(bytes, { type: 'buffer' });
  if (compound.find(parts, 'content.xml') === null || compound.find(parts, 'styles.xml') !== null) return bytes;
  compound.utils.cfb_add(parts, '/styles.xml', Buffer.from('<styles/>'));
  return Buffer.from(compound.write(parts, { fileType: 'zip', type: 'buffer' }) as Uint8Array);
}

function contentOf(
  file: ReturnType<Compound['read']>,
  paths: readonly string[],
  compound: Compound,
): Buffer | undefined {
  for (const path of paths) {
    const found = compound.find(file, path);
    if (found !== null) return Buffer.from(found.content as Uint8Array);
  }
  return undefined;
}

function hiddenColumnsOf(sheet: WorkSheet | undefined): HiddenParts {
  const columns = (sheet?.['!cols'] ?? []).flatMap((column, place) =>
    column?.hidden === true ? [{ first: place, last: place }] : [],
  );
  return { whole: false, rows: [], filtered: [], columns };
}

function hasWorkbookStream(bytes: Buffer): boolean {
  return ['Workbook', 'Book', 'WORKBOOK', 'BOOK'].some((name) => bytes.includes(Buffer.from(name, 'utf16le')));
}

/** What is packed is judged by what it unpacks to. A protected ods names the encryption of its parts in its manifest. */
async function refuseZipped(source: SourceFile, limits: ReadLimits): Promise<void> {
  const zip = await openZip(source.path);
  try {
    const guard = createInflationGuard(limits, source.bytes);
    let unpacked = 0;
    const count = (bytes: number): void => {
      guard(bytes);
      unpacked += bytes;
      if (unpacked > limits.heldWorkbookBytes) throw tooLarge(limits);
    };
    let encrypted = false;
    for (const member of zip.members) {
      if (member.path === 'META-INF/manifest.xml') {
        await parseXml(member.read(count), {
          open: (name) => {
            if (name === 'encryption-data') encrypted = true;
          },
        });
        if (encrypted) throw failReading('file-encrypted', 'The workbook is protected by a password');
      } else if (member.path === 'mimetype') {
        let type = '';
        for await (const chunk of member.read(count)) if (type.length < 256) type += chunk.toString('latin1');
        refuseOpenDocument(type);
      } else {
        for await (const chunk of member.read(() => undefined)) count(chunk.length);
      }
    }
  } finally {
    zip.close();
  }
}

export function tooLarge({ heldWorkbookBytes }: ReadLimits): DomainError {
  return failReading('too-large', `A workbook of this format may have ${heldWorkbookBytes} bytes, unpacked`);
}
