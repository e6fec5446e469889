const blanks = /\s*/y;
/** Of sqlcmd, lines that begin with a colon are none of the statements. */
const lineComment = /--|#|(?:rem|prompt)\b|:(?:setvar|on error|connect|r|out|error)\b/iy;

/** Behind the comment that begins at `from`; undefined: it is not closed. */
export function commentEnd(text: string, from: number, nests: boolean): number | undefined {
  if (!nests) {
    const close = text.indexOf('*/', from + 2);
    return close === -1 ? undefined : close + 2;
  }
  const signs = /\/\*|\*\//g;
  signs.lastIndex = from + 2;
  let depth = 1;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return signs.lastIndex;
  }
  return undefined;
}

/**
 * A text from its first sign that is no comment on, whatever database it is of. Some nest comments and some do not: what
 * is closed when nested is taken for nested. Undefined: a comment goes on to its end.
 */
export function behindComments(text: string): string | undefined {
  let at = 0;
  for (;;) {
    blanks.lastIndex = at;
    blanks.test(text);
    at = blanks.lastIndex;
    lineComment.lastIndex = at;
    if (lineComment.test(text)) {
      const end = text.indexOf('\n', at);
      if (end === -1) return '';
      at = end + 1;
    } else if (text.startsWith('/*', at) && text[at + 2] !== '!') {
      const end = commentEnd(text, at, true) ?? commentEnd(text, at, false);
      // Behind one that nests and is cut, comments go on.
      if (end === undefined || text[end] === '*') return undefined;
      at = end;
    } else return text.slice(at);
  }
}
