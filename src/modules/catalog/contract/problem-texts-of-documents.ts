import type { ProblemText } from './problem-text.ts';

/** The document's structure, by the standard; and the facts of the contract as a whole, by our rules. */
export const documentProblemTexts = {
  'member-missing': {
    reason: { vi: 'Thiếu thuộc tính «{member}».', en: 'The member "{member}" is missing.' },
    mend: { vi: 'thêm «{member}: …».', en: 'add "{member}: …".' },
  },
  'member-unknown': {
    reason: {
      vi: 'Chuẩn ODCS 3.1 không có thuộc tính «{member}» ở đây.',
      en: 'ODCS 3.1 has no member "{member}" here.',
    },
    mend: {
      vi: 'sửa tên, hoặc chuyển thông tin riêng vào customProperties.',
      en: 'correct its name, or move facts of your own into customProperties.',
    },
  },
  'value-type': {
    reason: {
      vi: '«{member}» phải là {expectedVi}, đang là {foundVi}.',
      en: '"{member}" must be {expected}, it is {found}.',
    },
    mend: { vi: 'viết lại giá trị thành {expectedVi}.', en: 'write the value as {expected}.' },
  },
  'value-not-listed': {
    reason: {
      vi: '«{member}» có giá trị không nằm trong danh sách.',
      en: '"{member}" has a value that is not on its list.',
    },
    mend: { vi: 'chọn một trong: {allowed}.', en: 'choose one of: {allowed}.' },
  },
  'value-shape': {
    reason: {
      vi: '«{member}» không đúng dạng quy định: {shape}.',
      en: '"{member}" does not have the prescribed form: {shape}.',
    },
    mend: { vi: 'viết lại theo đúng dạng đó.', en: 'write it in that form.' },
  },
  'value-too-small': {
    reason: {
      vi: '«{member}» phải từ {minimum} trở lên (giá trị hoặc số phần tử).',
      en: '"{member}" must be {minimum} or more (its value, or how many it holds).',
    },
    mend: { vi: 'viết lại, hoặc bỏ thuộc tính này.', en: 'write it anew, or leave it out.' },
  },
  'value-too-large': {
    reason: {
      vi: '«{member}» không được quá {maximum} (giá trị hoặc số phần tử).',
      en: '"{member}" must be {maximum} or less (its value, or how many it holds).',
    },
    mend: { vi: 'viết lại cho đúng giới hạn.', en: 'write it anew within that.' },
  },
  'numbers-equal': {
    reason: { vi: '«{member}» phải gồm hai số khác nhau.', en: '"{member}" must be two different numbers.' },
    mend: {
      vi: 'viết cận dưới rồi cận trên, ví dụ [0, 5].',
      en: 'write the lower and the upper bound, for example [0, 5].',
    },
  },
  'list-repeats': {
    reason: { vi: '«{member}» có giá trị lặp lại.', en: '"{member}" repeats a value.' },
    mend: { vi: 'giữ mỗi giá trị một lần.', en: 'keep every value once.' },
  },
  'operator-not-one': {
    reason: { vi: 'Kiểm tra này phải có đúng một phép so sánh.', en: 'This check must have exactly one comparison.' },
    mend: {
      vi: 'giữ một trong mustBe, mustNotBe, mustBeGreaterThan, mustBeLessThan, mustBeBetween…',
      en: 'keep one of mustBe, mustNotBe, mustBeGreaterThan, mustBeLessThan, mustBeBetween…',
    },
  },
  'relationship-uneven': {
    reason: {
      vi: '«from» và «to» phải cùng là một tham chiếu hoặc cùng là danh sách.',
      en: '"from" and "to" must both be one reference or both be lists.',
    },
    mend: { vi: 'viết cả hai theo cùng một cách.', en: 'write both in the same way.' },
  },
  'standard-too-old': {
    reason: {
      vi: 'Hợp đồng viết theo ODCS {found}; chỉ đọc được từ 3.0.',
      en: 'The contract is written in ODCS {found}; 3.0 and later can be read.',
    },
    mend: { vi: 'chuyển sang «apiVersion: v3.1.0».', en: 'move it to "apiVersion: v3.1.0".' },
  },
  'id-shape': {
    reason: {
      vi: 'Mã bộ dữ liệu «{found}» không đúng dạng.',
      en: 'The dataset identifier "{found}" does not have the right form.',
    },
    mend: {
      vi: 'chỉ dùng chữ thường không dấu, chữ số, dấu gạch ngang, tối đa 100 ký tự, ví dụ «ho-ngheo».',
      en: 'use lower-case letters a–z, digits and hyphens only, at most 100, for example "poor-households".',
    },
  },
  'id-not-the-path': {
    reason: {
      vi: 'Mã trong hợp đồng là «{found}», khác mã trên địa chỉ là «{expected}».',
      en: 'The contract\'s id is "{found}", the address says "{expected}".',
    },
    mend: {
      vi: 'viết «id: {expected}» hoặc gửi tới địa chỉ của «{found}».',
      en: 'write "id: {expected}", or send it to the address of "{found}".',
    },
  },
  'version-empty': {
    reason: { vi: 'Phiên bản của hợp đồng để trống.', en: "The contract's version is empty." },
    mend: { vi: 'ghi phiên bản, ví dụ «version: 1.0.0».', en: 'give a version, for example "version: 1.0.0".' },
  },
  'object-not-one': {
    reason: {
      vi: '«schema» phải có đúng một đối tượng, đang có {found}.',
      en: '"schema" must hold exactly one object, it holds {found}.',
    },
    mend: {
      vi: 'mỗi bộ dữ liệu là một hợp đồng: tách các đối tượng ra.',
      en: 'one contract is one dataset: put each object in a contract of its own.',
    },
  },
  'fields-none': {
    reason: { vi: 'Bộ dữ liệu chưa khai báo trường nào.', en: 'The dataset declares no field.' },
    mend: { vi: 'thêm các trường vào «properties».', en: 'add fields under "properties".' },
  },
  'fields-too-many': {
    reason: {
      vi: 'Bộ dữ liệu có {found} trường, nhiều nhất là {limit}.',
      en: 'The dataset has {found} fields, {limit} at most.',
    },
    mend: {
      vi: 'chia thành nhiều bộ dữ liệu, hoặc chuyển các cột theo kỳ thành dòng.',
      en: 'split it, or turn columns that repeat by period into rows.',
    },
  },
  'custom-missing': {
    reason: {
      vi: 'Hợp đồng chưa có «{property}» trong customProperties.',
      en: 'The contract lacks "{property}" among its customProperties.',
    },
    mend: {
      vi: 'thêm «- property: {property}» với «value: {example}».',
      en: 'add "- property: {property}" with "value: {example}".',
    },
  },
  'custom-repeated': {
    reason: { vi: '«{property}» được khai báo hai lần.', en: '"{property}" is declared twice.' },
    mend: { vi: 'giữ lại một lần.', en: 'keep it once.' },
  },
  'custom-unknown': {
    reason: {
      vi: 'Không có thuộc tính «{property}» của Daklake ở chỗ này, nên bị bỏ qua.',
      en: 'Daklake has no property "{property}" here, so it is passed over.',
    },
    mend: {
      vi: 'kiểm tra lại tên và vị trí (hợp đồng hay trường).',
      en: 'check its name and its place (contract or field).',
    },
  },
  'custom-misspelled': {
    reason: {
      vi: 'Không có thuộc tính «{property}»; có lẽ là «{meant}» viết nhầm.',
      en: 'There is no property "{property}"; it is probably "{meant}" with a slip.',
    },
    mend: { vi: 'ghi «{meant}», hoặc bỏ thuộc tính này.', en: 'write "{meant}", or leave it out.' },
  },
  'custom-value': {
    reason: { vi: '«{property}» có giá trị không dùng được.', en: '"{property}" has a value that cannot be used.' },
    mend: { vi: 'giá trị phải là {expectedVi}.', en: 'the value must be {expected}.' },
  },
  'field-named-unknown': {
    reason: {
      vi: '«{property}» nêu trường «{field}» không có trong hợp đồng.',
      en: '"{property}" names the field "{field}", which the contract does not have.',
    },
    mend: { vi: 'dùng tên của một trường: {fields}.', en: 'use the name of a field: {fields}.' },
  },
  'unit-not-partition': {
    reason: {
      vi: 'Trường đơn vị «{field}» không nằm trong daklake.partitionBy.',
      en: 'The unit field "{field}" is not among daklake.partitionBy.',
    },
    mend: { vi: 'thêm «{field}» vào daklake.partitionBy.', en: 'add "{field}" to daklake.partitionBy.' },
  },
  'upsert-without-key': {
    reason: { vi: 'Cách nạp «upsert» cần khoá chính.', en: 'The load mode "upsert" needs a primary key.' },
    mend: {
      vi: 'đặt «primaryKey: true» cho trường khoá, hoặc đổi daklake.loadMode.',
      en: 'set "primaryKey: true" on the key\'s fields, or change daklake.loadMode.',
    },
  },
  'freshness-value': {
    reason: {
      vi: '«{member}» của slaProperties không đọc được thành số ngày.',
      en: '"{member}" of slaProperties cannot be read as a number of days.',
    },
    mend: {
      vi: 'ghi một số dương và đơn vị d, w, m, q hoặc y, ví dụ «value: 1», «unit: m».',
      en: 'give a positive number and the unit d, w, m, q or y, for example "value: 1", "unit: m".',
    },
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
