import type { ProblemText } from './problem-text.ts';

export const fieldProblemTexts = {
  'field-name-shape': {
    reason: {
      vi: 'Tên trường «{found}» không đúng dạng.',
      en: 'The field name "{found}" does not have the right form.',
    },
    mend: {
      vi: 'bắt đầu bằng chữ thường a–z, sau đó chỉ dùng a–z, 0–9 và dấu gạch dưới; tên gốc ghi ở physicalName. Gợi ý: «{suggestion}».',
      en: 'start with a letter a–z, then only a–z, 0–9 and underscore; keep the original in physicalName. For example "{suggestion}".',
    },
  },
  'field-name-reserved': {
    reason: {
      vi: 'Tên trường «{found}» là từ dành riêng của hệ thống.',
      en: 'The field name "{found}" is a reserved word.',
    },
    mend: {
      vi: 'đặt tên khác, ví dụ «{found}_1» hoặc tên rõ nghĩa hơn.',
      en: 'choose another, for example "{found}_1" or one that says more.',
    },
  },
  'field-name-repeated': {
    reason: {
      vi: 'Tên trường «{found}» đã dùng ở dòng {line}.',
      en: 'The field name "{found}" is already used on line {line}.',
    },
    mend: { vi: 'mỗi trường một tên.', en: 'give every field its own name.' },
  },
  'heading-clash': {
    reason: {
      vi: 'Tiêu đề «{heading}» của trường «{field}» trùng với trường «{other}».',
      en: 'The heading "{heading}" of the field "{field}" is also one of "{other}".',
    },
    mend: {
      vi: 'đổi nhãn hoặc bí danh (daklake.labels, daklake.aliases) để mỗi tiêu đề chỉ thuộc một trường.',
      en: 'change a label or alias (daklake.labels, daklake.aliases) so that a heading belongs to one field.',
    },
  },
  'heading-close': {
    reason: {
      vi: 'Tiêu đề «{heading}» của trường «{field}» chỉ khác dấu hoặc chữ hoa so với trường «{other}».',
      en: 'The heading "{heading}" of the field "{field}" differs from one of "{other}" only by case or accents.',
    },
    mend: {
      vi: 'nếu được, đặt nhãn khác hẳn nhau: cột gửi lên thiếu dấu sẽ không nhận ra được.',
      en: 'if possible make them more different: a column sent without accents cannot be told.',
    },
  },
  'field-type-missing': {
    reason: { vi: 'Trường «{field}» chưa có logicalType.', en: 'The field "{field}" has no logicalType.' },
    mend: { vi: 'thêm «logicalType:» với một trong: {allowed}.', en: 'add "logicalType:" with one of: {allowed}.' },
  },
  'field-type-unsupported': {
    reason: {
      vi: 'Trường «{field}» có kiểu «{found}», bộ dữ liệu chỉ gồm các kiểu đơn.',
      en: 'The field "{field}" is of type "{found}"; a dataset has plain types only.',
    },
    mend: {
      vi: 'chọn một trong: {allowed}; phần lồng nhau tách thành bộ dữ liệu riêng.',
      en: 'choose one of: {allowed}; put nested parts in a dataset of their own.',
    },
  },
  'decimal-shape': {
    reason: {
      vi: 'physicalType «{found}» của trường «{field}» không dùng được.',
      en: 'The physicalType "{found}" of the field "{field}" cannot be used.',
    },
    mend: {
      vi: 'viết DECIMAL(p,s) với p từ 1 đến 38 và s từ 0 đến p (với integer: s là 0).',
      en: 'write DECIMAL(p,s) with p from 1 to 38 and s from 0 to p (0 for an integer).',
    },
  },
  'key-position-repeated': {
    reason: {
      vi: 'Hai trường cùng có primaryKeyPosition {position}: «{other}» và «{field}».',
      en: 'Two fields have the primaryKeyPosition {position}: "{other}" and "{field}".',
    },
    mend: { vi: 'đánh số 1, 2, 3… theo thứ tự trong khoá.', en: "number them 1, 2, 3… in the key's order." },
  },
  'key-position-alone': {
    reason: {
      vi: 'Trường «{field}» có primaryKeyPosition nhưng không thuộc khoá chính.',
      en: 'The field "{field}" has a primaryKeyPosition but is not part of the key.',
    },
    mend: {
      vi: 'thêm «primaryKey: true» hoặc bỏ primaryKeyPosition.',
      en: 'add "primaryKey: true", or leave primaryKeyPosition out.',
    },
  },
  'limits-empty': {
    reason: {
      vi: 'Không giá trị nào thoả cả «{lower}» lẫn «{upper}» của trường «{field}».',
      en: 'No value satisfies both "{lower}" and "{upper}" of the field "{field}".',
    },
    mend: { vi: 'cận dưới phải nhỏ hơn cận trên.', en: 'the lower bound must be below the upper one.' },
  },
  'limit-not-a-moment': {
    reason: {
      vi: '«{member}» của trường «{field}» phải là {expectedVi}.',
      en: '"{member}" of the field "{field}" must be {expected}.',
    },
    mend: { vi: 'viết theo ISO 8601, ví dụ «{example}».', en: 'write it as ISO 8601 has it, for example "{example}".' },
  },
  'pattern-broken': {
    reason: {
      vi: 'Biểu thức mẫu của trường «{field}» không đúng cú pháp: {detail}.',
      en: 'The pattern of the field "{field}" is not a regular expression: {detail}.',
    },
    mend: {
      vi: 'sửa theo cú pháp biểu thức chính quy ECMA-262.',
      en: 'correct it by the syntax of ECMA-262 regular expressions.',
    },
  },
  'pattern-not-linear': {
    reason: {
      vi: 'Biểu thức mẫu của trường «{field}» dùng {featureVi} ({part}), không chạy được trong thời gian tuyến tính.',
      en: 'The pattern of the field "{field}" uses {feature} ({part}), which cannot run in linear time.',
    },
    mend: { vi: '{mendVi}', en: '{mend}' },
  },
  'pattern-too-large': {
    reason: {
      vi: 'Biểu thức mẫu của trường «{field}» quá dài hoặc lặp lại quá nhiều (tối đa {limit} lần, tính cả lồng nhau).',
      en: 'The pattern of the field "{field}" is too long or repeats too often ({limit} times at most, nesting included).',
    },
    mend: {
      vi: 'kiểm tra độ dài bằng minLength, maxLength và để mẫu chỉ nói về hình thức.',
      en: 'check lengths by minLength and maxLength, and leave only the form to the pattern.',
    },
  },
  'enumeration-empty': {
    reason: {
      vi: 'Danh sách giá trị của trường «{field}» không có giá trị nào.',
      en: 'The list of values of the field "{field}" has no value.',
    },
    mend: { vi: 'ghi các giá trị vào arguments.validValues.', en: 'give the values in arguments.validValues.' },
  },
  'enumeration-value': {
    reason: {
      vi: 'Giá trị «{found}» trong danh sách của trường «{field}» không phải kiểu {type}.',
      en: 'The value "{found}" on the list of the field "{field}" is not of type {type}.',
    },
    mend: { vi: 'sửa giá trị hoặc đổi logicalType.', en: 'correct the value, or change logicalType.' },
  },
  'enumeration-repeated': {
    reason: { vi: 'Trường «{field}» có hai danh sách giá trị.', en: 'The field "{field}" has two lists of values.' },
    mend: { vi: 'gộp thành một.', en: 'make one of them.' },
  },
  'element-unknown': {
    reason: {
      vi: 'Trường «{field}» gắn với phần tử dữ liệu «{found}», từ điển dữ liệu không có phần tử này.',
      en: 'The field "{field}" refers to the data element "{found}", which the data dictionary does not have.',
    },
    mend: {
      vi: 'ghi mã của một phần tử có trong từ điển, ví dụ «{suggestion}», hoặc bỏ daklake.elementRef.',
      en: 'give the identifier of an element of the dictionary, for example "{suggestion}", or leave daklake.elementRef out.',
    },
  },
  'element-type-other': {
    reason: {
      vi: 'Trường «{field}» có kiểu {found}, còn phần tử dữ liệu «{element}» có kiểu {expected}.',
      en: 'The field "{field}" is of type {found}, the data element "{element}" of type {expected}.',
    },
    mend: {
      vi: 'bỏ logicalType để lấy theo từ điển; trong lúc chờ, giới hạn của phần tử không được áp dụng.',
      en: "leave logicalType to the dictionary; until then the element's bounds are not applied.",
    },
  },
  'personal-below-element': {
    reason: {
      vi: 'Trường «{field}» ghi daklake.personal là {found}, nhưng phần tử dữ liệu «{element}» là dữ liệu cá nhân mức {expected}.',
      en: 'The field "{field}" has daklake.personal {found}, but the data element "{element}" is personal data of class {expected}.',
    },
    mend: {
      vi: 'ghi {expected} hoặc mức chặt hơn, hoặc bỏ daklake.personal để lấy theo từ điển.',
      en: 'say {expected} or stricter, or leave daklake.personal to the dictionary.',
    },
  },
  'code-list-unknown': {
    reason: {
      vi: 'Trường «{field}» dùng danh mục «{found}», hệ thống không có danh mục này.',
      en: 'The field "{field}" uses the code list "{found}", which does not exist.',
    },
    mend: { vi: 'dùng một trong: {known}.', en: 'use one of: {known}.' },
  },
  'code-list-date': {
    reason: {
      vi: 'daklake.codeListDate «{found}» của trường «{field}» không phải ngày, cũng không phải trường kiểu ngày.',
      en: 'The daklake.codeListDate "{found}" of the field "{field}" is neither a day nor a field that holds dates.',
    },
    mend: {
      vi: 'ghi ngày YYYY-MM-DD hoặc tên một trường kiểu date hay timestamp.',
      en: 'give a day as YYYY-MM-DD, or the name of a field of type date or timestamp.',
    },
  },
  'code-list-date-alone': {
    reason: {
      vi: 'Trường «{field}» có daklake.codeListDate nhưng không có daklake.codeList.',
      en: 'The field "{field}" has a daklake.codeListDate but no daklake.codeList.',
    },
    mend: {
      vi: 'thêm daklake.codeList hoặc bỏ daklake.codeListDate.',
      en: 'add daklake.codeList, or leave daklake.codeListDate out.',
    },
  },
  'mask-not-personal': {
    reason: {
      vi: 'Trường «{field}» có daklake.mask nhưng không khai là dữ liệu cá nhân.',
      en: 'The field "{field}" has a daklake.mask but is not declared personal.',
    },
    mend: {
      vi: 'thêm daklake.personal (basic hoặc sensitive); trong lúc chờ vẫn được che.',
      en: 'add daklake.personal (basic or sensitive); until then it is masked all the same.',
    },
  },
  'reference-shape': {
    reason: {
      vi: 'Quan hệ của trường «{field}» không chỉ ra trường nào của bộ dữ liệu nào.',
      en: 'The relationship of the field "{field}" does not say which field of which dataset is meant.',
    },
    mend: {
      vi: 'viết «to: schema/BỘ-DỮ-LIỆU/properties/TRƯỜNG», ví dụ «schema/don-vi/properties/ma_xa».',
      en: 'write "to: schema/DATASET/properties/FIELD", for example "schema/don-vi/properties/ma_xa".',
    },
  },
  'reference-not-read': {
    reason: {
      vi: 'Trường «{field}» có nhiều quan hệ; quan hệ này được giữ lại nhưng không kiểm tra.',
      en: 'The field "{field}" has several relationships; this one is kept but not checked.',
    },
    mend: { vi: 'để lại một quan hệ cho mỗi trường.', en: 'leave one relationship per field.' },
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
