import type { ProblemTexts } from './problem-text.ts';

/** What is wrong with a file that was sent. */
export const fileProblems: ProblemTexts = {
  'file-empty': {
    title: { vi: 'Tệp không có nội dung', en: 'The file is empty' },
    mend: {
      vi: 'Mở tệp gốc, kiểm tra đã lưu đủ dữ liệu rồi gửi lại.',
      en: 'Open the original, make sure that it was saved with its data, and send it again.',
    },
  },
  'table-empty': {
    title: { vi: 'Bảng chỉ có dòng tiêu đề', en: 'The table has a header and no rows' },
    mend: {
      vi: 'Điền ít nhất một dòng dữ liệu dưới dòng tiêu đề rồi gửi lại.',
      en: 'Fill in at least one row below the header and send the file again.',
    },
  },
  'table-not-found': {
    title: { vi: 'Không tìm thấy bảng phù hợp trong tệp', en: 'No fitting table was found in the file' },
    mend: {
      vi: 'Kiểm tra đúng tệp, đúng trang tính; tiêu đề cột phải giống tên các cột của bộ dữ liệu.',
      en: 'Check that it is the right file and sheet; headings must match the columns of the dataset.',
    },
  },
  'columns-missing': {
    title: { vi: 'Thiếu cột bắt buộc', en: 'Required columns are missing' },
    mend: {
      vi: 'Thêm các cột được nêu bên dưới (hoặc sửa tiêu đề cho đúng tên) rồi gửi lại. Có thể tệp này thuộc bộ dữ liệu khác.',
      en: 'Add the columns named below (or correct their headings) and send the file again. It may belong to another dataset.',
    },
  },
  'quote-unclosed': {
    title: { vi: 'Có dấu nháy kép mở mà không đóng', en: 'A quotation mark is opened and never closed' },
    mend: {
      vi: 'Sửa ô ở dòng được nêu (thêm hoặc bỏ dấu nháy kép), hoặc lưu lại tệp CSV từ Excel.',
      en: 'Mend the cell on the line named below (add or remove the quotation mark), or save the CSV again from Excel.',
    },
  },
  'text-binary': {
    title: { vi: 'Tệp không phải văn bản', en: 'The file is not text' },
    mend: {
      vi: 'Tệp có ký tự nhị phân. Xuất lại dưới dạng CSV (UTF-8) hoặc xlsx.',
      en: 'The file holds binary characters. Export it again as CSV (UTF-8) or xlsx.',
    },
  },
  'file-truncated': {
    title: { vi: 'Tệp bị cụt', en: 'The file is cut off' },
    mend: {
      vi: 'Tệp nén hoặc bảng tính thiếu phần cuối, thường do tải hoặc chép chưa xong. Chép lại từ bản gốc rồi gửi lại.',
      en: 'The end of the archive or workbook is missing, mostly from an unfinished copy. Copy it again from the original and send it again.',
    },
  },
  'file-encrypted': {
    title: { vi: 'Tệp có mật khẩu', en: 'The file is protected by a password' },
    mend: {
      vi: 'Mở tệp bằng mật khẩu, bỏ bảo vệ (Tệp → Thông tin → Bảo vệ), lưu lại rồi gửi.',
      en: 'Open it with the password, remove the protection (File → Info → Protect), save it and send it.',
    },
  },
  'file-broken': {
    title: { vi: 'Tệp bị hỏng', en: 'The file is broken' },
    mend: {
      vi: 'Mở và lưu lại tệp bằng phần mềm đã tạo ra nó rồi gửi lại.',
      en: 'Open and save it again with the program that made it, then send it again.',
    },
  },
  'json-invalid': {
    title: { vi: 'JSON không đúng cú pháp', en: 'The JSON is not valid' },
    mend: {
      vi: 'Sửa lỗi cú pháp ở vị trí được nêu; tệp cần là một mảng bản ghi hoặc mỗi dòng một bản ghi.',
      en: 'Mend the syntax at the place named below; the file must be an array of records or one record a line.',
    },
  },
  'xml-invalid': {
    title: { vi: 'Tệp XML không hợp lệ', en: 'The XML is broken' },
    mend: {
      vi: 'Sửa ở dòng được nêu (ký tự & và < trong dữ liệu phải viết là &amp; và &lt;), hoặc xuất lại từ phần mềm nguồn.',
      en: 'Mend the line named below (& and < within data must be written &amp; and &lt;), or export it again from its source.',
    },
  },
  'xml-unsafe': {
    title: { vi: 'Tệp XML có khai báo DOCTYPE', en: 'The XML has a DOCTYPE declaration' },
    mend: {
      vi: 'Xóa khai báo <!DOCTYPE …> ở đầu tệp rồi gửi lại; hệ thống không đọc tệp có khai báo này vì lý do an toàn.',
      en: 'Remove the <!DOCTYPE …> declaration at the beginning and send the file again; such files are not read, for safety.',
    },
  },
  'geometry-invalid': {
    title: { vi: 'Tệp bản đồ không hợp lệ', en: 'The map file is broken' },
    mend: {
      vi: 'Kiểm tra chỗ được nêu, hoặc xuất lại tệp từ phần mềm bản đồ (QGIS, ArcGIS, MapInfo).',
      en: 'Look at the place named below, or export the file again from the map program (QGIS, ArcGIS, MapInfo).',
    },
  },
  'content-mismatch': {
    title: { vi: 'Nội dung không khớp với đuôi tệp', en: 'The content is not what the name says' },
    mend: {
      vi: 'Tệp là trang web (HTML) mang tên khác. Mở trong Excel rồi «Lưu thành» xlsx thật.',
      en: 'It is a web page (HTML) under another name. Open it in Excel and save it as a real xlsx.',
    },
  },
  'format-unsupported': {
    title: { vi: 'Chưa đọc được định dạng này', en: 'This format cannot be read' },
    mend: {
      vi: 'Hãy gửi xlsx, xls, csv, json hoặc ndjson; ảnh chụp và PDF không đọc được thành bảng.',
      en: 'Send xlsx, xls, csv, json or ndjson; pictures and PDF cannot be read as tables.',
    },
  },
  'archive-unsafe': {
    title: { vi: 'Tệp nén không an toàn', en: 'The archive is not safe' },
    mend: {
      vi: 'Tệp nén phình quá lớn hoặc có đường dẫn lạ. Giải nén và gửi riêng tệp dữ liệu bên trong.',
      en: 'It inflates too much or holds strange paths. Unpack it and send only the data file inside.',
    },
  },
  'too-large': {
    title: { vi: 'Tệp quá lớn', en: 'The file is too large' },
    mend: {
      vi: 'Chia tệp thành nhiều phần nhỏ hơn, hoặc nén gz trước khi gửi.',
      en: 'Split it into smaller parts, or compress it with gz before sending.',
    },
  },
  'too-wide': {
    title: { vi: 'Bảng có quá nhiều cột', en: 'The table has too many columns' },
    mend: {
      vi: 'Bỏ các cột không thuộc bộ dữ liệu rồi gửi lại.',
      en: 'Remove the columns that do not belong to the dataset and send it again.',
    },
  },
  'too-many-tables': {
    title: { vi: 'Tệp có quá nhiều bảng', en: 'The file has too many tables' },
    mend: {
      vi: 'Chỉ kết xuất những bảng cần gửi, hoặc tách thành nhiều tệp.',
      en: 'Export only the tables that are to be sent, or split the file.',
    },
  },
  'row-too-long': {
    title: { vi: 'Có dòng quá dài', en: 'A row is too long' },
    mend: {
      vi: 'Xem dòng được nêu; thường do một dấu nháy kép không đóng.',
      en: 'Look at the row named below; mostly a quotation mark was never closed.',
    },
  },
};
