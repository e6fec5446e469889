const mysqlEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
  '%': '\\%',
  _: '\\_',
};
const plainEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What a text says whose backslashes are signs, in MySQL or in PostgreSQL's E'…'. */
export function unescapeText(text: string, mysql: boolean): string {
  if (mysql) return text.replace(/\\([^])/g, (_, sign: string) => mysqlEscapes[sign] ?? sign);
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g, (whole, short, long, sign) => {
    const code: unknown = short ?? long;
    if (typeof code === 'string') return codePoint(Number.parseInt(code, 16));
    return typeof sign === 'string' ? (plainEscapes[sign] ?? sign) : String(whole);
  });
}

/** A cell of a COPY block; `\N` is told from it before. */
export function unescapeCopied(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^]))/g, (whole, hex, octal, sign) => {
    if (typeof hex === 'string') return String.fromCharCode(Number.parseInt(hex, 16));
    if (typeof octal === 'string') return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return typeof sign === 'string' ? (plainEscapes[sign] ?? sign) : String(whole);
  });
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
