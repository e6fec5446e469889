import type { KnownCaller } from '#api/caller.ts';
import { failUpload } from './errors.ts';
import { listUploads, ownerPrefix } from './upload-folder.ts';

const mostOpen = 20;

export interface UploadQuota {
  /** Makes the caller's upload of this id. Throws `uploads-too-many` where as many as are allowed are there or being made. */
  within<T>(caller: KnownCaller, id: string, make: () => Promise<T>): Promise<T>;
}

/** One is admitted after the other: many that are begun at once fill the quota, and never get past it. */
export function createUploadQuota(folder: string): UploadQuota {
  const making = new Set<string>();
  let admission: Promise<unknown> = Promise.resolve();

  async function admit(caller: KnownCaller, id: string): Promise<void> {
    // Before the folder is looked at: one that is made in the meantime is counted here, or there, or in both as one.
    const open = new Set([...making].filter((one) => one.startsWith(`${ownerPrefix(caller)}-`)));
    for (const one of await listUploads(folder, caller)) open.add(one);
    if (open.size >= mostOpen) {
      throw failUpload('uploads-too-many', `${mostOpen} uploads may be open; load them, or end some.`, {
        retryAfter: 3600,
      });
    }
    making.add(id);
  }

  return {
    async within(caller, id, make) {
      const admitted = admission.then(() => admit(caller, id));
      admission = admitted.catch(() => undefined);
      await admitted;
      try {
        return await make();
      } finally {
        making.delete(id);
      }
    },
  };
}
