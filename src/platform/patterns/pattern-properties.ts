/** General categories that ECMA-262 and RE2 have alike (RE2 knows no unassigned characters, hence no C, Cn). */
const categories: Readonly<Record<string, string>> = {
  L: 'Letter', Lu: 'Uppercase_Letter', Ll: 'Lowercase_Letter', Lt: 'Titlecase_Letter', Lm: 'Modifier_Letter', Lo: 'Other_Letter',
  M: 'Mark', Mn: 'Nonspacing_Mark', Mc: 'Spacing_Mark', Me: 'Enclosing_Mark',
  N: 'Number', Nd: 'Decimal_Number', Nl: 'Letter_Number', No: 'Other_Number',
  P: 'Punctuation', Pc: 'Connector_Punctuation', Pd: 'Dash_Punctuation', Ps: 'Open_Punctuation', Pe: 'Close_Punctuation',
  Pi: 'Initial_Punctuation', Pf: 'Final_Punctuation', Po: 'Other_Punctuation',
  S: 'Symbol', Sm: 'Math_Symbol', Sc: 'Currency_Symbol', Sk: 'Modifier_Symbol', So: 'Other_Symbol',
  Z: 'Separator', Zs: 'Space_Separator', Zl: 'Line_Separator', Zp: 'Paragraph_Separator',
}; // prettier-ignore
const byLongName = new Map(Object.entries(categories).map(([short, long]) => [long, short]));

const scripts = new Set([
  'Latin', 'Common', 'Greek', 'Cyrillic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar',
  'Cham', 'Tai_Viet', 'Arabic', 'Hebrew', 'Devanagari',
]); // prettier-ignore

/** `Lu`, `Uppercase_Letter`, `General_Category=Lu`, `Script=Latin` as RE2 names them. */
export function re2PropertyOf(name: string): string | undefined {
  const [, key, value] = /^(?:(\w+)=)?(\w+)$/.exec(name) ?? [];
  if (value === undefined) return undefined;
  if (key === 'Script' || key === 'sc') return scripts.has(value) ? value : undefined;
  if (key !== undefined && key !== 'General_Category' && key !== 'gc') return undefined;
  return Object.hasOwn(categories, value) ? value : byLongName.get(value);
}
