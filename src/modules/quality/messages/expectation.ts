import type { Localized } from '#api/localized.ts';
import type { Field, FieldLimits, LogicalType, SemanticTypeName } from '#modules/catalog/index.ts';
import { easting, northing } from '../semantic/measures.ts';
import { semanticTypeOf } from '../semantic/semantic-types.ts';
import { describePattern } from './describe-pattern.ts';

const ofType: Readonly<Record<LogicalType, Localized>> = {
  string: { vi: 'văn bản', en: 'text' },
  integer: { vi: 'số nguyên, ví dụ 1234', en: 'a whole number, e.g. 1234' },
  number: { vi: 'số, ví dụ 1234,5', en: 'a number, e.g. 1234.5' },
  boolean: { vi: 'có hoặc không', en: 'yes or no' },
  date: { vi: 'ngày, ví dụ 07/05/2026 hoặc 2026-05-07', en: 'a date, e.g. 2026-05-07 or 07/05/2026 (day first)' },
  timestamp: { vi: 'ngày giờ, ví dụ 2026-05-07 13:05:00', en: 'a date and time, e.g. 2026-05-07 13:05:00' },
  time: { vi: 'giờ, ví dụ 13:05:00', en: 'a time, e.g. 13:05:00' },
};

const mostValues = 12;

/** What a field's cell should have been, by the kind of rule that it broke. */
export function expectationOf(field: Field, kind: string): Localized {
  switch (kind) {
    case 'required':
      return { vi: 'một giá trị', en: 'a value' };
    case 'type':
      return ofKindOfNumber(field) ?? ofType[field.type];
    case 'length':
      return lengths(field.limits);
    case 'pattern':
      return describePattern(field.limits.pattern ?? '');
    case 'range':
      return same(range(field.limits));
    case 'enum':
      return values(field.enumeration?.values ?? []);
    case 'semantic':
      return semanticTypeOf(field)?.expected ?? ofType[field.type];
    case 'unit':
      return { vi: 'mã của đơn vị gửi', en: 'the sender’s own unit' };
    default:
      return { vi: 'giá trị không trùng', en: 'a value that is not there yet' };
  }
}

/** What a number of a kind looks like, in the spellings that are read. */
const ofKind: Readonly<Partial<Record<SemanticTypeName, Localized>>> = {
  money: { vi: 'số tiền, ví dụ 1.234.567 hoặc 1,5 triệu đồng', en: 'an amount, e.g. 1,234,567 or 1,5 triệu đồng' },
  percent: { vi: 'tỷ lệ phần trăm, ví dụ 12,5%', en: 'a percentage, e.g. 12.5%' },
  latitude: { vi: 'vĩ độ, ví dụ 12,6667 hoặc 12°40\'12"B', en: 'a latitude, e.g. 12.6667 or 12°40\'12"N' },
  longitude: { vi: 'kinh độ, ví dụ 108,05 hoặc 108°03\'00"Đ', en: 'a longitude, e.g. 108.05 or 108°03\'00"E' },
  northing: northing.expected,
  easting: easting.expected,
};

function ofKindOfNumber({ type, semanticType }: Field): Localized | undefined {
  return (type === 'number' || type === 'integer') && semanticType !== undefined ? ofKind[semanticType] : undefined;
}

function same(text: string): Localized {
  return { vi: text, en: text };
}

function lengths({ minLength, maxLength }: FieldLimits): Localized {
  if (minLength !== undefined && minLength === maxLength)
    return { vi: `đúng ${minLength} ký tự`, en: `exactly ${minLength} characters` };
  if (maxLength === undefined) return { vi: `ít nhất ${minLength} ký tự`, en: `at least ${minLength} characters` };
  if (minLength === undefined) return { vi: `nhiều nhất ${maxLength} ký tự`, en: `at most ${maxLength} characters` };
  return { vi: `từ ${minLength} đến ${maxLength} ký tự`, en: `${minLength} to ${maxLength} characters` };
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: FieldLimits): string {
  return [
    ...(minimum === undefined ? [] : [`≥ ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`> ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`≤ ${maximum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`< ${exclusiveMaximum}`]),
    ...(multipleOf === undefined ? [] : [`n × ${multipleOf}`]),
  ].join(', ');
}

function values(all: readonly string[]): Localized {
  const shown = all.slice(0, mostValues).join(', ');
  return all.length <= mostValues
    ? same(shown)
    : { vi: `${shown}… (${all.length} giá trị)`, en: `${shown}… (${all.length} values)` };
}

/** What two fields of a row should have said together. */
export function expectedOfPair(problem: string): Localized {
  return problem === 'insurance-mismatch'
    ? { vi: '10 số cuối của thẻ BHYT là mã số BHXH', en: 'the last 10 digits of the card are the insurance number' }
    : { vi: 'hai ô nói cùng một điều', en: 'two cells that say the same' };
}
