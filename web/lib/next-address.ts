const fallback = '/console';

/** Where to go after signing in (`?next=`): a page of our own, whatever the address says. */
export function readNext(request: Request): string {
  const { origin, searchParams } = new URL(request.url);
  const next = searchParams.get('next');
  if (!next || !URL.canParse(next, origin)) return fallback;
  const target = new URL(next, origin);
  // "//elsewhere", "/\elsewhere" and "https:elsewhere" all name another origin once they are parsed.
  if (target.origin !== origin || !next.startsWith('/')) return fallback;
  // "/..//elsewhere" is ours as it stands, and another's once its dots are resolved.
  if (target.pathname.startsWith('//')) return fallback;
  return target.pathname + target.search + target.hash;
}
