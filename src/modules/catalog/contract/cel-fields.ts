import { parse, ParseError, type ASTNode } from '@marcbachmann/cel-js';

export type CelReading =
  | {
      readonly ok: true;
      /** Names that the expression reads from the row, in order of appearance. */ readonly names: readonly string[];
    }
  | { readonly ok: false; /** 1-based character of the expression. */ readonly at: number; readonly detail: string };

/** Longer expressions are refused: nobody could read them, and every row pays for them. */
const maxCharacters = 4_000;

/** Parses an expression of the Common Expression Language; types and functions are not looked at here. */
export function readCel(expression: string): CelReading {
  if (expression.length > maxCharacters)
    return { ok: false, at: maxCharacters, detail: `more than ${maxCharacters} characters` };
  try {
    const names = new Set<string>();
    collectNames(parse(expression).ast, new Set(), names);
    return { ok: true, names: [...names] };
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, at: (error.range?.start ?? 0) + 1, detail: error.summary };
    throw error;
  }
}

/** Macros whose first argument names a variable that their other arguments may read. */
const binding = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'bind']);
/** Words that stand before a function's name, and names of types. */
const notRows = new Set([
  'cel', 'math', 'strings', 'optional',
  'int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'map', 'null_type', 'type',
]); // prettier-ignore

function collectNames(node: ASTNode, bound: ReadonlySet<string>, names: Set<string>): void {
  const visit = (inner: ASTNode) => collectNames(inner, bound, names);
  switch (node.op) {
    case 'value':
      return;
    case 'id':
      if (!bound.has(node.args)) names.add(node.args);
      return;
    case '.':
    case '.?':
      return visit(node.args[0]);
    case 'call':
      return node.args[1].forEach(visit);
    case 'rcall': {
      const [method, receiver, given] = node.args;
      if (!(receiver.op === 'id' && notRows.has(receiver.args))) visit(receiver);
      const [variable, ...rest] = given;
      if (binding.has(method) && variable?.op === 'id') {
        const within = new Set([...bound, variable.args]);
        return rest.forEach((inner) => collectNames(inner, within, names));
      }
      return given.forEach(visit);
    }
    case 'list':
      return node.args.forEach(visit);
    case 'map':
      return node.args.flat().forEach(visit);
    case '?:':
      return node.args.forEach(visit);
    case '!_':
    case '-_':
      return visit(node.args);
    default:
      return node.args.forEach(visit);
  }
}
