import { foldWords, namesWhole } from './row-words.ts';

const pure = /^(?:tong(?: cong| so| chung)?|cong(?: tong)?|tong cong toan tinh|tat ca|grand total|totals?)\b/;
const beginning = /^[\s(]*(?:(?:[\divx]{1,5}|[a-hđ])\s*[.)/–-])?\s*(?:t[oổaấ]|trang|c[oộaả]|gr|mang|chuy|s[oố])/iu;

/** Spares most names the folding: how the words of sums begin, perhaps behind a mark. */
export function mayNameSum(text: string): boolean {
  return beginning.test(text);
}

const mark = /^(?:[\divx]{1,5}|[a-hđ])\s*[.)/–-]\s*/;
const tail =
  /^(?:\s*(?:chung|toan (?:tinh|huyen|xa|phuong|thanh pho|thi xa|nganh|truong|vung)|ca nam))?\s*(?:\([^)]*\)|=.*|[-/–] ?(?:grand )?totals?)?\s*[:.]?$/;

/** `Tổng số`, `TỔNG CỘNG (A+B)`, `Toàn tỉnh`: the whole of all rows, and nothing else. */
export function isPureTotal(text: string): boolean {
  if (text.length > 60 || !mayNameSum(text)) return false;
  const folded = foldWords(text).replace(mark, '');
  const found = pure.exec(folded)?.[0];
  return namesWhole(folded) || (found !== undefined && tail.test(folded.slice(found.length)));
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
  if (/^(?:ca (?:nam|ky|vu|quy|thang|tuan)|(?:toan|het) nam)(?: (?:nam )?\d{4})?$/.test(folded)) return true;
  const below = foldWords(above);
  // Months may be numbers under `Tháng`.
  if (/^quy (?:[1-4]|i{1,3}|iv)\b/.test(folded)) return below === '' || /^thang\b/.test(below);
  return /^(?:[369]|ba|sau|chin) thang\b/.test(folded) && (below === '' || /^(?:thang|quy)\b/.test(below));
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
