import { readFile } from 'node:fs/promises';
import type { WorkBook, WorkSheet } from '@e965/xlsx';
import { createInflationGuard } from '../archives/inflation-guard.ts';
import { openZip } from '../archives/open-zip.ts';
import type { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { Format } from '../read-outcome.ts';
import type { SourceFile } from '../reader.ts';
import { hiddenInOds, type HiddenParts } from './hidden-in-ods.ts';
import { refuseOpenDocument, unreadCompound } from '../unread-formats.ts';
import { isCutCompound } from './is-cut-compound.ts';
import { parseXml } from './parse-xml.ts';

/** Formats that a library reads, which holds the whole workbook. */
export type HeldFormat = Extract<Format, 'xls' | 'xlsb' | 'ods' | 'html-table'>;

/** Opens a workbook in memory. What is protected, damaged or none at all is said before the library stumbles over it. */
export async function openHeldWorkbook(
  source: SourceFile,
  format: HeldFormat,
  limits: ReadLimits,
): Promise<{ readonly workbook: WorkBook; readonly hidden: readonly HiddenParts[] }> {
  const whole = await readFile(source.path);
  const bytes = format === 'html-table' ? withoutPrologue(whole) : whole;
  // A flat ods is one XML document.
  if (bytes[0] === 0x50 && (format === 'ods' || format === 'xlsb')) await refuseZipped(source, limits);
  // A compound file that holds an encrypted package names it in UTF-16.
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw failReading('file-encrypted', 'The workbook is protected by a password');
  if (bytes[0] === 0xd0 && isCutCompound(bytes)) throw failReading('file-truncated', 'The workbook ends early');
  if (bytes[0] === 0xd0 && !hasWorkbookStream(bytes)) throw unreadCompound(bytes);
  const { read } = await import('@e965/xlsx');
  try {
    const workbook = read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
      cellFormula: false,
      // A web page has texts alone: a code must not become a number on the way.
      raw: format === 'html-table',
    });
    if (format === 'html-table') return { workbook, hidden: [] };
    if (format === 'ods') return { workbook, hidden: await hiddenInOds(source, bytes[0] === 0x50) };
    // Only with the cells' styles does the library tell of columns, which stand before the rows.
    const frame = read(bytes, { type: 'buffer', dense: true, cellStyles: true, sheetRows: 1, cellFormula: false });
    return { workbook, hidden: frame.SheetNames.map((name) => hiddenColumnsOf(frame.Sheets[name])) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message)) throw failReading('file-encrypted', message, { cause: error });
    throw failReading('file-truncated', `The workbook is cut off or damaged: ${message}`, { cause: error });
  }
}

function hiddenColumnsOf(sheet: WorkSheet | undefined): HiddenParts {
  const columns = (sheet?.['!cols'] ?? []).flatMap((column, place) =>
    column?.hidden === true ? [{ first: place, last: place }] : [],
  );
  return { rows: [], filtered: [], columns };
}

/** A page that is written as XML begins with what the library would take for a workbook in XML. */
function withoutPrologue(page: Buffer): Buffer {
  const start = page.toString('latin1', 0, 4096);
  const prologue = /^(?:\s|\xef\xbb\xbf|<\?[^>]*\?>|<!doctype[^>]*>|<!--(?:(?!-->)[^])*-->)+/i.exec(start)?.[0] ?? '';
  return page.subarray(prologue.length);
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
