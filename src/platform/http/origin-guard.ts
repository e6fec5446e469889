import type { FastifyRequest } from 'fastify';
import { failHttp } from './errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that a browser sends with our cookie, or to get one, on behalf of another site. Every browser of the
 * last years says where a request comes from (Sec-Fetch-Site over TLS and on localhost, Origin otherwise); a request
 * without either is not a browser's, and nobody can make somebody else's program send it.
 */
export function assertOwnOrigin(request: FastifyRequest, ownOrigin: string): void {
  // Whoever shows a token does not lean on the cookie.
  if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (origin === ownOrigin) return;
  if (site === 'same-origin' || site === 'none') return;
  if (site === undefined && (origin === undefined || hostOf(origin) === host)) return;
  throw failHttp('origin-foreign', `The request comes from ${origin ?? site ?? 'elsewhere'}, not from ${ownOrigin}`);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
