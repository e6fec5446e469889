import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { fail } from '../errors.ts';

/** Where the next page begins, and of which snapshot. */
const Place = z.object({
  snapshot: z.string(),
  /** The last row of the page before; null: its values are too long for a header, and the rows before are counted. */
  position: z.object({ values: z.array(z.string().nullable()), file: z.int(), row: z.int() }).nullable(),
  /** Rows before the page. */
  offset: z.int(),
});
export type Place = z.infer<typeof Place>;

/**
 * A place as an opaque text. It may hold values that its bearer must not see, and it is part of a query's meaning: so it
 * is encrypted, and opens only for the query and rights (`binding`) that it was made for. `key` is 32 bytes.
 */
export function sealCursor(place: Place, binding: string, key: Uint8Array): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(digest(binding));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(place), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Throws `cursor-invalid` for a text that is not ours, was changed, or belongs to another query or other rights. */
export function openCursor(text: string, binding: string, key: Uint8Array): Place {
  const bytes = Buffer.from(text, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(digest(binding))
      .setAuthTag(bytes.subarray(12, 28));
    const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    return Place.parse(JSON.parse(plain.toString('utf8')));
  } catch (cause) {
    throw fail(
      'cursor-invalid',
      'Take cursors from the Link header, for the query and the caller that they were given to',
      { cause },
    );
  }
}

function digest(binding: string): Buffer {
  return createHash('sha256').update(binding).digest();
}
