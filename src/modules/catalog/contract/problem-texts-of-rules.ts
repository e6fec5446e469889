import type { ProblemText } from './problem-text.ts';

export const ruleProblemTexts = {
  'rule-name-missing': {
    reason: { vi: 'Quy tắc CEL chưa có tên.', en: 'The CEL rule has no name.' },
    mend: {
      vi: 'thêm «name:», ví dụ «name: tra-sau-khi-nhan».',
      en: 'add "name:", for example "name: returned-after-received".',
    },
  },
  'rule-name-shape': {
    reason: {
      vi: 'Tên quy tắc «{found}» không đúng dạng.',
      en: 'The rule name "{found}" does not have the right form.',
    },
    mend: {
      vi: 'chỉ dùng chữ, chữ số, dấu gạch ngang hoặc gạch dưới, không có dấu cách.',
      en: 'use letters, digits, hyphens and underscores, without blanks.',
    },
  },
  'rule-name-repeated': {
    reason: {
      vi: 'Tên quy tắc «{found}» đã dùng ở dòng {line}.',
      en: 'The rule name "{found}" is already used on line {line}.',
    },
    mend: { vi: 'mỗi quy tắc một tên.', en: 'give every rule its own name.' },
  },
  'rule-not-text': {
    reason: {
      vi: 'Quy tắc «{rule}» phải có implementation là một biểu thức CEL dạng chữ.',
      en: 'The implementation of the rule "{rule}" must be a CEL expression, as text.',
    },
    mend: {
      vi: 'viết biểu thức vào «implementation:», ví dụ «ngay_tra >= ngay_nhan».',
      en: 'write it under "implementation:", for example "returned_on >= received_on".',
    },
  },
  'rule-broken': {
    reason: {
      vi: 'Biểu thức CEL của quy tắc «{rule}» không đúng cú pháp ở ký tự {at}: {detail}.',
      en: 'The CEL expression of the rule "{rule}" is broken at character {at}: {detail}.',
    },
    mend: {
      vi: 'sửa biểu thức; so sánh bằng viết «==», và/hoặc viết «&&», «||».',
      en: 'correct it; equality is "==", and/or are "&&" and "||".',
    },
  },
  'rule-field-unknown': {
    reason: {
      vi: 'Quy tắc «{rule}» đọc «{found}», không phải trường của bộ dữ liệu.',
      en: 'The rule "{rule}" reads "{found}", which is not a field of the dataset.',
    },
    mend: {
      vi: 'dùng tên trường: {fields}; giá trị chữ đặt trong dấu nháy.',
      en: "use a field's name: {fields}; put literal text in quotes.",
    },
  },
  'rule-reads-nothing': {
    reason: { vi: 'Quy tắc «{rule}» không đọc trường nào.', en: 'The rule "{rule}" reads no field.' },
    mend: { vi: 'viết điều kiện trên các trường của bản ghi.', en: "write a condition on the record's fields." },
  },
  'severity-unknown': {
    reason: { vi: 'Mức độ «{found}» không dùng được.', en: 'The severity "{found}" is not known.' },
    mend: { vi: 'chọn error, warning (warn) hoặc info.', en: 'choose error, warning (warn) or info.' },
  },
  'quality-unknown': {
    reason: {
      vi: 'Kiểm tra «{found}» được giữ lại và hiển thị nhưng không chạy.',
      en: 'The check "{found}" is kept and shown, but not run.',
    },
    mend: {
      vi: 'muốn chạy, viết lại thành quy tắc CEL hoặc invalidValues với mustBe: 0.',
      en: 'to have it run, write it as a CEL rule, or as invalidValues with mustBe: 0.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
