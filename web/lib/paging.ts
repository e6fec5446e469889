/** `?offset=` as a whole number from zero on; anything else is the first page. */
export function readOffset(query: URLSearchParams): number {
  const offset = Number(query.get('offset') ?? 0);
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
}
