import type { MessageText } from './message-facts.ts';
import { vietnameseOfTypes } from './vietnamese-of-types.ts';

const keepAsText = 'Định dạng cột trong Excel là «Văn bản» (Text) rồi nhập lại mã.';

/** By the code of the problem. Complete: the English catalogue has the same entries. */
export const vietnamese = {
  ...vietnameseOfTypes,
  missing: { what: () => 'thiếu giá trị bắt buộc', mend: () => 'Điền giá trị vào ô này.' },
  'row-too-long': {
    what: () => 'dòng có nhiều ô hơn tiêu đề',
    mend: () => 'Kiểm tra dấu phân cách và dấu nháy trong dòng này.',
  },
  'row-too-short': {
    what: () => 'dòng có ít ô hơn tiêu đề; các ô thiếu được để trống',
    mend: () => 'Kiểm tra dòng này có bị cắt không.',
  },
  'not-a-date': { what: ({ value }) => `«${value}» không phải là ngày` },
  'two-digit-year': {
    what: ({ value }) => `«${value}» chỉ có hai chữ số của năm nên không rõ thế kỷ`,
    mend: () => 'Ghi đủ bốn chữ số của năm.',
  },
  'year-alone': {
    what: ({ value }) => `«${value}» không đủ ngày, tháng, năm`,
    mend: () => 'Ghi đủ ngày, tháng và năm.',
  },
  'no-such-day': { what: ({ value }) => `«${value}» có ngày không tồn tại trong lịch` },
  'not-a-moment': { what: ({ value }) => `«${value}» không phải là ngày giờ` },
  'not-a-time': { what: ({ value }) => `«${value}» không phải là giờ` },
  'not-a-boolean': { what: ({ value }) => `«${value}» không phải là có hoặc không` },
  'not-a-number': { what: ({ value }) => `«${value}» không phải là số` },
  'not-whole': { what: ({ value }) => `«${value}» không phải là số nguyên` },
  'too-large': { what: ({ value }) => `«${value}» vượt quá số lớn nhất lưu được` },
  'too-precise': { what: ({ value }) => `«${value}» có nhiều chữ số hơn quy định` },
  'ambiguous-number': {
    what: ({ value }) =>
      `«${value}» có thể hiểu theo hai cách (dấu phân cách hàng nghìn hoặc dấu thập phân); đang đọc là số thập phân`,
    mend: () => 'Ghi số không có dấu phân cách hàng nghìn.',
  },
  scientific: {
    what: ({ value }) =>
      `«${value}» là dạng số khoa học do bảng tính tạo ra, các chữ số cuối đã mất và không khôi phục được`,
    mend: () => `Lấy lại từ nguồn. ${keepAsText}`,
  },
  apostrophe: { what: ({ value }) => `«${value}» còn dấu nháy đơn ở đầu`, mend: () => 'Bỏ dấu nháy.' },
  'trailing-fraction': {
    what: ({ value }) => `«${value}» có phần «.0» do bảng tính thêm vào vì coi mã là số`,
    mend: () => keepAsText,
  },
  'inner-sign': {
    what: ({ value }) => `«${value}» có dấu cách hoặc ký hiệu lẫn trong mã`,
    mend: () => 'Bỏ các dấu đó.',
  },
  'lost-zero': { what: ({ value }) => `«${value}» bị mất số 0 ở đầu`, mend: () => keepAsText },
  'lost-end-zero': { what: ({ value }) => `«${value}» bị mất số 0 ở cuối`, mend: () => keepAsText },
  'identity-card': {
    what: ({ value }) => `«${value}» là số chứng minh nhân dân 9 số, không còn dùng trong giao dịch từ 01/01/2025`,
    mend: () => 'Thay bằng số định danh cá nhân 12 số.',
  },
  'is-personal-id': { what: ({ value }) => `«${value}» là số định danh cá nhân, không phải số chứng minh nhân dân` },
  'born-in-future': {
    what: ({ value }) => `«${value}» có chữ số thế kỷ, giới tính và năm sinh chỉ một ngày sinh trong tương lai`,
    mend: () => 'Đối chiếu với giấy tờ gốc.',
  },
  'unknown-province': {
    what: ({ value }) => `«${value}» có ba số đầu không thuộc 63 mã tỉnh khai sinh (có thể là mã quốc gia)`,
    mend: () => 'Đối chiếu với giấy tờ gốc.',
  },
  'wrong-shape': { what: ({ value }) => `«${value}» không đúng dạng` },
  'check-digit': {
    what: ({ value }) => `«${value}» có chữ số kiểm tra sai`,
    mend: () => 'Đối chiếu với giấy chứng nhận đăng ký thuế.',
  },
  undetermined: {
    what: ({ value }) => `«${value}»: không xác định được chữ số kiểm tra`,
    mend: () => 'Đối chiếu với giấy chứng nhận đăng ký thuế.',
  },
  'branch-without-hyphen': { what: ({ value }) => `«${value}» là mã đơn vị phụ thuộc viết liền, thiếu dấu gạch nối` },
  'branch-zero': {
    what: ({ value }) => `«${value}» có số đơn vị phụ thuộc là 000`,
    mend: () => 'Kiểm tra có phải mã của đơn vị chính không.',
  },
  'not-normal': { what: ({ value }) => `«${value}» viết chưa theo dạng chuẩn` },
  'eleven-digits': { what: ({ value }) => `«${value}» là số di động 11 số đã đổi từ năm 2018` },
  'service-number': { what: ({ value }) => `«${value}» là số dịch vụ, không phải số điện thoại cá nhân` },
  foreign: { what: ({ value }) => `«${value}» là số điện thoại nước ngoài` },
  unassigned: {
    what: ({ value }) => `«${value}» có đầu số chưa cấp cho mạng di động nào`,
    mend: () => 'Hỏi lại người cung cấp.',
  },
  'legacy-code': { what: ({ value }) => `«${value}» là mã định danh cơ quan theo quy định cũ` },
  'small-letters': { what: ({ value }) => `«${value}» có chữ thường` },
  'code-too-long': { what: ({ value }) => `«${value}» dài quá 35 ký tự` },
  'outside-the-globe': {
    what: ({ value }) => `«${value}» không phải là toạ độ tính bằng độ`,
    mend: () => 'Kiểm tra có bị đổi chỗ kinh độ, vĩ độ hoặc dùng hệ toạ độ VN-2000 không.',
  },
  'digits-in-name': {
    what: ({ value }) => `«${value}» có chữ số trong họ tên`,
    mend: () => 'Kiểm tra cột có bị lệch không.',
  },
  'too-short': { what: ({ value }) => `«${value}» quá ngắn` },
  'too-long': { what: ({ value }) => `«${value}» quá dài` },
  pattern: { what: ({ value }) => `«${value}» không khớp với mẫu` },
  'too-small': { what: ({ value }) => `«${value}» nhỏ hơn mức cho phép` },
  'too-great': { what: ({ value }) => `«${value}» lớn hơn mức cho phép` },
  'not-a-multiple': { what: ({ value }) => `«${value}» không phải là bội số quy định` },
  'not-listed': { what: ({ value }) => `«${value}» không thuộc các giá trị cho phép` },
  'unknown-code': { what: ({ value }) => `«${value}» không có trong danh mục`, mend: ({ detail }) => detail },
  'no-such-reference': {
    what: ({ value }) => `«${value}» không có trong bộ dữ liệu được tham chiếu`,
    mend: () => 'Sửa mã, hoặc bổ sung mã này vào bộ dữ liệu đó trước rồi gửi lại.',
  },
  'code-not-valid': {
    what: ({ value }) => `mã «${value}» không có hiệu lực vào ngày áp dụng`,
    mend: ({ detail }) => detail,
  },
  'no-unit': { what: () => 'dòng không ghi đơn vị', mend: () => 'Ghi mã đơn vị của mình.' },
  'other-unit': {
    what: ({ value }) => `«${value}» là dòng của đơn vị khác`,
    mend: () => 'Bỏ dòng này hoặc gửi từ tài khoản của đơn vị đó.',
  },
  broken: { what: ({ detail, value }) => `${detail}${value === '' ? '' : ` (đang có: ${value})`}` },
  'not-unique': {
    what: ({ value, detail }) => `«${value}» đã có ở ${detail}`,
    mend: () => 'Mỗi giá trị chỉ được dùng một lần.',
  },
  'key-taken': {
    what: ({ value, detail }) => `khóa «${value}» đã có ở ${detail} với nội dung khác`,
    mend: () => 'Giữ một dòng đúng, hoặc sửa lại mã của dòng này.',
  },
  'row-corrected': {
    what: () => 'dòng này đã được sửa và tiếp nhận trước đó với nội dung khác',
    mend: () => 'Bỏ dòng này khỏi tệp; muốn đổi dữ liệu đã tiếp nhận, hãy gửi một đợt nạp mới.',
  },
} as const satisfies Readonly<Record<string, MessageText>>;
