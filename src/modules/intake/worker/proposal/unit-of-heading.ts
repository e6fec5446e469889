import { foldAccents } from '#platform/text/vietnamese-letters.ts';

/** What figures of agencies are counted in, as headings abbreviate it; letters with accents and without. */
const measures =
  /^(?:(?:nghin|ngan|trieu|ty|ti|tram|muoi)? ?(?:dong|vnd|usd|nguoi|ho|con|cay|tan|ta|ha|luot(?: nguoi| khach)?|khach|ca|giuong|may|chiec|cai|bo|quyen|ban|vu|kwh|m2|m3|lit|kg)(?: ?\/ ?[a-z0-9 ]{1,12})?|%|‰|phan (?:tram|nghin)|m|km|km2|cm|mm|g|l|gio|ngay|do|°c|mw|kw|gb|mb)$/;

/** `Diện tích (ha)` → `ha`, `Kinh phí, triệu đồng` → `triệu đồng`; null: the heading does not say. */
export function unitOfHeading(heading: string): string | null {
  const last = heading.split(' / ').at(-1) ?? '';
  const found = /[([]\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()[\]]{1,30}?)\s*[)\]]\s*\*?$|,\s*([^,()]{1,24})$/iu.exec(
    last,
  );
  const unit = (found?.[1] ?? found?.[2] ?? '').trim();
  const plain = unit.replaceAll('²', '2').replaceAll('³', '3');
  return unit !== '' && (measures.test(foldAccents(plain).replace(/\s+/g, ' ')) || /^[%‰]$|^°\s?c$/iu.test(unit))
    ? unit
    : null;
}

const ordinal =
  /^(?:stt|tt|so (?:tt|thu tu)|thu tu|nam(?: sinh)?|thang|quy|ngay|tuoi|ma(?: .*)?|id|khoa|ky|year|month|no\.?)$/;
const shares = /%|\b(?:ty le|ti le|co cau|so sanh|toc do|he so|chi so|diem|xep hang)\b/;
const counts = /^(?:so|tong so) (?!tien\b|du\b|lieu\b|von\b|thu\b|chi\b|thue\b|no\b|kinh phi\b)/;

/**
 * What the figures under a heading are counted in, as a line above the table says: of all of them (`triệu đồng`), or of those that
 * it names, perhaps by their initials (`Diện tích: ha; NS: tạ/ha`).
 */
export function unitAbove(heading: string, line: string): string | null {
  const named = line.split(/;\s*|,\s+/u).map((part) => part.split(/\s*[:：]\s*/u));
  if (named.some(([, unit]) => unit === undefined)) return mayCountIn(heading, line) ? line : null;
  const words = foldAccents(heading).split(/[^\p{L}\d]+/u);
  const initials = words.map((word) => word.slice(0, 1)).join('');
  const said = ` ${words.join(' ')} `;
  const found = named.find(([name = '']) => {
    const folded = foldAccents(name).trim();
    return said.includes(` ${folded} `) || (folded.length >= 2 && initials.startsWith(folded));
  });
  return found?.[1] ?? null;
}

/** Whether the figures under a heading may be counted in what is said of all figures. */
export function mayCountIn(heading: string, unit: string): boolean {
  const last = foldAccents(heading.split(' / ').at(-1) ?? '').trim();
  const whole = foldAccents(heading);
  if (ordinal.test(last) || shares.test(whole)) return false;
  return !(/dong|vnd|usd|(?:^|[^a-z])(?:tr)?d$/.test(foldAccents(unit)) && counts.test(last));
}
