import { foldWords } from './row-words.ts';

const wholes =
  'toan (?:tinh|huyen|xa|phuong|thi xa|thi tran|thanh pho|quan|nganh|bo|vung|khu vuc|truong|khoi|don vi|quoc|cong ty|doanh nghiep|he thong|co quan|dia ban|cum|thon|buon|lop|du an)';
const whole = new RegExp(`^(?:${wholes}|ca nuoc)$`);
const total = new RegExp(
  `^(?:tong(?: cong| so| chung)?|cong(?: tong)?|tat ca|grand total|totals?|sum)(?: (?:chung|ca nam|${wholes}))?\\s*(?:\\([^)]*\\)|=.*|[-/–] ?(?:grand )?totals?)?\\s*[:.]?$`,
);
const subtotal =
  /^(?:(?:tong )?cong (?:(?:so )?phat sinh|muc|phan|nhom|khu vuc|vung|nganh|linh vuc|loai|cum|doi|to|chuong|du an|nguon|nam|huyen|xa|phuong|thi xa|thanh pho|khoi|trang|thang|quy|[ivx]+|[a-d]|\d+)\b.*|sub-?totals?\b.*|cong theo .*)$/;
const mark = /^(?:[\divx]{1,5}|[a-hđ])\s*[.)/–-]\s*/;
const beginning =
  /^[\s(]*(?:(?:[\divx]{1,5}|[a-hđ])\s*[.)/–-])?\s*(?:t[oổaấ]|trang|c[oộaả]|gr|mang|chuy|s[oố]|su[mb])/iu;
const longestTotal = 100;

/** Spares most cells the folding: how the words of sums begin, perhaps behind a mark. */
export function mayNameSum(text: string): boolean {
  return text.length < longestTotal && beginning.test(text);
}

/** `Toàn tỉnh`: the whole, and no member of it. */
export function namesWhole(text: string): boolean {
  return mayNameSum(text) && whole.test(foldWords(text));
}

/** `Tổng cộng`, `Cộng:`, `TOTAL`, `Toàn tỉnh`: the whole cell, not the beginning of a name. */
export function isTotalText(text: string): boolean {
  return mayNameSum(text) && isTotal(foldWords(text));
}

/** The same, perhaps behind a mark: `A. TỔNG CỘNG (I+II)`. */
export function isPureTotal(text: string): boolean {
  return mayNameSum(text) && isTotal(foldWords(text).replace(mark, ''));
}

function isTotal(folded: string): boolean {
  return total.test(folded) || whole.test(folded);
}

export function isSubtotalText(text: string): boolean {
  return mayNameSum(text) && subtotal.test(foldWords(text));
}

/** `Tổng huyện Krông Pắc`, `Cộng xã Ea Kao`: a total only if it adds up, since names begin so as well. */
export function beginsLikeTotal(text: string): boolean {
  return mayNameSum(text) && /^(?:tong|cong|sub-?total|total)\b/.test(foldWords(text));
}

/** `Tổng cộng: 03 người`, `Tổng số có 15 hộ.`: how many rows there are, alone in its own. */
export function countsRows(text: string): boolean {
  return (
    text.length < 60 &&
    /^\(?(?:tong(?: cong| so)?|cong)(?:\s*(?:co|gom|la)|(?: \p{L}+){0,3}\s*:)[\s:]*\d+(?:\s+\p{L}[\p{L} ]{0,24})?[.)]*$/u.test(
      foldWords(text),
    )
  );
}

const names =
  /^(?:tong (?:cong ty|cuc|dai|kho|hop|lanh su|giam doc|bi thu|thu ky|tham muu|lien doan|quan|dong|thi|van|hoi)|cong (?:dong|hoa|tac|san|an|nghe|nghiep|ty|trinh|chuc|vu|van|thuong))\b/;

/** `Tổng thu ngân sách`, `TỔNG CHI`: a sum of something, and neither a company nor a person; a total only if it adds up. */
export function namesSum(text: string): boolean {
  if (text.length > 100) return false;
  const plain = text.normalize('NFC').replace(/^(?:[\dIVX]{1,5}|[A-HĐ])\s*[.)/–-]\s*/, '');
  const folded = foldWords(plain);
  if (!/^(?:tong|cong)\b/.test(folded) || names.test(folded)) return false;
  const second = plain.split(/\s+/)[1];
  return second === undefined || plain === plain.toUpperCase() || second === second.toLowerCase();
}

