import { parse, ParseError, type ASTNode } from '@marcbachmann/cel-js';

export type CelReading =
  | {
      readonly ok: true;
      /** Names that the expression reads from the row, in order of appearance. */ readonly names: readonly string[];
    }
  | { readonly ok: false; /** 1-based character of the expression. */ readonly at: number; readonly detail: string };

/** Longer expressions are refused: nobody could read them, and every row pays for them. */
const maxCharacters = 4_000;

/** More signs before one operand are refused: how many the stack holds depends on what runs above. */
const maxSigns = 250;

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
    // Of signs, too, that are more than the stack holds: the parser bounds how deep brackets nest, but not `!!!!…`.
    if (error instanceof RangeError) return { ok: false, at: 1, detail: 'nests too deep' };
    throw error;
  }
}

/** Macros whose first argument names a variable that their other arguments may read. */
const binding = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'bind']);
/** Words that stand before a function's name, as a receiver does. */
const namespaces = new Set(['cel', 'math', 'strings', 'optional']);

/** Throws RangeError where signs nest too deep. */
function collectNames(node: ASTNode, bound: ReadonlySet<string>, names: Set<string>, signs = 0): void {
  if (node.op === 'value') return;
  if (node.op === '!_' || node.op === '-_') {
    if (signs === maxSigns) throw new RangeError('too many signs');
    collectNames(node.args, bound, names, signs + 1);
    return;
  }
  if (node.op === 'id') {
    if (!bound.has(node.args)) names.add(node.args);
    return;
  }
  if (node.op === 'rcall') {
    const [method, receiver, [variable, ...rest]] = node.args;
    if (!(receiver.op === 'id' && namespaces.has(receiver.args))) collectNames(receiver, bound, names);
    if (variable === undefined) return;
    if (binding.has(method) && variable.op === 'id') {
      const within = new Set([...bound, variable.args]);
      for (const inner of rest) collectNames(inner, within, names);
      return;
    }
  }
  for (const inner of operandsOf(node)) collectNames(inner, bound, names);
}

/** The nodes among a node's operands; names of members and functions are not nodes. A method's receiver is left out. */
function operandsOf(node: Exclude<ASTNode, { op: 'value' | 'id' | '!_' | '-_' }>): readonly ASTNode[] {
  if (node.op === 'rcall') return node.args[2];
  if (node.op === 'call') return node.args[1];
  if (node.op === '.' || node.op === '.?') return [node.args[0]];
  if (node.op === 'map') return node.args.flat();
  return node.args;
}
