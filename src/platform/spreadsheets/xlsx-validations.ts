import { escapeAttribute, escapeText, shorten } from './xlsx-text.ts';

/** What may be typed into a range of cells. Formulas are as in English spreadsheets, without `=`. */
export interface XlsxValidation {
  /** `A2:A5001` */
  readonly range: string;
  readonly rule: XlsxValidationRule;
  /** A warning can be overruled by whoever types. */
  readonly severity: 'stop' | 'warning';
  /** Shown beside a cell that is chosen. */
  readonly prompt?: XlsxMessage;
  /** Shown when something else was typed. */
  readonly error?: XlsxMessage;
}

export interface XlsxMessage {
  readonly title: string;
  readonly text: string;
}

export type XlsxValidationRule =
  /** Anything goes: for the prompt's sake. */
  | { readonly kind: 'none' }
  /** A reference to the cells of the list, or texts without a comma: `"Có,Không"`, with the quotes. */
  | { readonly kind: 'list'; readonly source: string }
  | {
      readonly kind: 'whole' | 'decimal' | 'date' | 'time' | 'textLength';
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly kind: 'custom'; readonly formula: string };

/** The longest that programs take. */
const longestTitle = 32;
const longestPrompt = 255;
const longestError = 225;

export function validationsXml(validations: readonly XlsxValidation[]): string {
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`;
}

function validationXml({ range, rule, severity, prompt, error }: XlsxValidation): string {
  const bounded = 'minimum' in rule;
  const attributes = [
    ...(rule.kind === 'none' ? [] : [`type="${rule.kind}"`]),
    ...(severity === 'warning' ? ['errorStyle="warning"'] : []),
    ...(bounded ? ['operator="between"'] : []),
    'allowBlank="1"',
    ...(prompt === undefined ? [] : ['showInputMessage="1"']),
    ...(rule.kind === 'none' ? [] : ['showErrorMessage="1"']),
    ...(error === undefined
      ? []
      : [
          `errorTitle="${escapeAttribute(shorten(error.title, longestTitle))}"`,
          `error="${escapeAttribute(shorten(error.text, longestError))}"`,
        ]),
    ...(prompt === undefined
      ? []
      : [
          `promptTitle="${escapeAttribute(shorten(prompt.title, longestTitle))}"`,
          `prompt="${escapeAttribute(shorten(prompt.text, longestPrompt))}"`,
        ]),
    `sqref="${range}"`,
  ];
  return `<dataValidation ${attributes.join(' ')}>${formulas(rule)}</dataValidation>`;
}

function formulas(rule: XlsxValidationRule): string {
  if (rule.kind === 'none') return '';
  if (rule.kind === 'list') return `<formula1>${escapeText(rule.source)}</formula1>`;
  if (rule.kind === 'custom') return `<formula1>${escapeText(rule.formula)}</formula1>`;
  return `<formula1>${number(rule.minimum)}</formula1><formula2>${number(rule.maximum)}</formula2>`;
}

function number(value: number): string {
  return String(value).toUpperCase();
}
