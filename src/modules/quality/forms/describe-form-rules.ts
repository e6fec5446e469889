import type { CodeDay, FormCheck, FormField, FormLimits, FormRules, Thousands } from '#api/form-rules.ts';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import { re2PatternOf } from '#platform/patterns/pattern.ts';
import { readCel } from '../cel/read-cel.ts';
import { expectationOf } from '../messages/expectation.ts';
import type { NumberStyle } from '../reading/number-style.ts';
import { amountUnitOf } from '../reading/read-amount.ts';
import { derivedFields } from '../rules/derived-fields.ts';
import { readingOf } from '../reading/reading-of.ts';

export interface FormDeps {
  readonly codeLists: CodeLists;
  /** `YYYY-MM-DD`: on which a row would be received. */
  readonly receivedOn: string;
  /** What dots meant in the source that the row is of, by field. */
  readonly numberStyles?: Readonly<Record<string, NumberStyle>>;
}

/** Longer lists stay on the server: a page would be mostly codes. */
const mostCodes = 1500;

/** What of a contract a form can check by itself, as plain data. */
export function describeFormRules(contract: Contract, deps: FormDeps): FormRules {
  const derived = derivedFields(contract)?.axes;
  return {
    // What is worked out of other cells may be left empty.
    fields: contract.fields.map((field, index) =>
      describeField(derived?.has(index) === true ? { ...field, required: false } : field, deps),
    ),
    rowRules: contract.rules.flatMap(({ name, expression, severity, message }) => {
      const read = readCel(expression, contract.fields);
      return read.ok ? [{ rule: `${name}.cel`, severity, fields: read.fields, term: read.term, message }] : [];
    }),
  };
}

function describeField(field: Field, deps: FormDeps): FormField {
  const amountUnit = amountUnitOf(field);
  const { name, labels, type, required, missing, semanticType } = field;
  return {
    name,
    labels,
    type,
    required,
    missing,
    large: field.physicalType !== undefined,
    thousands: thousandsOf(field, deps.numberStyles?.[name]),
    ...(amountUnit === undefined ? {} : { amountUnit }),
    birth: field.personal !== 'none',
    expected: expectationOf(field, 'type'),
    // A period in words is read by the server, and only then looked at.
    checks: (semanticType === 'period'
      ? []
      : [lengthCheck, patternCheck, rangeCheck, enumCheck, codeListCheck]
    ).flatMap((describe) => describe(field, deps) ?? []),
  };
}

function thousandsOf(field: Field, style: NumberStyle = 'undecided'): Thousands {
  if (
    ['money', 'northing', 'easting'].includes(field.semanticType ?? '') ||
    readingOf(field, 'undecided').type === 'BIGINT'
  )
    return 'both';
  if (style === 'groups') return 'both';
  if (style === 'dot-groups') return 'dot';
  return style === 'comma-groups' ? 'comma' : 'none';
}

function lengthCheck(field: Field): FormCheck | undefined {
  const { minLength = null, maxLength = null } = field.limits;
  if (field.type !== 'string' || (minLength === null && maxLength === null)) return undefined;
  return { ...common(field, 'length'), kind: 'length', minimum: minLength, maximum: maxLength };
}

function patternCheck(field: Field): FormCheck | undefined {
  const { pattern } = field.limits;
  if (field.type !== 'string' || pattern === undefined) return undefined;
  return { ...common(field, 'pattern'), kind: 'pattern', re2: re2PatternOf(pattern) };
}

function rangeCheck(field: Field): FormCheck | undefined {
  const { minLength: _shortest, maxLength: _longest, pattern: _pattern, ...limits } = field.limits;
  if (field.type === 'string' || field.type === 'boolean' || Object.keys(limits).length === 0) return undefined;
  return { ...common(field, 'range'), kind: 'range', limits: limits satisfies FormLimits };
}

function enumCheck(field: Field): FormCheck | undefined {
  if (field.enumeration === undefined) return undefined;
  const { values, severity } = field.enumeration;
  return { ...common(field, 'enum'), severity, kind: 'enum', values };
}

function codeListCheck(field: Field, { codeLists, receivedOn }: FormDeps): FormCheck | undefined {
  const binding = field.codeList;
  const list = binding === undefined ? undefined : codeLists(binding.id);
  if (binding === undefined || list === undefined || list.codes.length > mostCodes) return undefined;
  const { validOn } = binding;
  const day: CodeDay = validOn.kind === 'receipt' ? { kind: 'day', day: receivedOn } : validOn;
  return {
    ...common(field, 'code-list'),
    expected: {
      vi: `mã có trong danh mục «${list.title.vi}»`,
      en: `a code of the list “${list.title.en}”`,
    },
    kind: 'code-list',
    codes: list.codes.map(({ code, name, validFrom, validTo }) => ({
      code,
      name: { vi: name.vi, en: name.en ?? name.vi },
      validFrom,
      validTo,
    })),
    validOn: day,
  };
}

function common(field: Field, kind: 'length' | 'pattern' | 'range' | 'enum' | 'code-list') {
  return { rule: `${field.name}.${kind}`, severity: 'error', expected: expectationOf(field, kind) } as const;
}
