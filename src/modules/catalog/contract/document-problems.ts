import type { z } from 'zod';
import { presentPath, type Facts, type Path, type Report } from './problem.ts';
import type { ProblemCode } from './problem-texts.ts';

type Issue = z.core.$ZodIssue;

/** Says of every issue of the document's schema what is wrong, in words for people. */
export function reportIssues(issues: readonly Issue[], document: unknown, report: Report): void {
  for (const issue of issues) reportIssue(issue, [], document, report);
}

function reportIssue(issue: Issue, base: Path, document: unknown, report: Report): void {
  // Nothing in the schema has symbols for keys.
  const path = [...base, ...(issue.path as (string | number)[])];
  const member = presentPath(path.slice(path.findLastIndex((step) => typeof step === 'string')));
  const found = valueAt(document, path);
  if (isMissing(issue, found)) {
    return report('member-missing', path, { member: String(path.at(-1)) });
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) report('member-unknown', [...path, key], { member: key });
      return;
    case 'invalid_type':
      return report('value-type', path, { member, ...typeFacts(issue.expected, found) });
    case 'invalid_value':
      return report('value-not-listed', path, { member, allowed: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return report('value-shape', path, { member, shape: issue.pattern ?? issue.format });
    case 'too_small':
      return report('value-too-small', path, { member, minimum: String(issue.minimum) });
    case 'too_big':
      return report('value-too-large', path, { member, maximum: String(issue.maximum) });
    case 'invalid_union':
      return reportUnion(issue, path, member, document, report);
    case 'custom':
      return reportRefinement(issue, path, member, found, report);
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return report('value-type', path, { member, ...typeFacts('another', found) });
  }
}

function isMissing(issue: Issue, found: unknown): boolean {
  if (issue.code === 'custom') return issue.params?.['problem'] === 'missing';
  return found === undefined && issue.code !== 'unrecognized_keys' && issue.path.length > 0;
}

function reportUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  member: string,
  document: unknown,
  report: Report,
): void {
  // Without branches: the value that tells the kinds apart is none of theirs.
  if (issue.errors.length === 0) {
    // It is there, but zod's types do not tell.
    const { options = [] } = issue as { readonly options?: readonly unknown[] };
    const allowed = options.filter((option) => option !== undefined).join(', ');
    return report('value-not-listed', path, { member, allowed });
  }
  // The branch that is of the right type as a whole is the one that was meant.
  const meant = issue.errors.find((issues) =>
    issues.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'),
  );
  for (const inner of meant ?? issue.errors[0] ?? []) reportIssue(inner, path, document, report);
}

const refinements: Readonly<Record<string, ProblemCode>> = {
  'two-different-numbers': 'numbers-equal',
  'no-repeats': 'list-repeats',
  'both-lists': 'relationship-uneven',
  'one-operator': 'operator-not-one',
};

function reportRefinement(
  issue: Extract<Issue, { code: 'custom' }>,
  path: Path,
  member: string,
  found: unknown,
  report: Report,
) {
  const name = String(issue.params?.['problem'] ?? issue.message);
  const code = refinements[name];
  if (code === undefined) return report('value-type', path, { member, ...typeFacts(name, found) });
  return report(code, path, { member });
}

const typeNames: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  string: ['chữ', 'text'],
  number: ['số', 'a number'],
  'whole-number': ['số nguyên', 'a whole number'],
  int: ['số nguyên', 'a whole number'],
  boolean: ['true hoặc false', 'true or false'],
  array: ['danh sách', 'a list'],
  tuple: ['danh sách hai số', 'a list of two numbers'],
  object: ['nhóm thuộc tính', 'an object'],
  record: ['nhóm thuộc tính', 'an object'],
  null: ['trống (null)', 'null'],
};
const another = ['giá trị kiểu khác', 'a value of another type'] as const;

function typeFacts(expected: string, found: unknown): Facts {
  const [expectedVi, expectedEn] = typeNames[expected] ?? another;
  const [foundVi, foundEn] =
    typeNames[found === null ? 'null' : Array.isArray(found) ? 'array' : typeof found] ?? another;
  return { expectedVi, expected: expectedEn, foundVi, found: foundEn };
}

export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    // Just seen to be an object with that member.
    return (value as Readonly<Record<string | number, unknown>>)[step];
  }, document);
}
