import { createHash } from 'node:crypto';

/** Method and address of a request, the same for the same parameters in another order. */
export function targetOf(method: string, url: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.sort();
  return `${method} ${pathname}?${searchParams}`;
}

/** Of a value that was JSON: the same whatever its blanks and the order of its members. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_name, member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? ''
  );
}
