import type { ASTNode } from '@marcbachmann/cel-js';
import { celOverloadOf, celOverloads } from '#api/cel-overloads.ts';
import type { CelConstant, CelTerm } from '#api/cel-term.ts';
import { translatePattern } from '#platform/patterns/pattern.ts';
import { CelFailure } from './cel-problem.ts';

const millisecondsOf: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  ns: 0.000_001,
};

/** Names that expressions may call, for help texts. */
const celFunctions: readonly string[] = [
  ...new Set(Object.keys(celOverloads).map((signature) => signature.slice(0, signature.indexOf('(')))),
  'matches',
  'duration',
]
  .filter((name) => /^\w/.test(name))
  .toSorted();

export function readCall(
  name: string,
  receiver: ASTNode | undefined,
  rest: readonly ASTNode[],
  read: (node: ASTNode) => CelTerm,
  node: ASTNode,
): CelTerm {
  const args = receiver === undefined ? rest : [receiver, ...rest];
  if (name === 'matches') return readMatches(args, read, node);
  if (name === 'duration') return readDuration(args, node);
  if (!celFunctions.includes(name)) throw unknownFunction(name, node);
  const parts = args.map(read);
  const overload = celOverloadOf(
    name,
    parts.map(({ type }) => type),
  );
  if (overload === undefined) throw wrongArguments(name, parts, node);
  return { kind: 'call', type: celOverloads[overload], overload, args: parts };
}

function readMatches(args: readonly ASTNode[], read: (node: ASTNode) => CelTerm, node: ASTNode): CelTerm {
  const [text, pattern] = args;
  const literal = pattern?.op === 'value' && typeof pattern.args === 'string' ? pattern.args : undefined;
  if (text === undefined || literal === undefined || args.length !== 2) {
    throw new CelFailure({
      code: 'cel-unsupported',
      position: node.start,
      reason: {
        vi: 'matches cần một biểu thức chính quy viết sẵn.',
        en: 'matches needs a pattern that is written out.',
      },
      mend: { vi: 'Viết ví dụ: ma.matches("^[0-9]{5}$").', en: 'Write, for instance: ma.matches("^[0-9]{5}$").' },
    });
  }
  const value = read(text);
  if (value.type !== 'string') throw wrongArguments('matches', [value], node);
  const translated = translatePattern(literal);
  if (!translated.ok) {
    throw new CelFailure({
      code: 'cel-unsupported',
      position: pattern?.start ?? node.start,
      reason: {
        vi: `Biểu thức chính quy «${literal}» không dùng được.`,
        en: `The pattern “${literal}” cannot be used.`,
      },
      mend: {
        vi: 'Bỏ phần nhìn trước, nhìn sau và tham chiếu ngược; giữ số lần lặp dưới 1000.',
        en: 'Leave out look-around and back references; keep repetitions under 1000.',
      },
    });
  }
  return { kind: 'matches', type: 'bool', text: value, re2: translated.re2 };
}

/** A constant: microseconds, exact down to them. */
function readDuration(args: readonly ASTNode[], node: ASTNode): CelConstant {
  const [text] = args;
  const literal = text?.op === 'value' && typeof text.args === 'string' ? text.args : '';
  const whole = /^(-?)((?:\d+(?:\.\d+)?(?:h|ms|us|ns|m|s))+)$/.exec(literal);
  if (args.length !== 1 || whole === null) throw notADuration(literal, node);
  const parts = [...(whole[2] ?? '').matchAll(/(\d+(?:\.\d+)?)(h|ms|us|ns|m|s)/g)];
  const milliseconds = parts.reduce((sum, part) => sum + Number(part[1]) * (millisecondsOf[part[2] ?? ''] ?? 0), 0);
  const microseconds = Math.round(milliseconds * 1000);
  if (!Number.isSafeInteger(microseconds)) throw notADuration(literal, node);
  return { kind: 'constant', type: 'duration', value: `${microseconds === 0 ? '' : whole[1]}${microseconds}` };
}

function notADuration(literal: string, node: ASTNode): CelFailure {
  return new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: { vi: `«${literal}» không phải là một khoảng thời gian.`, en: `“${literal}” is not a duration.` },
    mend: {
      vi: 'Viết ví dụ: duration("72h") cho ba ngày.',
      en: 'Write, for instance: duration("72h") for three days.',
    },
  });
}

function unknownFunction(name: string, node: ASTNode): CelFailure {
  return new CelFailure({
    code: 'cel-unsupported',
    position: node.start,
    reason: {
      vi: `Hàm «${name}» không dùng được trong quy tắc.`,
      en: `The function “${name}” cannot be used in a rule.`,
    },
    mend:
      name === 'has'
        ? {
            vi: 'Để biết một trường có giá trị, viết: truong != null.',
            en: 'To ask whether a field has a value, write: field != null.',
          }
        : {
            vi: `Các hàm dùng được: ${celFunctions.join(', ')}.`,
            en: `Functions that can be used: ${celFunctions.join(', ')}.`,
          },
  });
}

function wrongArguments(name: string, parts: readonly CelTerm[], node: ASTNode): CelFailure {
  const types = parts.map(({ type }) => type).join(', ');
  const accepted = Object.keys(celOverloads)
    .filter((signature) => signature.startsWith(`${name}(`))
    .join(', ');
  return new CelFailure({
    code: 'cel-type',
    position: node.start,
    reason: { vi: `Hàm ${name} không nhận (${types}).`, en: `${name} does not take (${types}).` },
    mend: {
      vi: `Cách gọi đúng: ${accepted || 'matches(string, "…")'}.`,
      en: `It is called as ${accepted || 'matches(string, "…")'}.`,
    },
  });
}
