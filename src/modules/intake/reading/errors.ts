import type { Localized } from '#api/localized.ts';
import { errorsOf, type DomainError, type ErrorTable } from '#platform/errors/domain-error.ts';

/** Why a file cannot be read. A load that meets one of these ends `failed` with its code; the command line ends with 3. */
export const readingErrors = {
  'file-empty': { kind: 'unprocessable', title: 'The file is empty' },
  'table-empty': { kind: 'unprocessable', title: 'The file has a heading but no rows' },
  'table-not-found': { kind: 'unprocessable', title: 'The file holds no such table' },
  'quote-unclosed': { kind: 'unprocessable', title: 'A quotation mark is never closed' },
  'text-binary': { kind: 'unprocessable', title: 'The text file holds NUL bytes' },
  'file-truncated': { kind: 'unprocessable', title: 'The file ends before it is whole' },
  'file-encrypted': { kind: 'unprocessable', title: 'The file is protected by a password' },
  'json-invalid': { kind: 'unprocessable', title: 'The JSON is broken or nested too deeply' },
  'xml-invalid': { kind: 'unprocessable', title: 'The XML is broken or nested too deeply' },
  'xml-unsafe': { kind: 'unprocessable', title: 'The XML declares a document type, which may name other files' },
  'geometry-invalid': {
    kind: 'unprocessable',
    title: 'The file is no map of features, or what it says of them is broken',
  },
  'content-mismatch': { kind: 'unprocessable', title: 'The content is not what the file name says' },
  'format-unsupported': { kind: 'unprocessable', title: 'Files of this format are not read' },
  'archive-unsafe': {
    kind: 'unprocessable',
    title: 'The archive unpacks to far more than it holds, or names places outside itself',
  },
  'too-large': { kind: 'too-large', title: 'The file is too large' },
  'too-wide': { kind: 'unprocessable', title: 'The table has too many columns' },
  'too-many-tables': { kind: 'unprocessable', title: 'The file has too many tables' },
  'row-too-long': { kind: 'unprocessable', title: 'A row is too long' },
} as const satisfies ErrorTable;

export type ReadingErrorCode = keyof typeof readingErrors;

const fail = errorsOf(readingErrors);

/** What an officer is told, by code; the line is named where there is one. */
const messages: Readonly<Record<ReadingErrorCode, Localized>> = {
  'file-empty': {
    vi: 'Tệp trống, không có dữ liệu. Hãy kiểm tra lại và gửi tệp có nội dung.',
    en: 'The file is empty. Check it and send a file with content.',
  },
  'table-empty': {
    vi: 'Tệp chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào.',
    en: 'The file has a heading only and not one row of data.',
  },
  'table-not-found': {
    vi: 'Không tìm thấy bảng dữ liệu cần đọc trong tệp.',
    en: 'The table to be read was not found in the file.',
  },
  'quote-unclosed': {
    vi: 'Có dấu ngoặc kép mở ra mà không được đóng lại. Hãy sửa dòng được nêu rồi gửi lại.',
    en: 'A quotation mark is opened and never closed. Mend the line named and send the file again.',
  },
  'text-binary': {
    vi: 'Tệp văn bản chứa ký tự NUL, có thể đã bị hỏng. Hãy xuất lại tệp từ nguồn.',
    en: 'The text file holds NUL bytes and may be damaged. Export it again from its source.',
  },
  'file-truncated': {
    vi: 'Tệp bị cắt cụt, chưa đầy đủ. Hãy tải lên lại tệp nguyên vẹn.',
    en: 'The file was cut off before its end. Send the whole file again.',
  },
  'file-encrypted': {
    vi: 'Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
    en: 'The file is protected by a password. Remove it and send the file again.',
  },
  'json-invalid': {
    vi: 'Nội dung JSON không hợp lệ hoặc lồng nhau quá sâu.',
    en: 'The JSON is broken or nested too deeply.',
  },
  'xml-invalid': {
    vi: 'Nội dung XML không hợp lệ hoặc lồng nhau quá sâu. Thường do ký tự & hoặc < viết trực tiếp trong dữ liệu; hãy xuất lại tệp từ phần mềm nguồn.',
    en: 'The XML is broken or nested too deeply, often by & or < written as they are. Export the file again from its source.',
  },
  'xml-unsafe': {
    vi: 'Tệp XML có khai báo DOCTYPE (có thể trỏ tới tệp khác) nên không được đọc. Hãy bỏ khai báo đó rồi gửi lại.',
    en: 'The XML has a DOCTYPE declaration, which could name other files, and is not read. Remove it and send the file again.',
  },
  'geometry-invalid': {
    vi: 'Tệp bản đồ không hợp lệ: thiếu hoặc sai thành phần bắt buộc ở chỗ được nêu. Hãy xuất lại từ phần mềm bản đồ.',
    en: 'The map file is broken: what it must have is missing or wrong at the place named. Export it again from the map program.',
  },
  'content-mismatch': {
    vi: 'Nội dung tệp không đúng với phần mở rộng của tên tệp, thường là trang web được lưu nhầm. Hãy xuất lại tệp từ nguồn.',
    en: 'The content is not what the name says, often a web page saved by mistake. Export the file again from its source.',
  },
  'format-unsupported': {
    vi: 'Định dạng tệp này không được hỗ trợ. Hãy gửi CSV, Excel, JSON, tệp SQL, Access, dBase hoặc Parquet.',
    en: 'Files of this format are not read. Send CSV, Excel, JSON, an SQL dump, Access, dBase or Parquet.',
  },
  'archive-unsafe': {
    vi: 'Tệp nén không an toàn: nội dung khi giải nén lớn bất thường hoặc có đường dẫn trỏ ra ngoài tệp nén.',
    en: 'The archive is not safe: it unpacks to far more than it holds, or names places outside itself.',
  },
  'too-large': { vi: 'Tệp vượt quá dung lượng cho phép.', en: 'The file is larger than may be sent.' },
  'too-wide': { vi: 'Bảng có quá nhiều cột.', en: 'The table has too many columns.' },
  'too-many-tables': {
    vi: 'Tệp có quá nhiều bảng. Hãy tách ra và gửi từng phần.',
    en: 'The file has too many tables. Split it and send it in parts.',
  },
  'row-too-long': {
    vi: 'Có dòng quá dài. Hãy kiểm tra dòng được nêu.',
    en: 'A row is too long. Check the line named.',
  },
};

/** `detail` is for developers; the members carry the text for people, `message` or that of the code, and the line to blame. */
export function failReading(
  code: ReadingErrorCode,
  detail: string,
  options: { readonly line?: number; readonly cause?: unknown; readonly message?: Localized } = {},
): DomainError {
  const { line } = options;
  const { vi, en } = options.message ?? messages[code];
  const members =
    line === undefined
      ? { message: { vi, en } }
      : { message: { vi: `Dòng ${line}: ${vi}`, en: `Line ${line}: ${en}` }, line };
  return fail(code, detail, { cause: options.cause, members });
}
