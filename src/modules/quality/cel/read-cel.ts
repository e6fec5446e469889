import { parse, type ASTNode } from '@marcbachmann/cel-js';
import type { CelType } from '#api/cel-overloads.ts';
import type { CelTerm } from '#api/cel-term.ts';
import type { Field } from '#modules/catalog/index.ts';
import { CelFailure, type CelProblem } from './cel-problem.ts';
import { celTypeOf } from './cel-field.ts';
import { readCall } from './read-call.ts';
import { readLiteral } from './read-literal.ts';
import { readBinary, readIn, readMinus, readTernary } from './read-operator.ts';

export type ReadCel =
  | {
      readonly ok: true;
      /** Of type bool. */
      readonly term: CelTerm;
      /** Fields that it reads, in the contract's order. */
      readonly fields: readonly string[];
    }
  | ({ readonly ok: false } & CelProblem);

/**
 * Reads a rule over a row. Types are strict, as everywhere in CEL: whole numbers and doubles are compared, but not added,
 * with each other.
 */
export function readCel(expression: string, fields: readonly Field[]): ReadCel {
  const used = new Set<string>();
  const fieldNamed = new Map(fields.map((field) => [field.name, field]));
  const read = (node: ASTNode): CelTerm => {
    switch (node.op) {
      case 'value':
        return readLiteral(node.args, node);
      case 'id': {
        const field = fieldNamed.get(node.args);
        if (field === undefined) throw unknownName(node.args, node, fields);
        used.add(field.name);
        return { kind: 'field', type: celTypeOf(field), field: field.name };
      }
      case '&&':
      case '||':
        return {
          kind: node.op === '&&' ? 'and' : 'or',
          type: 'bool',
          parts: node.args.map((part) => expect(part, 'bool')),
        };
      case '!_':
        return { kind: 'not', type: 'bool', part: expect(node.args, 'bool') };
      case '-_':
        return node.args.op === 'value' && ['bigint', 'number'].includes(typeof node.args.args)
          ? readLiteral(node.args.args, node, true)
          : readMinus(read(node.args), node);
      case '?:':
        return readTernary(expect(node.args[0], 'bool'), read(node.args[1]), read(node.args[2]), node);
      case 'in':
        return readIn(read(node.args[0]), listOf(node.args[1]).map(read), node);
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        return readBinary(node.op, read(node.args[0]), read(node.args[1]), node);
      case 'call':
        return readCall(node.args[0], undefined, node.args[1], read, node);
      case 'rcall':
        return readCall(node.args[0], node.args[1], node.args[2], read, node);
      case 'list':
      case 'map':
      case '.':
      case '.?':
      case '[]':
      case '[?]':
        throw unsupported(node);
    }
  };
  const expect = (node: ASTNode, type: CelType): CelTerm => {
    const part = read(node);
    if (part.type !== type) throw wrongType(part.type, type, node);
    return part;
  };

  try {
    const { ast } = parse(expression);
    const term = expect(ast, 'bool');
    return { ok: true, term, fields: fields.map(({ name }) => name).filter((name) => used.has(name)) };
  } catch (error) {
    if (error instanceof CelFailure) return { ok: false, ...error.problem };
    if (error instanceof Error) return { ok: false, ...syntaxProblem(error) };
    throw error;
  }
}

function listOf(node: ASTNode): readonly ASTNode[] {
  if (node.op === 'list') return node.args;
  throw new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: { vi: 'Bên phải của «in» phải là một danh sách.', en: 'What stands right of “in” must be a list.' },
    mend: { vi: 'Viết ví dụ: trang_thai in ["A", "B"].', en: 'Write, for instance: trang_thai in ["A", "B"].' },
  });
}

function unknownName(name: string, node: ASTNode, fields: readonly Field[]): CelFailure {
  const names = fields.map((field) => field.name).join(', ');
  return new CelFailure({
    code: 'cel-unknown-name',
    position: node.start,
    reason: { vi: `Không có trường nào tên «${name}».`, en: `There is no field named “${name}”.` },
    mend: { vi: `Các trường có thể dùng: ${names}.`, en: `Fields that can be used: ${names}.` },
  });
}

function unsupported(node: ASTNode): CelFailure {
  return new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: { vi: `Phép «${node.op}» không dùng được trong quy tắc.`, en: `“${node.op}” cannot be used in a rule.` },
    mend: {
      vi: 'Quy tắc chỉ đọc các trường của một dòng: so sánh, tính toán, in, điều kiện và các hàm của văn bản, ngày, số.',
      en: 'A rule reads the fields of one row: comparisons, arithmetic, in, conditions and functions of text, dates, numbers.',
    },
  });
}

function wrongType(found: CelType, wanted: CelType, node: ASTNode): CelFailure {
  return new CelFailure({
    code: 'cel-type',
    position: node.start,
    reason: {
      vi: `Chỗ này cần kiểu ${wanted}, nhưng có kiểu ${found}.`,
      en: `Type ${wanted} is needed here, ${found} was found.`,
    },
    mend: {
      vi: 'Viết thành một phép so sánh, ví dụ le_phi >= 0.',
      en: 'Make it a comparison, for instance le_phi >= 0.',
    },
  });
}

function syntaxProblem(error: Error): CelProblem {
  // The parser's errors carry where they stand and a summary without the excerpt; their class is not exported.
  const { range, summary } = error as Error & {
    readonly range?: { readonly start: number };
    readonly summary?: string;
  };
  const what = summary ?? error.message.split('\n')[0] ?? '';
  return {
    code: 'cel-syntax',
    position: range?.start ?? 0,
    reason: { vi: `Biểu thức CEL không đọc được: ${what}.`, en: `The CEL expression cannot be read: ${what}.` },
    mend: {
      vi: 'Kiểm tra dấu ngoặc, dấu nháy và phép tính ở vị trí này.',
      en: 'Check brackets, quotes and operators there.',
    },
  };
}