/** `Cả năm`, or `Quý I` below its months: a stretch of periods; a sum only if it adds up. */
export function namesStretch(text: string, above: string): boolean {
  if (text.length > 40) return false;
  const folded = foldWords(text);
  if (/^(?:ca (?:nam|ky|vu|quy|thang|tuan)|(?:toan|het) nam|luy ke)(?: (?:nam )?\d{4})?$/.test(folded)) return true;
  const below = foldWords(above);
  // Months may be numbers under `Tháng`.
  const months = below === '' || /^(?:thang|t ?\d)/.test(below);
  if (/^quy (?:[1-4]|i{1,3}|iv)\b/.test(folded)) return months;
  return /^(?:[369]|ba|sau|chin) thang\b/.test(folded) && (months || /^quy\b/.test(below));
}

/** `Bình quân`, `Trung bình chung`: a mean only if it is that of the rows above. */
export function namesMean(text: string): boolean {
  return (
    text.length < 60 &&
    /^(?:(?:\p{L}+ ){0,2}(?:binh quan|trung binh)|b\/?q|tb|average|mean)\b(?! of\b)/u.test(foldWords(text))
  );
}

const called =
  /^(?:xã|phường|thôn|buôn|làng|ấp|ông|bà|nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|ngô|dương|đinh|trương)(?!\p{L})/iu;

/** `Trung Bình`, `Xã Bình Quân`, `TRẦN TRUNG BÌNH`: a place or a person whose name is the words of a mean. */
export function isNameOfMean(text: string): boolean {
  const plain = text.normalize('NFC');
  const last = [...plain.matchAll(/(?:quân|quan|bình|binh)(?!\p{L})/giu)].at(-1)?.[0] ?? '';
  return /^\p{Lu}/u.test(last) && (plain !== plain.toUpperCase() || called.test(plain));
}

/** `Khá`, `Yếu`, `Hộ giàu`: a step of a scale of which the middle one is called as a mean is. */
export function isGrade(text: string): boolean {
  return (
    text.length < 40 &&
    /(?:^| )(?:xuat sac|gioi|kha|yeu|kem|tot|rat (?:tot|cao|thap|xau)|cao|thap|giau|ngheo)$/.test(foldWords(text))
  );
}

/** `Làm tròn`: the total above it, once more. */
export function namesRounding(text: string): boolean {
  return text.length < 30 && /^\(?(?:so )?lam tron(?: (?:so|so tien|thanh))?\)?\s*[:.]?$/.test(foldWords(text));
}

/** `Lớn nhất`, `Thấp nhất`: what stands above it again; none of the rows unless no column says otherwise. */
export function namesExtreme(text: string): 'largest' | 'smallest' | undefined {
  if (text.length > 30) return undefined;
  const found =
    /^(?:\p{L}+ ){0,2}(?:(lon|cao|nhieu|toi cao|[a-z]?max)|(nho|thap|it|toi thap|[a-z]?min))(?: nhat)?(?: (?:trong )?(?:ngay|thang|quy|nam|ky))?$/u.exec(
      foldWords(text),
    );
  const whole = /\bnhat\b|\btoi |m(?:ax|in)\b/.test(foldWords(text));
  return found === null || !whole ? undefined : found[1] === undefined ? 'smallest' : 'largest';
}

/** `Mang sang`, `Số trang trước chuyển sang`, `Cộng lũy kế`: sums that a printed page passes on to the next one. */
export function namesCarried(text: string): boolean {
  return (
    text.length < 60 &&
    mayNameSum(text) &&
    /^(?:(?:so|cong|tong(?: cong)?) )?(?:(?:tu )?trang truoc )?(?:mang|chuyen) (?:sang|trang|qua|tiep)(?: (?:trang|sang|so|sau|truoc|\d+))*\s*[:.]?$|^(?:so )?cong (?:don|luy ke)(?: (?:den|tu|het) .{1,30})?\s*[:.]?$/.test(
      foldWords(text),
    )
  );
}

/** `Tỷ lệ %`, `Cơ cấu`: of nothing but the row above. */
export function namesBareRatio(text: string): boolean {
  return (
    text.length < 30 &&
    /^(?:(?:ty|ti) (?:le|trong)|co cau|%)(?: chung)?\s*(?:\(?\s*%\s*\)?)?\s*:?$/.test(foldWords(text))
  );
}

/** `Tỷ lệ (%)`, `So cùng kỳ`: what is said of a total, and adds nothing up. */
export function namesRatio(text: string): boolean {
  return (
    text.length < 60 &&
    /^(?:(?:ty|ti) (?:le|trong)|co cau|so (?:voi )?(?:cung ky|ke hoach|du toan|nam truoc|ky truoc|kh)|%)/.test(
      foldWords(text),
    )
  );
}
