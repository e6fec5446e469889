import type { ProblemTexts } from './problem-text.ts';

/** Of mappings: which column of a form is which field. */
export const mappingProblems: ProblemTexts = {
  'mapping-unknown': {
    title: { vi: 'Chưa có cách ghép cột nào như vậy', en: 'There is no such mapping' },
    mend: {
      vi: 'Mở trang ghép cột của một lần gửi theo biểu mẫu này để ghép lần đầu.',
      en: 'Open the mapping page of a load that has this form and map it for the first time.',
    },
  },
  'mapping-invalid': {
    title: { vi: 'Cách ghép cột chưa hợp lệ', en: 'The mapping is not valid' },
    mend: {
      vi: 'Mỗi trường chỉ ghép với một cột hoặc một giá trị chung. Sửa chỗ được nêu rồi gửi lại.',
      en: 'Each field has one column or one value for all rows. Mend what is named and send it again.',
    },
  },
  'mapping-incomplete': {
    title: { vi: 'Còn trường bắt buộc chưa ghép', en: 'A required field is not mapped yet' },
    mend: {
      vi: 'Chọn cột cho từng trường bắt buộc, hoặc ghi một giá trị chung cho cả tệp.',
      en: 'Choose a column for each required field, or write one value for the whole file.',
    },
  },
  'mapping-changed': {
    title: { vi: 'Người khác vừa đổi cách ghép cột này', en: 'Somebody else has just changed this mapping' },
    mend: {
      vi: 'Tải lại trang để xem bản mới nhất, rồi sửa trên bản đó.',
      en: 'Load the page again to see the newest version, and change that one.',
    },
  },
  'mapping-file-unreadable': {
    title: { vi: 'Tệp không chứa cách ghép cột', en: 'The file holds no mapping' },
    mend: {
      vi: 'Dùng tệp JSON có danh sách «columns», mỗi cột gồm «heading» và «field».',
      en: 'Use a JSON file with a list “columns”, each of a “heading” and a “field”.',
    },
  },
  'load-not-rereadable': {
    title: { vi: 'Không đọc lại được tệp của lần gửi này', en: 'The file of this load cannot be read again' },
    mend: {
      vi: 'Chỉ đọc lại được tệp còn lưu của lần gửi không thành hoặc đang chờ duyệt. Hãy gửi lại tệp.',
      en: 'Only the kept file of a load that failed or is held is read again. Send the file anew.',
    },
  },
  'form-too-long': {
    title: { vi: 'Mở biểu mẫu mất quá nhiều thời gian', en: 'Opening the form took too long' },
    mend: {
      vi: 'Tệp quá lớn để xem trước. Gửi một tệp cùng mẫu có ít dòng hơn, ghép cột trên tệp đó rồi gửi lại tệp lớn.',
      en: 'The file is too large to be looked at. Send one of the same form with fewer rows, map that, and send the large one again.',
    },
  },
};
