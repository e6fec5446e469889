import type { ASTNode } from '@marcbachmann/cel-js';
import type { CelConstant } from '#api/cel-term.ts';
import { CelFailure } from './cel-problem.ts';

const largest = 2n ** 63n - 1n;

/** `negative`: a minus stands before it. */
export function readLiteral(value: unknown, node: ASTNode, negative = false): CelConstant {
  if (value === null) return { kind: 'constant', type: 'null', value: null };
  if (typeof value === 'boolean') return { kind: 'constant', type: 'bool', value };
  if (typeof value === 'bigint') {
    const signed = negative ? -value : value;
    if (signed > largest || signed < -largest - 1n) throw tooLarge(signed, node);
    return { kind: 'constant', type: 'int', value: String(signed) };
  }
  if (typeof value === 'number') {
    return { kind: 'constant', type: 'double', value: `${negative ? '-' : ''}${String(value)}` };
  }
  if (typeof value === 'string') {
    // No row holds either, and the engine's texts cannot.
    if (value.includes('\0') || !value.isWellFormed()) throw noText(node);
    return { kind: 'constant', type: 'string', value };
  }
  throw new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: {
      vi: 'Kiểu hằng này không dùng được trong quy tắc.',
      en: 'A constant of this kind cannot be used in a rule.',
    },
    mend: {
      vi: 'Dùng số, văn bản trong nháy, true, false hoặc null.',
      en: 'Use numbers, quoted text, true, false or null.',
    },
  });
}

function tooLarge(value: bigint, node: ASTNode): CelFailure {
  return new CelFailure({
    code: 'cel-type',
    position: node.start,
    reason: { vi: `Số nguyên ${value} quá lớn.`, en: `The whole number ${value} is too large.` },
    mend: {
      vi: 'Viết số có phần thập phân, ví dụ 1e20, để so sánh với số lớn.',
      en: 'Write it with a decimal or an exponent, e.g. 1e20.',
    },
  });
}

function noText(node: ASTNode): CelFailure {
  return new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: {
      vi: 'Văn bản chứa ký tự NUL hoặc nửa ký tự.',
      en: 'The text holds a NUL or half a character.',
    },
    mend: { vi: 'Bỏ ký tự đó.', en: 'Leave it out.' },
  });
}
