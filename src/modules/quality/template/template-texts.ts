import type { Language } from '#api/localized.ts';

/** How many rows the checks of the spreadsheet program reach; more can be filled in. */
export const checkedRows = 5000;

/** Not `toLocaleString`: its tables take 15 ms to load, each time a process starts. */
const checkedRowsWith = (separator: string) => `${checkedRows / 1000}${separator}000`;

/** What a template says besides what its contract says. */
export const templateTexts = {
  vi: {
    dataSheet: 'Dữ liệu',
    guideSheet: 'Hướng dẫn',
    listSheet: 'Danh mục',
    yes: 'Có',
    no: 'Không',
    required: 'BẮT BUỘC',
    requiredShort: 'Bắt buộc',
    format: 'Cách ghi',
    example: 'Ví dụ',
    meaning: 'Ý nghĩa',
    column: 'Cột',
    list: 'Danh mục',
    code: 'Mã',
    name: 'Tên',
    chooseFromList: 'Chọn trong danh sách.',
    namesInList: 'Tên của từng mã có ở trang «Danh mục».',
    oneOf: (title: string) => `mã trong danh mục «${title}»`,
    text: 'văn bản',
    boolean: '«Có» hoặc «Không»',
    dayMonthYear: 'Ghi ngày/tháng/năm, ví dụ 07/05/2026. Nếu ô hiện ngày khác với ngày đã gõ, hãy gõ lại.',
    notAccepted: 'Giá trị không đúng',
    shouldBe: 'Cần',
    rules: 'Quy tắc giữa các cột',
    instructions: [
      'Nhập dữ liệu vào trang «Dữ liệu» từ dòng 2, mỗi dòng một bản ghi. Không sửa, không thêm bớt, không đổi chỗ các cột.',
      'Cột có dấu * là bắt buộc. Trỏ chuột vào tiêu đề để xem cách ghi.',
      'Ô có danh sách thì chọn trong danh sách; ô ghi mã thì ghi mã, tên của từng mã có ở trang «Danh mục».',
      'Mã số, số định danh, số điện thoại giữ nguyên số 0 ở đầu. Ngày ghi ngày/tháng/năm.',
      'Khi dán dữ liệu từ nơi khác, hãy dán giá trị (Paste Values) để giữ định dạng và danh sách chọn.',
      `Excel kiểm tra ${checkedRowsWith('.')} dòng đầu; có thể nhập nhiều hơn, hệ thống kiểm tra mọi dòng khi nhận tệp.`,
      'Trang này và trang «Danh mục» không được đọc khi gửi tệp.',
    ],
  },
  en: {
    dataSheet: 'Data',
    guideSheet: 'Guide',
    listSheet: 'Code lists',
    yes: 'Yes',
    no: 'No',
    required: 'REQUIRED',
    requiredShort: 'Required',
    format: 'How to write it',
    example: 'Example',
    meaning: 'Meaning',
    column: 'Column',
    list: 'Code list',
    code: 'Code',
    name: 'Name',
    chooseFromList: 'Choose from the list.',
    namesInList: 'The names of the codes stand on the sheet “Code lists”.',
    oneOf: (title: string) => `a code of the list “${title}”`,
    text: 'text',
    boolean: '“Yes” or “No”',
    dayMonthYear: 'A date. If the cell shows another day than you typed, type it again.',
    notAccepted: 'Not the right value',
    shouldBe: 'Expected',
    rules: 'Rules across columns',
    instructions: [
      'Fill in the sheet “Data” from row 2 on, one record a row. Do not change, add, remove or move columns.',
      'Columns with an asterisk are required. Point at a heading to see how to fill the column in.',
      'Where a cell has a list, choose from it; where it takes a code, write the code: the names stand on the sheet “Code lists”.',
      'Codes, personal ids and phone numbers keep their leading zeros. Dates show as day/month/year.',
      'When you paste from elsewhere, paste values only, so that formats and lists stay.',
      `Excel checks the first ${checkedRowsWith(',')} rows; you may fill in more, all are checked when the file is received.`,
      'This sheet and the sheet “Code lists” are not read when you send the file.',
    ],
  },
} as const satisfies Readonly<Record<Language, unknown>>;
