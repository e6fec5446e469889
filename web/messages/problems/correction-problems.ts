import type { ProblemTexts } from './problem-text.ts';

/** Of mended rows that are sent back. */
export const correctionProblems: ProblemTexts = {
  'load-not-published': {
    title: { vi: 'Đợt nạp này chưa được công bố', en: 'This load has not been published' },
    mend: {
      vi: 'Chỉ bổ sung được dòng đã sửa cho đợt nạp đã công bố. Nếu đợt nạp đang chờ quyết định, hãy quyết định trước.',
      en: 'Mended rows can be added to a published load only. If it waits for a decision, decide first.',
    },
  },
  'dataset-moved-on': {
    title: { vi: 'Dữ liệu đã có bản mới hơn', en: 'Newer data stands in its place' },
    mend: {
      vi: 'Không bổ sung dòng đã sửa vào đợt nạp cũ được nữa. Hãy gửi lại dữ liệu bằng một đợt nạp mới.',
      en: 'Mended rows can no longer be added to this load. Send the data as a new load.',
    },
  },
  'correction-invalid': {
    title: { vi: 'Bản sửa không đúng cấu trúc', en: 'The correction is not of a known shape' },
    mend: {
      vi: 'Gửi danh sách dòng với bảng, số dòng và giá trị mới, hoặc danh sách gợi ý được chọn.',
      en: 'Send rows with table, row and new values, or the suggestions that were chosen.',
    },
  },
  'correction-unplaced': {
    title: { vi: 'Tệp sửa không cho biết là dòng nào', en: 'The mended file does not say which rows it holds' },
    mend: {
      vi: 'Tải tệp dòng lỗi của đợt nạp, sửa trên tệp đó và giữ nguyên hai cột «_table» và «_row».',
      en: 'Download the rejects of the load, mend them there, and leave the columns “_table” and “_row” as they are.',
    },
  },
  'correction-headings': {
    title: { vi: 'Tiêu đề cột của tệp sửa đã bị đổi', en: 'The headings of the mended file were changed' },
    mend: {
      vi: 'Giữ nguyên dòng tiêu đề như trong tệp dòng lỗi đã tải về: không xóa, đổi tên hay thêm cột.',
      en: 'Leave the headings as in the file of rejects: do not remove, rename or add columns.',
    },
  },
  'correction-field-unknown': {
    title: { vi: 'Bảng gốc không có cột này', en: 'The source has no such column' },
    mend: {
      vi: 'Dùng đúng tên cột của bảng gốc hoặc tên trường trong quy định cấu trúc dữ liệu.',
      en: 'Use the headings of the source or the field names of the contract.',
    },
  },
  'correction-row-unknown': {
    title: { vi: 'Có dòng không nằm trong danh sách dòng lỗi', en: 'Some rows are none of the rejects' },
    mend: {
      vi: 'Chỉ gửi lại những dòng trong tệp dòng lỗi hoặc dòng trùng của đợt nạp này.',
      en: 'Send back only rows that this load rejected or found to be duplicates.',
    },
  },
  'correction-row-twice': {
    title: { vi: 'Có dòng xuất hiện hai lần trong bản sửa', en: 'Some rows are in the correction twice' },
    mend: {
      vi: 'Giữ lại một lần cho mỗi dòng rồi gửi lại.',
      en: 'Keep each row once and send it again.',
    },
  },
  'suggestion-unknown': {
    title: { vi: 'Không còn dòng nào có gợi ý này', en: 'No open row has this suggestion' },
    mend: {
      vi: 'Tải lại trang để xem các gợi ý còn lại.',
      en: 'Load the page again to see which suggestions are left.',
    },
  },
  'file-second': {
    title: { vi: 'Biểu mẫu có nhiều hơn một tệp', en: 'The form holds more than one file' },
    mend: { vi: 'Gửi mỗi tệp trong một lần riêng.', en: 'Send each file on its own.' },
  },
};
