const cookieName = 'daklake_session';

/** Attributes that hold for setting and for clearing; `Secure` wherever the public address is https. */
function attributes(origin: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`;
}

/** Value of a `Set-Cookie` header. */
export function presentSessionCookie(secret: string, origin: string, expires: Date): string {
  return `${cookieName}=${secret}; ${attributes(origin)}; Expires=${expires.toUTCString()}`;
}

export function clearSessionCookie(origin: string): string {
  return `${cookieName}=; ${attributes(origin)}; Max-Age=0`;
}

/** The session's secret out of a `Cookie` header. */
export function readSessionCookie(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === cookieName) return pair.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
