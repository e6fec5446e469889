import { parse, type ASTNode } from '@marcbachmann/cel-js';
import type { Field } from '#modules/catalog/index.ts';
import { CelFailure, type CelProblem } from './cel-problem.ts';
import { celFieldOf, type CelSql, type CelType } from './cel-type.ts';
import { compileCall } from './compile-call.ts';
import { compileLiteral } from './compile-literal.ts';
import { compileBinary, compileIn, compileLogic, compileMinus, compileTernary } from './compile-operator.ts';

export type CompiledCel =
  | {
      readonly ok: true;
      /** Boolean; null where it comes out unknown (a null in it, a division by zero, an overflow). Never an error. */
      readonly sql: string;
      /** Fields that it reads, in the contract's order. */
      readonly fields: readonly string[];
    }
  | ({ readonly ok: false } & CelProblem);

/**
 * Compiles a rule over a row to SQL. `columnOf` names the column that holds a field's stored value. Types are strict, as
 * everywhere in CEL: whole numbers and doubles are compared, but not added, with each other.
 */
export function compileCel(
  expression: string,
  fields: readonly Field[],
  columnOf: (field: Field) => string = ({ name }) => `"${name}"`,
): CompiledCel {
  const used = new Set<string>();
  const fieldNamed = new Map(fields.map((field) => [field.name, field]));
  const compile = (node: ASTNode): CelSql => {
    switch (node.op) {
      case 'value':
        return compileLiteral(node.args, node);
      case 'id': {
        const field = fieldNamed.get(node.args);
        if (field === undefined) throw unknownName(node.args, node, fields);
        used.add(field.name);
        return celFieldOf(field, columnOf(field));
      }
      case '&&':
      case '||':
        return compileLogic(
          node.op,
          node.args.map((part) => expect(part, 'bool')),
        );
      case '!_':
        return { sql: `(not ${expect(node.args, 'bool').sql})`, type: 'bool' };
      case '-_':
        return compileMinus(compile(node.args), node);
      case '?:':
        return compileTernary(expect(node.args[0], 'bool'), compile(node.args[1]), compile(node.args[2]), node);
      case 'in':
        return compileIn(compile(node.args[0]), listOf(node.args[1]).map(compile), node);
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
        return compileBinary(node.op, compile(node.args[0]), compile(node.args[1]), node);
      case 'call':
        return compileCall(node.args[0], undefined, node.args[1], compile, node);
      case 'rcall':
        return compileCall(node.args[0], node.args[1], node.args[2], compile, node);
      case 'list':
      case 'map':
      case '.':
      case '.?':
      case '[]':
      case '[?]':
        throw unsupported(node);
    }
  };
  const expect = (node: ASTNode, type: CelType): CelSql => {
    const part = compile(node);
    if (part.type !== type) throw wrongType(part.type, type, node);
    return part;
  };

  try {
    const { ast } = parse(expression);
    const { sql } = expect(ast, 'bool');
    return { ok: true, sql, fields: fields.map(({ name }) => name).filter((name) => used.has(name)) };
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
