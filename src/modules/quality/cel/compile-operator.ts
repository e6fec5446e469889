import type { ASTNode } from '@marcbachmann/cel-js';
import { CelFailure } from './cel-problem.ts';
import { isNumeric, type CelSql, type CelType } from './cel-type.ts';

const comparisons: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

export function compileLogic(op: '&&' | '||', parts: readonly CelSql[]): CelSql {
  return { sql: `(${parts.map(({ sql }) => sql).join(op === '&&' ? ' and ' : ' or ')})`, type: 'bool' };
}

export function compileTernary(condition: CelSql, yes: CelSql, no: CelSql, node: ASTNode): CelSql {
  const type = yes.type === 'null' ? no.type : yes.type;
  if (no.type !== type && no.type !== 'null') throw noOverload('?:', yes.type, no.type, node);
  return { sql: `(case when ${condition.sql} then ${yes.sql} when not ${condition.sql} then ${no.sql} end)`, type };
}

/** A `list_contains`, not an SQL `in`: see the enum types of domain-rules.ts for what long lists do to the order of rows. */
export function compileIn(value: CelSql, items: readonly CelSql[], node: ASTNode): CelSql {
  if (items.length === 0) return { sql: `(${value.sql} is null and null)`, type: 'bool' };
  for (const item of items)
    if (!comparable(value.type, item.type) || item.type === 'null') throw noOverload('in', value.type, item.type, node);
  const found = `list_contains([${items.map(({ sql }) => sql).join(', ')}], ${value.sql})`;
  const unknown = items.filter(({ constant }) => constant !== true).map(({ sql }) => `${sql} is null`);
  return {
    sql: unknown.length === 0 ? found : `case when ${unknown.join(' or ')} then null else ${found} end`,
    type: 'bool',
  };
}

export function compileMinus(value: CelSql, node: ASTNode): CelSql {
  if (!isNumeric(value.type)) throw noOverload('-', value.type, value.type, node);
  return { sql: `try(-${value.sql})`, type: value.type };
}

export function compileBinary(op: string, left: CelSql, right: CelSql, node: ASTNode): CelSql {
  const comparison = comparisons[op];
  if (comparison !== undefined) return compileComparison(comparison, left, right, node);
  const type = arithmeticType(op, left.type, right.type);
  if (type === undefined) throw noOverload(op, left.type, right.type, node);
  return { sql: arithmetic(op, left, right), type };
}

function compileComparison(operator: string, left: CelSql, right: CelSql, node: ASTNode): CelSql {
  const equality = operator === '=' || operator === '<>';
  if (left.type === 'null' || right.type === 'null') {
    if (!equality) throw noOverload(operator, left.type, right.type, node);
    const tested = left.type === 'null' ? right : left;
    return { sql: `(${tested.sql} is ${operator === '=' ? '' : 'not '}null)`, type: 'bool' };
  }
  if (!comparable(left.type, right.type)) throw noOverload(operator, left.type, right.type, node);
  return { sql: `(${left.sql} ${operator} ${right.sql})`, type: 'bool' };
}

function comparable(left: CelType, right: CelType): boolean {
  return left === right || (isNumeric(left) && isNumeric(right));
}

function arithmeticType(op: string, left: CelType, right: CelType): CelType | undefined {
  if (left === right && isNumeric(left)) return op === '%' && left === 'double' ? undefined : left;
  if (op === '+' && left === 'string' && right === 'string') return 'string';
  if ((op === '+' || op === '-') && left === 'duration' && right === 'duration') return 'duration';
  if ((op === '+' || op === '-') && left === 'timestamp' && right === 'duration') return 'timestamp';
  if (op === '+' && left === 'duration' && right === 'timestamp') return 'timestamp';
  if (op === '-' && left === 'timestamp' && right === 'timestamp') return 'duration';
  return undefined;
}

/** What overflows or divides by zero comes out null: unknown, never an error. */
function arithmetic(op: string, left: CelSql, right: CelSql): string {
  if (left.type === 'string') return `(${left.sql} || ${right.sql})`;
  if (left.type === 'timestamp' && right.type === 'timestamp')
    return `(epoch_us(${left.sql}) - epoch_us(${right.sql}))`;
  if (left.type === 'timestamp') return `try(make_timestamp(epoch_us(${left.sql}) ${op} ${right.sql}))`;
  if (right.type === 'timestamp') return `try(make_timestamp(${left.sql} + epoch_us(${right.sql})))`;
  if (left.type === 'int' && op === '/') return `try(${left.sql} // ${right.sql})`;
  return op === '/' ? `(${left.sql} / nullif(${right.sql}, 0))` : `try(${left.sql} ${op} ${right.sql})`;
}

function noOverload(op: string, left: CelType, right: CelType, node: ASTNode): CelFailure {
  const mixed = isNumeric(left) && isNumeric(right);
  return new CelFailure({
    code: 'cel-type',
    position: node.start,
    reason: {
      vi: `Phép «${op}» không dùng được giữa kiểu ${left} và kiểu ${right}.`,
      en: `“${op}” cannot be used between ${left} and ${right}.`,
    },
    mend: mixed
      ? {
          vi: 'Đổi số nguyên bằng double(…), hoặc viết hằng có phần thập phân, ví dụ 2.0.',
          en: 'Turn the whole number into double(…), or write the constant with a decimal, e.g. 2.0.',
        }
      : {
          vi: 'Đưa hai bên về cùng một kiểu, ví dụ timestamp("2026-01-01T00:00:00Z") cho ngày.',
          en: 'Bring both sides to one type, e.g. timestamp("2026-01-01T00:00:00Z") for a date.',
        },
  });
}
