import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { createProblem, type ContractProblem, type Facts, type Locate, type Path, type Position } from './problem.ts';
import { findUnsafe, maxAliases, maxDepth } from './find-unsafe.ts';
import type { ProblemCode } from './problem-texts.ts';

/** Longer texts are refused unread. The longest contract of the standard's examples has a fifth of this. */
export const maxContractCharacters = 1_000_000;

export type TextReading =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>>; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly ContractProblem[] };

/**
 * Reads YAML 1.2 or JSON (which YAML contains) into plain values that can be kept as JSON, and remembers where every
 * member stands. Repeated keys are errors; neither depth, nor aliases, nor size can be used to exhaust us.
 */
export function readText(text: string): TextReading {
  const lines = new LineCounter();
  const refuse = (code: ProblemCode, position: Position, facts?: Facts): TextReading => ({
    ok: false,
    problems: [createProblem(code, [], position, facts)],
  });
  const start = { line: 1, column: 1 };
  if (text.length > maxContractCharacters) return refuse('text-too-large', start, { limit: maxContractCharacters });

  if (opensTooMany(text)) return refuse('text-too-deep', start, { limit: maxDepth });

  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
    // The parser compares every key with every other; `findUnsafe` does not.
    uniqueKeys: false,
  });
  if (document.errors.length > 0) return { ok: false, problems: syntaxProblems(document, lines) };
  if (document.contents === null) return refuse('text-empty', start);
  if (!isMap(document.contents)) return refuse('text-not-a-document', start);

  const locate = locator(document, lines);
  const unsafe = findUnsafe(document);
  if (unsafe !== undefined) return refuse(unsafe.code, positionAt(lines, unsafe.offset), unsafe.facts);
  try {
    // A map at the root becomes an object.
    return {
      ok: true,
      value: document.toJS({ maxAliasCount: maxAliases }) as Readonly<Record<string, unknown>>,
      locate,
    };
  } catch {
    return refuse('text-alias-unsafe', start);
  }
}

/**
 * The parser takes ever longer over brackets that nest without end. In quotes they count here too, but no text has
 * thousands of them unmatched.
 */
function opensTooMany(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open > 5_000) return true;
  }
  return false;
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter): ContractProblem[] {
  if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) {
    return [createProblem('text-too-deep', [], { line: 1, column: 1 }, { limit: maxDepth })];
  }
  // A first mistake makes the parser stumble further on, so a handful is all that helps.
  return document.errors.slice(0, 5).map(({ code, message, pos: [offset] }) => {
    const position = positionAt(lines, offset);
    const detail = message.replace(/\s+/g, ' ');
    // Within brackets indentation means nothing: one of them was not closed.
    if (code === 'BAD_INDENT' && message.startsWith('Flow ')) {
      return createProblem('text-unclosed', [], position, { detail });
    }
    return createProblem(syntaxCodes[code] ?? 'text-broken', [], position, { detail });
  });
}

const syntaxCodes: Readonly<Record<string, ProblemCode>> = {
  TAB_AS_INDENT: 'text-tab',
  MISSING_CHAR: 'text-unclosed',
  BAD_INDENT: 'text-indent',
  MULTIPLE_DOCS: 'text-several-documents',
  NON_STRING_KEY: 'key-not-text',
};

function locator(document: Document.Parsed, lines: LineCounter): Locate {
  return (path: Path) => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (pair === undefined) break;
        offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
        if (!isNode(node)) break;
        offset = node.range?.[0] ?? offset;
      } else break;
    }
    return positionAt(lines, offset);
  };
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
