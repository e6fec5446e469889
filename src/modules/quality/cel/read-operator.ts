import type { ASTNode } from '@marcbachmann/cel-js';
import { celOverloadOf, celOverloads, type CelType } from '#api/cel-overloads.ts';
import { celComparisons, type CelTerm } from '#api/cel-term.ts';
import { CelFailure } from './cel-problem.ts';

export function readTernary(condition: CelTerm, yes: CelTerm, no: CelTerm, node: ASTNode): CelTerm {
  const type = yes.type === 'null' ? no.type : yes.type;
  if (no.type !== type && no.type !== 'null') throw noOverload('?:', yes.type, no.type, node);
  return { kind: 'choice', type, condition, yes, no };
}

export function readIn(value: CelTerm, items: readonly CelTerm[], node: ASTNode): CelTerm {
  for (const item of items)
    if (!comparable(value.type, item.type) || item.type === 'null') throw noOverload('in', value.type, item.type, node);
  return { kind: 'in', type: 'bool', value, items };
}

export function readMinus(value: CelTerm, node: ASTNode): CelTerm {
  const overload = celOverloadOf('-', [value.type]);
  if (overload === undefined) throw noOverload('-', value.type, value.type, node);
  return { kind: 'call', type: celOverloads[overload], overload, args: [value] };
}

export function readBinary(op: string, left: CelTerm, right: CelTerm, node: ASTNode): CelTerm {
  const comparison = celComparisons.find((known) => known === op);
  if (comparison !== undefined) {
    const equality = comparison === '==' || comparison === '!=';
    if (equality && (left.type === 'null' || right.type === 'null')) {
      const part = left.type === 'null' ? right : left;
      return { kind: 'is-null', type: 'bool', part, negated: comparison === '!=' };
    }
    if (left.type === 'null' || !comparable(left.type, right.type)) throw noOverload(op, left.type, right.type, node);
    return { kind: 'compare', type: 'bool', op: comparison, left, right };
  }
  const overload = celOverloadOf(op, [left.type, right.type]);
  if (overload === undefined) throw noOverload(op, left.type, right.type, node);
  return { kind: 'call', type: celOverloads[overload], overload, args: [left, right] };
}

function isNumeric(type: CelType): boolean {
  return type === 'int' || type === 'double';
}

function comparable(left: CelType, right: CelType): boolean {
  return left === right || (isNumeric(left) && isNumeric(right));
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
