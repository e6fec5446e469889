import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';
import { memberNames } from './member-names.ts';

export interface ZipMember {
  readonly path: string;
  readonly packedBytes: number;
  readonly encrypted: boolean;
  /** Its bytes, unpacked; `guard` is told of each chunk's size and may throw. */
  readonly read: (guard: (bytes: number) => void) => AsyncIterable<Buffer>;
}

export interface Zip {
  readonly members: readonly ZipMember[];
  /** Paths of links, which have no content and are never followed. */
  readonly links: readonly string[];
  readonly close: () => void;
}

/** More than any workbook or archive of tables has; each of them takes memory before the first is looked at. */
const mostEntries = 20_000;

/** Opens a zip by its central directory. Folders and the litter of operating systems are no members. */
export async function openZip(path: string): Promise<Zip> {
  const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
  const zip = await open(path, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
    strictFileNames: false,
    // Names come as bytes: archives say of few how they are coded.
    decodeStrings: false,
  }).catch((error: unknown) => {
    throw failReading('file-truncated', 'The archive ends early or is damaged', { cause: error });
  });
  try {
    const entries = await listEntries(zip);
    const names = await memberNames(entries);
    const named = entries
      .map((entry, place) => ({ entry, path: names[place] ?? '' }))
      .filter(({ path }) => isMember(path));
    const links = named.filter(({ entry }) => isLink(entry)).map(({ path }) => path);
    const members = named.filter(({ entry }) => !isLink(entry)).map(({ entry, path }) => memberOf(zip, entry, path));
    return { members, links, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw asReadingError(error);
  }
}

function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      if (entries.push(entry) <= mostEntries) return zip.readEntry();
      reject(failReading('archive-unsafe', `The archive has more than ${mostEntries} members`));
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function isMember(fileName: string): boolean {
  return (
    !fileName.endsWith('/') &&
    !fileName.startsWith('__MACOSX/') &&
    !/(?:^|\/)(?:\.DS_Store|Thumbs\.db)$/i.test(fileName)
  );
}

/** By the mode of a file in Unix, which stands in the upper half. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return externalFileAttributes >>> 28 === 0xa;
}

function memberOf(zip: ZipFile, entry: Entry, path: string): ZipMember {
  const encrypted = (entry.generalPurposeBitFlag & 1) === 1;
  return {
    path,
    packedBytes: entry.compressedSize,
    encrypted,
    read: (guard) => readEntry(zip, entry, path, guard),
  };
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry,
  path: string,
  guard: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  if ((entry.generalPurposeBitFlag & 1) === 1)
    throw failReading('file-encrypted', `${path} in the archive is protected by a password`);
  try {
    const openStream = promisify(
      zip.openReadStream.bind(zip) as (
        entry: Entry,
        callback: (error: Error | null, stream: NodeJS.ReadableStream) => void,
      ) => void,
    );
    for await (const chunk of await openStream(entry)) {
      // A stream without an encoding gives buffers.
      const bytes = chunk as Buffer;
      guard(bytes.length);
      yield bytes;
    }
  } catch (error) {
    throw asReadingError(error);
  }
}

function asReadingError(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  if (/unsupported compression method/.test(error.message)) return unreadCompression(error);
  if (/too many bytes/.test(error.message))
    return failReading('archive-unsafe', 'A member is larger than the archive says', { cause: error });
  if (/invalid relative path|absolute path|invalid characters in fileName/.test(error.message))
    return failReading('archive-unsafe', 'A member names a place outside the archive', { cause: error });
  if (error.name === 'AbortError') return error;
  return failReading('file-truncated', 'The archive ends early or is damaged', { cause: error });
}

function unreadCompression(cause: Error) {
  return failReading('format-unsupported', cause.message, {
    cause,
    message: {
      vi: 'Tệp zip dùng cách nén không được đọc (như LZMA, BZip2, Deflate64). Hãy nén lại thành zip thông thường (Deflate) rồi gửi.',
      en: 'The zip is packed in a way that is not read (such as LZMA, BZip2 or Deflate64). Pack it again as an ordinary zip (Deflate) and send that.',
    },
  });
}
