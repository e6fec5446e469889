import { failPortal } from './errors.ts';

/** Where a page begins: by an opaque cursor, or by an offset where a grid needs one. */
export function pageOf(query: {
  readonly limit: number;
  readonly offset: number;
  readonly cursor?: string | undefined;
}): {
  readonly limit: number;
  readonly offset: number;
} {
  if (query.cursor === undefined) return { limit: query.limit, offset: query.offset };
  const offset = Number(/^o(\d{1,9})$/.exec(Buffer.from(query.cursor, 'base64url').toString())?.[1] ?? NaN);
  if (!Number.isSafeInteger(offset)) throw failPortal('list-cursor-invalid', 'The cursor is none that this list gave.');
  return { limit: query.limit, offset };
}

/** The cursor of the page that begins at `offset`; null where there is none. */
export function sealOffset(offset: number, total: number): string | null {
  return offset >= total ? null : Buffer.from(`o${offset}`).toString('base64url');
}
