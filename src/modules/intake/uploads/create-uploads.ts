import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { KnownCaller } from '#api/caller.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { makeFolder, syncFile } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import { failUpload } from './errors.ts';
import { collectUploads, isOwnUpload, ownerPrefix, removeUpload, uploadLife } from './upload-folder.ts';
import { createUploadQuota } from './upload-quota.ts';

export interface UploadsDeps {
  readonly folder: string;
  readonly mostBytes: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
}

/** An upload that is whole, for a load. Nobody else gets it until it is given back. */
export interface FinishedUpload {
  readonly file: string;
  /** As its sender named it. */
  readonly fileName: string | undefined;
  /** It became a load's file, and is no upload any more. */
  used(): Promise<void>;
  /** At the end, whatever came of it. */
  giveBack(): void;
}

/** Resumable uploads by the tus protocol, version 1.0. What was written survives a restart; each belongs to its sender. */
export interface Uploads {
  readonly mostBytes: number;
  /** What the protocol answers. Throws `uploads-too-many`, and `upload-unknown` for another's. */
  answer(exchange: Exchange, caller: KnownCaller): Promise<Response>;
  /** Throws `upload-unknown` (also for another's, and for one in use) and `upload-unfinished`. */
  take(id: string, caller: KnownCaller): Promise<FinishedUpload>;
  /** Removes what nobody finished or used within a day. */
  collect(): Promise<void>;
  close(): void;
}

/** One request on uploads. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly hasBody: boolean;
  /** Undefined where one is to be made. */
  readonly upload: string | undefined;
}

const path = '/api/v1/uploads';
const longestName = 255;
/** The id that an upload is to have is known before it is made. */
const idHeader = 'x-upload-id';

export async function createUploads(deps: UploadsDeps): Promise<Uploads> {
  const { folder } = deps;
  await makeFolder(folder);
  const store = new DurableFileStore({ directory: folder, expirationPeriodInMilliseconds: uploadLife });
  const tus = new Server({
    path,
    datastore: store,
    maxSize: deps.mostBytes,
    relativeLocation: true,
    allowedOrigins: [],
    // The request is ours, see `asWebRequest`.
    namingFunction: (request) => request.headers.get(idHeader) ?? deps.newId(),
  });
  const inUse = new Set<string>();
  const quota = createUploadQuota(folder);

  const collect = async (): Promise<void> => {
    const removed = await collectUploads(folder, deps.clock());
    if (removed > 0) deps.log.info({ uploads: removed }, 'uploads given up');
  };
  const timer = setInterval(() => {
    collect().catch((error: unknown) => deps.log.error({ error }, 'uploads could not be collected'));
  }, uploadLife / 24);
  timer.unref();

  return {
    mostBytes: deps.mostBytes,

    async answer(exchange, caller) {
      const { upload } = exchange;
      if (upload === undefined) {
        const id = `${ownerPrefix(caller)}-${deps.newId()}`;
        return quota.within(caller, id, () => tus.handleWeb(asWebRequest(exchange, id)));
      }
      if (!isOwnUpload(caller, upload) || inUse.has(upload)) throw unknownUpload(upload);
      return tus.handleWeb(asWebRequest(exchange, upload));
    },

    async take(id, caller) {
      if (!isOwnUpload(caller, id) || inUse.has(id)) throw unknownUpload(id);
      inUse.add(id);
      try {
        const { size, offset, metadata } = await store.getUpload(id).catch(() => {
          throw unknownUpload(id);
        });
        if (size === undefined || offset < size) {
          throw failUpload('upload-unfinished', `${offset} of ${size ?? 'an unknown number of'} bytes are there.`);
        }
        return {
          file: join(folder, id),
          fileName: readFileName(metadata?.['filename'] ?? metadata?.['name']),
          used: () => removeUpload(folder, id),
          giveBack: () => void inUse.delete(id),
        };
      } catch (error) {
        inUse.delete(id);
        throw error;
      }
    },

    collect,
    close: () => clearInterval(timer),
  };
}

/** Whatever was acknowledged to the sender is on disk. */
class DurableFileStore extends FileStore {
  override async write(...given: Parameters<FileStore['write']>): Promise<number> {
    const offset = await super.write(...given);
    await syncFile(join(this.directory, given[1]));
    return offset;
  }
}

/** Signs that no file's name has, and PostgreSQL's texts cannot hold, are left out. */
function readFileName(name: string | null | undefined): string | undefined {
  return (
    name
      ?.replaceAll(/\p{Cc}/gu, '')
      .normalize('NFC')
      .slice(0, longestName) || undefined
  );
}

const forwarded = /^(?:tus-|upload-|content-(?:type|length)$)/;

/** With the protocol's own headers only, and with Node's exchange for the protocol to hear of a broken connection. */
function asWebRequest({ request, response, hasBody, upload }: Exchange, id: string): Request {
  const given = Object.entries(request.headers).filter(([name]) => forwarded.test(name));
  const headers = new Headers(given.map(([name, value]) => [name, String(value)]));
  headers.set(idHeader, id);
  const url = new URL(upload === undefined ? path : `${path}/${upload}`, 'http://localhost');
  const init = { method: request.method ?? 'POST', headers };
  // One class at run time; the types of the DOM and of Node describe it each in their own way.
  const body = hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {};
  const made = new Request(url, { ...init, ...body } as RequestInit);
  return Object.assign(made, { runtime: { node: { req: request, res: response } } });
}

function unknownUpload(id: string): Error {
  return failUpload('upload-unknown', `There is no upload ${id}.`);
}
