import type { ProblemText } from './problem-text.ts';

/** Of a contract that rows which stand already do not fit. */
export const changeProblemTexts = {
  'key-field-dropped': {
    reason: {
      vi: 'Trường «{field}» thuộc khóa của {rows} dòng đang có nhưng không còn trong hợp đồng.',
      en: 'The field "{field}" is part of the key of the {rows} rows that stand, and is no longer in the contract.',
    },
    mend: {
      vi: 'giữ lại trường này với primaryKey; nếu chủ ý đổi khóa, ghi version: {version} trở lên rồi gửi lại toàn bộ dữ liệu.',
      en: 'keep the field, with primaryKey; to change the key on purpose, write version: {version} or higher and send all rows again.',
    },
  },
  'key-changed': {
    reason: {
      vi: 'Khóa của {rows} dòng đang có là {before}, trong hợp đồng này là {after}.',
      en: 'The key of the {rows} rows that stand is {before}; in this contract it is {after}.',
    },
    mend: {
      vi: 'giữ nguyên khóa; nếu chủ ý đổi khóa, ghi version: {version} trở lên rồi gửi lại toàn bộ dữ liệu.',
      en: 'keep the key; to change it on purpose, write version: {version} or higher and send all rows again.',
    },
  },
  'field-retyped': {
    reason: {
      vi: 'Trường «{field}» của {rows} dòng đang có được lưu kiểu {before}, trong hợp đồng này là {after}: giá trị có thể không đọc được nữa.',
      en: 'The {rows} rows that stand keep the field "{field}" as {before}; in this contract it is {after}, as which their values may not be readable.',
    },
    mend: {
      vi: 'giữ kiểu cũ hoặc kiểu rộng hơn; nếu chủ ý đổi, ghi version: {version} trở lên rồi gửi lại toàn bộ dữ liệu.',
      en: 'keep the type or take a wider one; to change it on purpose, write version: {version} or higher and send all rows again.',
    },
  },
  'field-renamed': {
    reason: {
      vi: 'Trường «{before}» của {rows} dòng đang có từ nay tên là «{after}»; các phiên bản cũ cũng được đọc theo tên mới.',
      en: 'The field "{before}" of the {rows} rows that stand is called "{after}" from now on; earlier snapshots are read by the new name, too.',
    },
    mend: {
      vi: 'không cần sửa gì; báo cho những nơi đang đọc trường «{before}».',
      en: 'nothing to mend; tell whoever reads "{before}".',
    },
  },
  'field-dropped': {
    reason: {
      vi: 'Trường «{field}» của {rows} dòng đang có không còn trong hợp đồng: giá trị được giữ trong các phiên bản nhưng không hiển thị nữa.',
      en: 'The field "{field}" of the {rows} rows that stand is no longer in the contract: its values are kept in the snapshots, but not shown any more.',
    },
    mend: {
      vi: 'nếu chỉ muốn đổi cách gọi, giữ tên trường và sửa daklake.labels; nếu đổi tên trường, ghi tên cũ vào daklake.formerNames của trường mới.',
      en: 'to call it otherwise only, keep its name and change daklake.labels; to give it another name, write the old one into daklake.formerNames of the new field.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
