import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import yazl from 'yazl';

/** What is in a zip, by path. */
export async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer)(bytes, { lazyEntries: true });
  const parts = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((content) => {
          parts.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.on('end', () => resolve(parts));
    zip.on('error', reject);
    zip.readEntry();
  });
}

export async function zipOf(parts: Iterable<readonly [string, string | Buffer]>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [path, content] of parts) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream as AsyncIterable<Buffer>);
}

/** A zip in memory, its members by their paths. */
export function makeZip(members: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  return zipOf(Object.entries(members));
}
