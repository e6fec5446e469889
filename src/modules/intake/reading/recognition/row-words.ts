import { foldAccents } from '#platform/text/vietnamese-letters.ts';

/** Case, accents and runs of blanks folded; punctuation kept. */
export function foldWords(text: string): string {
  return foldAccents(text).replace(/\s+/g, ' ').trim();
}

const note =
  /^\(?danh sach (?:nay |tren )?(?:co|gom)\b|^\(?(?:so tien )?(?:viet |ghi )?bang chu\)?\s*[:(]|^\(?(?:ghi chu|chu thich|chu y|luu y|nguon|notes?|source|remarks?)(?:(?: so lieu| du lieu)?\s*(?::|\.|$|\()|(?: \p{L}+){1,3}\s*:)|^\*|^\(\*+\)|^[¹²³⁴⁵⁶⁷⁸⁹]+\s*\p{L}|^\(\d{1,2}\)\s*\p{L}|^\[\d{1,2}\]\s*\p{L}/u;

export function isNoteText(text: string): boolean {
  return isCommentText(text) || note.test(foldWords(text));
}

/** `# exported on …`, `// …`: how programs write what is no data. */
export function isCommentText(text: string): boolean {
  return /^(?:#+\s+|\/\/+\s*|#+(?=\p{L}+[:\s]))\p{L}/u.test(text);
}

const signature =
  /^(?:nguoi (?:lap|lam|ky|kiem|bao cao|tong hop|thuc hien|nhan|giao|nop|duyet|xac nhan|phu trach|khai|de nghi|viet|cung cap|dai dien|tiep nhan|ban giao|so huu|lien he)|phu trach|dai dien (?:ben|don vi|ho)|thu kho|chu tai khoan|truong (?:ban|khoa|doan|thon|buon|cong an)|(?:pho )?truong ban|to truong|can bo (?:lap|thong ke|tong hop|phu trach)|cong chuc (?:lap|thong ke|phu trach|tu phap|dia chinh|van hoa|tai chinh)|ke toan|thu truong|thu quy|(?:pho )?giam doc|(?:pho )?chu tich|(?:pho )?truong phong|(?:pho )?chanh van phong|(?:pho )?cuc truong|(?:pho )?vu truong|lanh dao|hieu truong|xac nhan (?:cua )|kt\.|tm\.|tl\.|tuq\.|q\. |da ky|\(?(?:ky|da ky)\b.*(?:ten|dau|so)\)?|\(?ky,? ?(?:ghi )?ro ho ten|noi nhan)/;
const dateLine = /\bngay\s*[\d._…]*\s*thang\s*[\d._…]*\s*nam\b/;

/** The closing block: offices, `(Ký, ghi rõ họ tên)`, `Đắk Lắk, ngày … tháng … năm …`. */
export function isSignatureText(text: string): boolean {
  const folded = foldWords(text);
  return signature.test(folded) || (dateLine.test(folded) && folded.length < 80);
}

/** `Đắk Lắk, ngày … tháng … năm …` */
export function isDateLine(text: string): boolean {
  return dateLine.test(foldWords(text));
}

const title =
  /cong hoa xa hoi|doc lap ?[-–] ?tu do|uy ban nhan dan|^ubnd |^so (?:nong nghiep|tai chinh|tai nguyen|y te|giao duc|giao thong|noi vu|tu phap|xay dung|cong thuong|khoa hoc|van hoa|lao dong|ke hoach|thong tin|ngoai vu|du lich|dan toc)|^phu luc|^bieu (?:so|mau)|^bieu \d|^mau (?:so|bieu)|^danh sach |^bao cao |^bang (?:tong hop|so|\d+[.:])|^tong hop |^thong ke |^kem theo|^\(kem theo|^\(ban hanh|^ngay .* thang .* nam|^ky bao cao|^kinh gui|^(?:ten )?(?:don vi|co quan)(?: bao cao| gui| nhan| lap)?:/;

/** Words that stand above tables: motto, agency, form number. */
export function isTitleText(text: string): boolean {
  const folded = foldWords(text);
  return title.test(folded) || dateLine.test(folded);
}

/** `Họ tên: | Nguyễn Văn A | Số CCCD: | …`: labels with what was filled in beside them. */
export function isFormRow(filled: readonly string[]): boolean {
  return filled.length > 0 && filled.filter((text) => /[:：]$/.test(text)).length * 2 >= filled.length;
}

/** `Trang 2/5`: what a printer put on every page. */
export function isPageMark(text: string): boolean {
  return /^(?:trang|page|to so)\s*:?\s*\d+(?:\s*[/-]\s*\d+)?$/.test(foldWords(text));
}
