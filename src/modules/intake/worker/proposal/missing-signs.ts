import type { ColumnProfile } from '#modules/quality/offline/profile.ts';

/** Texts by which a column says that there is no value, with the rows that have one of them. */
export interface MissingSigns {
  readonly signs: readonly string[];
  readonly rows: number;
}

/** Nothing but a sign, or a word that says so: no value in any column. */
const certain =
  /^(?:[.…]{1,4}|[-–—]{1,4}|[:*?/\\]|#?n\/a|#n\/a!?|nan|null|\(null\)|none|nil|#value!|#ref!|#div\/0!|không có( số liệu)?|chưa có( số liệu)?|chưa (?:cấp|cập nhật|rõ)|không rõ|kxđ)$/iu;
/** Only where the others are numbers or dates. */
const amongValues = /^(?:x|na|nd|m|tr|trace|no data|not available|unknown|missing|prel\.?|_+|\.+)$/iu;

/** A column of numbers, dates or moments that is so only but for a few words. */
const mostlyValues = 0.6;
const fewWords = 3;
/** One word in a thousand rows is a slip, not a way to say that there is no value. */
const oftenEnough = 0.01;

export function findMissingSigns(column: ColumnProfile): MissingSigns {
  const present = column.rows - column.missing;
  const readable = Math.max(
    0,
    ...(['number', 'date', 'timestamp', 'time'] as const).map((kind) => column.kinds.get(kind)?.agrees ?? 0),
  );
  const words = column.words.reduce((sum, { rows }) => sum + rows, 0);
  const rest = present - words;
  const ofValues = rest > 0 && readable >= 0.97 * rest && readable >= mostlyValues * Math.min(present, rest * 2);
  const isSign = ({ text, rows }: ColumnProfile['words'][number]) => {
    if (/\p{Cc}/u.test(text)) return false;
    if (certain.test(text)) return rest > 0 || column.distinctWords > 1;
    if (!ofValues) return false;
    return (
      amongValues.test(text) || (column.distinctWords <= fewWords && rows >= oftenEnough * present && !isTruth(text))
    );
  };
  const found = saysHowSure(column, rest) ? [] : column.words.filter(isSign);
  return { signs: found.map(({ text }) => text), rows: found.reduce((sum, { rows }) => sum + rows, 0) };
}

/** «Prel.», «(*)» and «..»: what is said of figures in another column, so that a sign is a value here. */
function saysHowSure({ words }: ColumnProfile, rest: number): boolean {
  const sure = /^(?:prel?\.?|est\.?|sơ bộ|ước(?: .*)?|\(?\*+\)?)(?: \(?\*+\)?)?$/iu;
  return (
    rest === 0 &&
    words.some(({ text }) => sure.test(text)) &&
    words.every(({ text }) => sure.test(text) || certain.test(text))
  );
}

function isTruth(text: string): boolean {
  return /^(?:true|false|yes|no|có|không|đúng|sai)$/iu.test(text);
}
