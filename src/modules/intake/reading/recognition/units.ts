import { foldWords } from './row-words.ts';

const scale = '(?:(?:1[.,]?000(?:[.,]?000)*|nghin|ngan|trieu|tr[.]?|ty|ti|chuc|tram|muoi|10+|%) ?)';
const money = '(?:dong|d|vnd|usd)';
const things =
  '(?:nguoi|ho|ha|hecta|tan|ta|yen|kg|gam|km2?|km²|m2|m²|m3|m³|mm|con|cay|chiec|cai|bo|quyen|lan|luot|luot (?:nguoi|khach)|khach|ho so|vu|cuoc|ca|doanh nghiep|co so|giuong|hoc sinh|kwh|mwh|mw|lit|khau|nhan khau|lao dong|hoi vien|lop)';
const unit = new RegExp(
  `^\\(?(?:${scale}?(?:dong|vnd|usd|${things})|${scale}d|%|phan tram|phan nghin|do c|°c)(?:\\s*/\\s*(?:${money}|[\\p{L}\\d]+(?: \\p{L}+){0,2}))?\\)?$`,
  'u',
);
const longestUnit = 40;
const longestLine = 300;

/** `Triệu đồng`, `(ha)`, `1.000 đ`: what figures are counted in. */
export function isUnit(text: string): boolean {
  return text.length <= longestUnit && unit.test(foldWords(text));
}

/** What comes behind `Đơn vị tính:`; `measured`: the words can mean no office, as `Đơn vị: Sở Y tế` does. */
const label =
  /(?:^|[(\s–-])(?:(?<measured>(?:đơn|don) (?:vị|vi) (?:tính|tinh)|đvt|dvt|units?(?: of measure(?:ment)?)?)|(?:đơn|don) (?:vị|vi))(?<mark>\s*[:：(]\s*|\s+)(?<unit>[^()]{1,120}?)\)?[\s.]*$/iu;
/** The unit stands in the next cell. */
const bareLabel = /^\(?(?:đơn vị tính|đvt|unit)\s*[:：]$/iu;
/** The same said again: ` - Unit: Mill. dongs`. */
const again = /\s*[-–/(]?\s*\b(?:units?|đvt|đơn vị(?: tính)?)\b\s*[:：].*$/iu;

interface UnitsLine {
  /** As it is written; of several the list. */
  readonly unit: string;
  readonly parts: readonly string[];
  /** It is a line of its own, or stands in brackets. */
  readonly apart: boolean;
}

function unitsLine(text: string): UnitsLine | undefined {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const found = plain.length > longestLine ? null : label.exec(plain);
  const unit = found?.groups?.['unit']?.replace(again, '').trim() ?? '';
  if (found === null || unit === '') return undefined;
  const { measured, mark = '' } = found.groups ?? {};
  const parts = unit.split(/;\s*|,\s+| và /u).filter((part) => part !== '');
  const sure = (measured !== undefined && mark.trim() !== '') || parts.every((part) => isUnit(unitOfPart(part)));
  return sure ? { unit, parts, apart: found.index === 0 || plain.includes('(') } : undefined;
}

/** `ha` of `Diện tích: ha`. */
function unitOfPart(part: string): string {
  return (part.split(/[:：]/u).at(-1) ?? '').trim();
}

/** `Đơn vị tính: triệu đồng`, above a table. */
export function isUnitsText(text: string): boolean {
  return unitsLine(text)?.apart === true || bareLabel.test(text.normalize('NFC').trim());
}

/** `Đơn vị tính: triệu đồng`, or `Con` alone in its line; undefined: it names none, or several and not what each is of. */
export function unitIn(text: string, alone: boolean): string | undefined {
  const plain = text.normalize('NFC').trim();
  if (alone && isUnit(plain)) return plain.replace(/^\((.*)\)$/, '$1');
  const line = unitsLine(plain);
  return line?.parts.length === 1 || line?.parts.every((part) => /[:：]/u.test(part)) === true ? line.unit : undefined;
}
