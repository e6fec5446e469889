import type { Language } from '#api/localized.ts';
import type { Field, FieldLimits } from '#modules/catalog/index.ts';
import { cellReference, columnName, serialOf } from '#platform/spreadsheets/xlsx-cells.ts';
import type { XlsxStyle } from '#platform/spreadsheets/xlsx-styles.ts';
import type { XlsxValidation, XlsxValidationRule } from '#platform/spreadsheets/xlsx-validations.ts';
import { templateTexts } from './template-texts.ts';

/** How the cells that a field is typed into look and are kept. */
export function inputStyle(field: Field): XlsxStyle {
  if (isExact(field)) return 'textInput';
  return (
    {
      string: 'textInput',
      boolean: 'textInput',
      integer: 'integerInput',
      number: 'numberInput',
      date: 'dateInput',
      timestamp: 'timestampInput',
      time: 'timeInput',
    } as const
  )[field.type];
}

/** Spreadsheets keep fifteen digits of a number: longer ones are typed as texts. */
function isExact({ physicalType }: Field): boolean {
  return physicalType?.kind === 'bigint' || (physicalType?.kind === 'decimal' && physicalType.precision > 15);
}

export interface ValidationPlace {
  readonly column: number;
  /** Of the rows below the heading. */
  readonly rows: number;
  /** The cells of the field's list, as a formula. */
  readonly list?: string;
  readonly format: string;
  readonly language: Language;
}

/** What a spreadsheet program can check of a field while it is typed; never more than what intake would refuse, too. */
export function fieldValidation(field: Field, place: ValidationPlace): XlsxValidation | undefined {
  const { column, rows, list, format, language } = place;
  const say = templateTexts[language];
  const rule = ruleOf(field, cellReference(column, 2), place);
  if (rule === undefined) return undefined;
  const isDate = field.type === 'date' || field.type === 'timestamp';
  const hints = [
    ...(list === undefined ? [] : [say.chooseFromList, ...(field.codeList === undefined ? [] : [say.namesInList])]),
    ...(isDate && list === undefined ? [say.dayMonthYear] : []),
  ];
  return {
    range: `${columnName(column)}2:${columnName(column)}${rows + 1}`,
    rule,
    severity: mayBeOverruled(field) ? 'warning' : 'stop',
    ...(hints.length === 0 ? {} : { prompt: { title: field.labels[language], text: hints.join(' ') } }),
    error: { title: say.notAccepted, text: `${say.shouldBe}: ${format}.` },
  };
}

/** Where the rule is one that intake only warns of, or where days may lie before those that spreadsheets count. */
function mayBeOverruled({ type, enumeration, limits, codeList }: Field): boolean {
  if (enumeration !== undefined && enumeration.severity !== 'error' && codeList === undefined) return true;
  if (codeList?.validOn.kind === 'receipt') return false;
  const earliest = limits.minimum ?? limits.exclusiveMinimum;
  const counted = typeof earliest === 'string' && earliest >= '1900-03-01';
  return (type === 'date' || type === 'timestamp') && !counted;
}

function ruleOf(field: Field, cell: string, { list, language }: ValidationPlace): XlsxValidationRule | undefined {
  const { type, limits } = field;
  if (list !== undefined) return { kind: 'list', source: list };
  const say = templateTexts[language];
  if (type === 'boolean') return { kind: 'list', source: `"${say.yes},${say.no}"` };
  if (type === 'string') return lengthRule(limits);
  if (isExact(field)) return undefined;
  if (type === 'integer') return wholeRule(limits, cell);
  if (type === 'number') return decimalRule(limits, cell);
  return momentRule(type, limits);
}

function lengthRule({ minLength, maxLength }: FieldLimits): XlsxValidationRule | undefined {
  if (minLength === undefined && maxLength === undefined) return undefined;
  return { kind: 'textLength', minimum: minLength ?? 0, maximum: Math.min(maxLength ?? 32_767, 32_767) };
}

/** All digits that a spreadsheet keeps. */
const mostWhole = 999_999_999_999_999;

function wholeRule(limits: FieldLimits, cell: string): XlsxValidationRule {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = numbersOf(limits);
  const least = Math.max(
    Math.ceil(minimum ?? -mostWhole),
    exclusiveMinimum === undefined ? -Infinity : Math.floor(exclusiveMinimum) + 1,
  );
  const most = Math.min(
    Math.floor(maximum ?? mostWhole),
    exclusiveMaximum === undefined ? Infinity : Math.ceil(exclusiveMaximum) - 1,
  );
  if (multipleOf === undefined || !Number.isInteger(multipleOf) || multipleOf <= 1) {
    return { kind: 'whole', minimum: least, maximum: most };
  }
  const parts = [`ISNUMBER(${cell})`, `${cell}>=${least}`, `${cell}<=${most}`, `MOD(${cell},${multipleOf})=0`];
  return { kind: 'custom', formula: `AND(${parts.join(',')})` };
}

function decimalRule(limits: FieldLimits, cell: string): XlsxValidationRule {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = numbersOf(limits);
  if (exclusiveMinimum === undefined && exclusiveMaximum === undefined) {
    return { kind: 'decimal', minimum: minimum ?? -1e300, maximum: maximum ?? 1e300 };
  }
  const parts = [
    `ISNUMBER(${cell})`,
    ...(minimum === undefined ? [] : [`${cell}>=${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`${cell}>${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`${cell}<=${maximum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`${cell}<${exclusiveMaximum}`]),
  ];
  return { kind: 'custom', formula: `AND(${parts.join(',')})` };
}

/** 31 December 9999. */
const lastDay = 2_958_465;
const firstCountedDay = 61;

/** Bounds that are excluded are left to intake: a spreadsheet's moments are not exact. */
function momentRule(type: 'date' | 'timestamp' | 'time', limits: FieldLimits): XlsxValidationRule {
  const serial = (bound: number | string | undefined) =>
    typeof bound === 'string' ? serialOf(bound, type) : undefined;
  const least = serial(limits.minimum ?? limits.exclusiveMinimum);
  const most = serial(limits.maximum ?? limits.exclusiveMaximum);
  if (type === 'time') return { kind: 'time', minimum: least ?? 0, maximum: most ?? 0.999_988_426 };
  return {
    kind: 'date',
    minimum: least ?? firstCountedDay,
    maximum: most ?? lastDay + (type === 'date' ? 0 : 0.999_988),
  };
}

function numbersOf(limits: FieldLimits) {
  const number = (bound: number | string | undefined) => (typeof bound === 'number' ? bound : undefined);
  return {
    minimum: number(limits.minimum),
    maximum: number(limits.maximum),
    exclusiveMinimum: number(limits.exclusiveMinimum),
    exclusiveMaximum: number(limits.exclusiveMaximum),
    multipleOf: number(limits.multipleOf),
  };
}
