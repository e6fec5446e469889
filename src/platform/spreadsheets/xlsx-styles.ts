/** What a cell looks like, by name; the place in this table is its place in `cellXfs` of the style sheet. */
const styles = {
  number: {},
  heading: { font: 'bold' },
  text: { format: 49 },
  date: { format: 164 },
  timestamp: { format: 165 },
  time: { format: 166 },
  /** A cell that breaks a rule: told by its frame and its bold letters where colours cannot be seen. */
  error: { format: 49, font: 'error', fill: 'error', border: 'error' },
  warning: { format: 49, font: 'warning', fill: 'warning', border: 'warning' },
  /** What is not to be changed. */
  fixed: { format: 49, font: 'quiet', fill: 'fixed' },
  fixedNumber: { font: 'quiet', fill: 'fixed' },
  title: { font: 'title' },
  paragraph: { wrap: true },
  requiredHeading: { format: 167, font: 'inverse', fill: 'strong', border: 'cell', wrap: true },
  optionalHeading: { format: 49, font: 'bold', fill: 'soft', border: 'cell', wrap: true },
  textInput: { format: 49, open: true },
  integerInput: { format: 1, open: true },
  numberInput: { open: true },
  dateInput: { format: 164, open: true },
  timestampInput: { format: 165, open: true },
  timeInput: { format: 166, open: true },
} as const satisfies Readonly<Record<string, Style>>;

export type XlsxStyle = keyof typeof styles;

interface Style {
  readonly format?: number;
  readonly font?: keyof typeof fonts;
  readonly fill?: keyof typeof fills;
  readonly border?: keyof typeof borders;
  readonly wrap?: boolean;
  /** May be typed into where the sheet is protected. */
  readonly open?: boolean;
}

/** Those below 164 are built in. The asterisk of what is required is shown and not in the text. */
const formats = {
  164: 'dd/mm/yyyy',
  165: 'dd/mm/yyyy\\ hh:mm:ss',
  166: 'hh:mm:ss',
  167: '@" *"',
} as const;

const fontOf = (marks: string, color = '', size = 11) =>
  `<font>${marks}<sz val="${size}"/>${color}<name val="Calibri"/></font>`;
const rgb = (color: string) => `<color rgb="FF${color}"/>`;
const fonts = {
  plain: fontOf(''),
  bold: fontOf('<b/>'),
  error: fontOf('<b/>', rgb('9C0006')),
  warning: fontOf('<i/>', rgb('7F6000')),
  quiet: fontOf('', rgb('595959')),
  inverse: fontOf('<b/>', rgb('FFFFFF')),
  title: fontOf('<b/>', '', 14),
} as const;

const patternOf = (pattern: string) => `<fill><patternFill patternType="${pattern}"/></fill>`;
const solid = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/><bgColor indexed="64"/></patternFill></fill>`;
/** The first two are given. */
const fills = {
  none: patternOf('none'),
  gray: patternOf('gray125'),
  error: solid('FFC7CE'),
  warning: solid('FFEB9C'),
  fixed: solid('EDEDED'),
  strong: solid('1F4E78'),
  soft: solid('DDEBF7'),
} as const;

const frame = (line: string, color: string) =>
  `<border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="${line}">${rgb(color)}</${side}>`).join('')}<diagonal/></border>`;
const borders = {
  none: '<border><left/><right/><top/><bottom/><diagonal/></border>',
  error: frame('medium', 'C00000'),
  warning: frame('dashed', '7F6000'),
  cell: frame('thin', '8EA9C1'),
} as const;

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const stylesXml =
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${namespace}">` +
  listed('numFmts', Object.entries(formats).map(formatXml)) +
  listed('fonts', Object.values(fonts)) +
  listed('fills', Object.values(fills)) +
  listed('borders', Object.values(borders)) +
  listed('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
  listed('cellXfs', Object.values(styles).map(cellFormatXml)) +
  listed('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
  '</styleSheet>';

const numbers: ReadonlyMap<string, number> = new Map(Object.keys(styles).map((name, number) => [name, number]));

export function styleNumber(style: XlsxStyle): number {
  return numbers.get(style) ?? 0;
}

/** Whether a text that is longer than its column goes on below. */
export function wraps(name: XlsxStyle): boolean {
  const style: Style = styles[name];
  return style.wrap === true;
}

function listed(name: string, members: readonly string[]): string {
  return `<${name} count="${members.length}">${members.join('')}</${name}>`;
}

function formatXml([id, code]: readonly [string, string]): string {
  return `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`;
}

function cellFormatXml({ format = 0, font = 'plain', fill = 'none', border = 'none', wrap, open }: Style): string {
  const [fontId, fillId, borderId] = [place(fonts, font), place(fills, fill), place(borders, border)];
  const applied = [
    ...(format > 0 ? ['applyNumberFormat="1"'] : []),
    ...(fontId > 0 ? ['applyFont="1"'] : []),
    ...(fillId > 0 ? ['applyFill="1"'] : []),
    ...(borderId > 0 ? ['applyBorder="1"'] : []),
    ...(wrap === true ? ['applyAlignment="1"'] : []),
    ...(open === true ? ['applyProtection="1"'] : []),
  ];
  const parts = [
    ...(wrap === true ? ['<alignment vertical="top" wrapText="1"/>'] : []),
    ...(open === true ? ['<protection locked="0"/>'] : []),
  ];
  const attributes = `numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"${applied.map((one) => ` ${one}`).join('')}`;
  return parts.length === 0 ? `<xf ${attributes}/>` : `<xf ${attributes}>${parts.join('')}</xf>`;
}

function place(table: Readonly<Record<string, string>>, name: string): number {
  return Object.keys(table).indexOf(name);
}
