import { isUtf8 } from 'node:buffer';
import yauzl, { type Entry } from 'yauzl';
import { failReading } from '../errors.ts';

const utf8Flag = 0x800;

/**
 * The paths of an archive's entries, in NFC. Where an entry says how its name is coded, that counts; else UTF-8 if it is
 * that, else what makes Vietnamese of all names together, as Windows programs pack them, else the old code page of zip.
 */
export async function memberNames(entries: readonly Entry[]): Promise<readonly string[]> {
  const unsaid = entries.filter((entry) => isUnsaid(entry)).map(rawName);
  const guessed = unsaid.length === 0 ? undefined : await readingOf(unsaid);
  return entries.map((entry) => {
    const raw = rawName(entry);
    const name =
      isUtf8(raw) || !isUnsaid(entry)
        ? said(entry, raw)
        : (guessed?.(raw) ?? yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false));
    const path = name.replaceAll('\\', '/').normalize('NFC');
    const fault = yauzl.validateFileName(path);
    if (fault !== null) throw failReading('archive-unsafe', `A member names a place outside the archive: ${fault}`);
    return path;
  });
}

/** With names undecoded the library gives bytes, which its types do not say. */
function rawName({ fileName }: Entry): Buffer {
  return fileName as unknown as Buffer;
}

/** A name beyond ASCII that is no UTF-8, and of which nothing says what it is. */
function isUnsaid(entry: Entry): boolean {
  const { extraFields } = entry;
  const raw = rawName(entry);
  const unicodePath = 0x7075;
  return (
    !isUtf8(raw) && (entry.generalPurposeBitFlag & utf8Flag) === 0 && extraFields.every(({ id }) => id !== unicodePath)
  );
}

function said({ generalPurposeBitFlag, extraFields }: Entry, raw: Buffer): string {
  return yauzl.getFileNameLowLevel(
    isUtf8(raw) ? generalPurposeBitFlag | utf8Flag : generalPurposeBitFlag,
    raw,
    extraFields,
    false,
  );
}

/** Undefined: no coding makes Vietnamese of them. */
async function readingOf(names: readonly Buffer[]): Promise<((raw: Buffer) => string) | undefined> {
  const { judgePieces } = await import('../encoding/judge-pieces.ts');
  const { byteReadings, westernView } = await import('../encoding/readings.ts');
  const [reading] = judgePieces(
    names.map((name) => westernView(name)),
    byteReadings,
  ).readings;
  return reading === undefined ? undefined : (raw) => reading.decode(westernView(raw));
}
