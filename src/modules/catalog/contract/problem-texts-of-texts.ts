import type { ProblemText } from './problem-text.ts';

/** The text cannot be read at all. */
export const textProblemTexts = {
  'text-empty': {
    reason: { vi: 'Hợp đồng dữ liệu không có nội dung.', en: 'The contract is empty.' },
    mend: {
      vi: 'gửi một tài liệu YAML hoặc JSON theo chuẩn ODCS 3.1.',
      en: 'send a YAML or JSON document of the Open Data Contract Standard 3.1.',
    },
  },
  'text-not-a-document': {
    reason: {
      vi: 'Nội dung không phải là một tài liệu gồm các thuộc tính.',
      en: 'The text is not a document of members.',
    },
    mend: {
      vi: 'viết các thuộc tính ở mức ngoài cùng, ví dụ «version: 1.0.0».',
      en: 'write members at the outermost level, for example "version: 1.0.0".',
    },
  },
  'text-too-large': {
    reason: { vi: 'Hợp đồng dài quá {limit} ký tự.', en: 'The contract is longer than {limit} characters.' },
    mend: {
      vi: 'tách thành nhiều bộ dữ liệu hoặc bỏ bớt phần thuyết minh.',
      en: 'split it into several datasets, or shorten its prose.',
    },
  },
  'text-too-deep': {
    reason: {
      vi: 'Tài liệu lồng nhau quá {limit} mức hoặc có quá nhiều phần tử.',
      en: 'The document nests more than {limit} levels deep or has too many members.',
    },
    mend: { vi: 'giảm số mức lồng nhau.', en: 'nest less.' },
  },
  'text-tab': {
    reason: { vi: 'Dòng này thụt lề bằng phím Tab.', en: 'This line is indented with a tab.' },
    mend: {
      vi: 'thay bằng dấu cách (thường là hai dấu cách mỗi mức).',
      en: 'use spaces (commonly two for each level).',
    },
  },
  'text-unclosed': {
    reason: {
      vi: 'Thiếu dấu đóng (nháy hoặc ngoặc): {detail}.',
      en: 'A closing sign (quote or bracket) is missing: {detail}.',
    },
    mend: { vi: 'thêm dấu đóng còn thiếu.', en: 'add the closing sign.' },
  },
  'text-indent': {
    reason: {
      vi: 'Thụt lề không khớp với các dòng xung quanh: {detail}.',
      en: 'The indentation does not fit the lines around it: {detail}.',
    },
    mend: { vi: 'căn các thuộc tính cùng mức thẳng cột với nhau.', en: 'align members of one level in one column.' },
  },
  'text-several-documents': {
    reason: { vi: 'Tệp có nhiều tài liệu (dòng «---»).', en: 'The file holds several documents (a "---" line).' },
    mend: { vi: 'mỗi tệp chỉ để một hợp đồng.', en: 'keep one contract in a file.' },
  },
  'text-broken': {
    reason: {
      vi: 'Không đọc được YAML hoặc JSON ở chỗ này: {detail}.',
      en: 'This is not readable YAML or JSON: {detail}.',
    },
    mend: {
      vi: 'kiểm tra dấu hai chấm, dấu gạch đầu dòng, dấu nháy quanh chữ có ký tự đặc biệt.',
      en: 'check colons, dashes, and quotes around text with special characters.',
    },
  },
  'text-alias-unsafe': {
    reason: {
      vi: 'Tham chiếu YAML (*tên) không có đích, tự lồng vào mình, hoặc nhân bản quá nhiều.',
      en: 'A YAML alias (*name) has no target, contains itself, or multiplies too often.',
    },
    mend: { vi: 'viết thẳng nội dung thay cho tham chiếu.', en: 'write the content out in place of the alias.' },
  },
  'text-not-utf8': {
    reason: { vi: 'Tệp không phải là văn bản UTF-8.', en: 'The file is not UTF-8 text.' },
    mend: { vi: 'lưu lại tệp với bảng mã UTF-8.', en: 'save the file as UTF-8.' },
  },
  'text-unstorable': {
    reason: {
      vi: 'Giá trị không lưu được: ký tự U+0000, nửa cặp thay thế, hoặc số vô hạn (.inf, .nan).',
      en: 'A value cannot be stored: the character U+0000, half of a surrogate pair, or an infinite number (.inf, .nan).',
    },
    mend: { vi: 'xoá hoặc thay giá trị đó.', en: 'remove or replace that value.' },
  },
  'key-repeated': {
    reason: {
      vi: 'Thuộc tính «{key}» được viết hai lần trong cùng một chỗ.',
      en: 'The member "{key}" is written twice in one place.',
    },
    mend: { vi: 'giữ lại một lần.', en: 'keep it once.' },
  },
  'key-not-text': {
    reason: { vi: 'Tên thuộc tính phải là chữ: {detail}.', en: "A member's name must be text: {detail}." },
    mend: { vi: 'đặt tên thuộc tính trong dấu nháy.', en: 'put the name in quotes.' },
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
