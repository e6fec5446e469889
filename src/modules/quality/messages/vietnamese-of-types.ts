import type { MessageText } from './message-facts.ts';

/** Problems of readings and semantic types, by their codes; a part of the Vietnamese catalogue. */
export const vietnameseOfTypes = {
  'has-time': {
    what: ({ value }) => `«${value}» có cả giờ, trong khi cột này chỉ nhận ngày`,
    mend: () => 'Bỏ phần giờ, hoặc khai báo cột là ngày giờ.',
  },
  'ambiguous-amount': {
    what: ({ value }) =>
      `«${value}» có thể hiểu theo hai cách: dấu phẩy là dấu thập phân hoặc dấu phân cách hàng nghìn`,
    mend: () => 'Ghi số tiền bằng đồng, không có dấu phân cách.',
  },
  'foreign-d': {
    what: ({ value }) => `«${value}» có chữ «ð» của tiếng nước ngoài ở chỗ chữ «đ»`,
    mend: () => 'Gõ lại chữ «đ», hoặc giữ nguyên nếu đúng là tên như vậy.',
  },
  'axes-swapped': {
    what: ({ value }) => `«${value}» nằm trong khoảng của trục toạ độ kia: có thể kinh độ và vĩ độ bị đổi chỗ`,
    mend: () => 'Đổi chỗ hai cột kinh độ và vĩ độ.',
  },
  'pair-swapped': {
    what: ({ value }) => `«${value}» là giá trị của trục toạ độ kia, và ngược lại: hai ô bị đổi chỗ cho nhau`,
    mend: () => 'Đổi chỗ hai ô; nếu cả cột như vậy thì đổi tên hai cột.',
  },
  'are-degrees': {
    what: ({ value }) => `«${value}» là độ, không phải mét theo VN-2000`,
    mend: () => 'Ghi vào cột kinh độ, vĩ độ.',
  },
  'outside-the-grid': {
    what: ({ value }) => `«${value}» không thể là toạ độ VN-2000 ở Việt Nam`,
    mend: () => 'Kiểm tra có thừa, thiếu chữ số hoặc sai dấu thập phân không.',
  },
  'outside-the-province': {
    what: ({ value }) => `«${value}» nằm ngoài phạm vi của tỉnh`,
    mend: () => 'Kiểm tra có bị đổi chỗ kinh độ, vĩ độ hoặc dùng hệ toạ độ VN-2000 không.',
  },
  'district-code': {
    what: ({ value }) => `«${value}» là mã cấp huyện, đã bãi bỏ từ 01/7/2025`,
    mend: () => 'Ghi mã xã, phường gồm 5 chữ số.',
  },
  'unknown-commune': {
    what: ({ value }) => `«${value}» có mã xã không thuộc tỉnh, kể cả trước sắp xếp`,
    mend: () => 'Đối chiếu với hồ sơ địa chính.',
  },
  'not-normal-code': {
    what: ({ value }) => `«${value}» viết chưa theo dạng mã quy định`,
  },
  'without-year': {
    what: ({ value }) => `«${value}» là kỳ không ghi năm`,
    mend: () => 'Ghi thêm năm, ví dụ 6 tháng đầu năm 2026.',
  },
  'period-turned': {
    what: ({ value }) => `«${value}» kết thúc trước hoặc ngay khi bắt đầu`,
    mend: () => 'Ghi kỳ bắt đầu trước, kỳ kết thúc sau.',
  },
  'former-landline': {
    what: ({ value }) => `«${value}» là số cố định theo mã vùng trước năm 2017`,
  },
  'several-numbers': {
    what: ({ value }) => `«${value}» có nhiều số trong một ô`,
    mend: () => 'Mỗi ô chỉ ghi một số.',
  },
  'with-extension': {
    what: ({ value }) => `«${value}» có kèm số máy lẻ`,
    mend: () => 'Ghi số máy lẻ vào cột khác.',
  },
  'without-area-code': {
    what: ({ value }) => `«${value}» là số cố định thiếu mã vùng`,
    mend: () => 'Ghi cả mã vùng: 0262 (Đắk Lắk), 0257 (Phú Yên trước đây).',
  },
  'no-such-province': {
    what: ({ value }) => `«${value}» không phải mã của tỉnh nào, kể cả trước sắp xếp`,
    mend: () => 'Đối chiếu với danh mục tỉnh, thành phố.',
  },
  'foreign-plate': {
    what: ({ value }) => `«${value}» là biển số ngoại giao hoặc của người nước ngoài`,
    mend: () => 'Kiểm tra có được phép ghi biển số này không.',
  },
  'temporary-plate': {
    what: ({ value }) => `«${value}» là biển số tạm thời`,
    mend: () => 'Ghi biển số chính thức nếu xe đã được cấp.',
  },
  'lost-letters': {
    what: ({ value }) => `«${value}» có dấu hỏi ở chỗ chữ đã mất khi chuyển bảng mã`,
    mend: () => 'Lấy lại tên từ nguồn.',
  },
  'title-in-name': {
    what: ({ value }) => `«${value}» có cách xưng hô hoặc học vị trước họ tên`,
    mend: () => 'Chỉ ghi họ và tên.',
  },
  'several-names': {
    what: ({ value }) => `«${value}» có vẻ là tên của nhiều người`,
    mend: () => 'Mỗi ô chỉ ghi một người.',
  },
  'signs-in-name': {
    what: ({ value }) => `«${value}» có ký hiệu hoặc ghi chú lẫn trong họ tên`,
    mend: () => 'Chỉ ghi họ và tên; ghi chú để ở cột khác.',
  },
  'blanks-in-name': {
    what: ({ value }) => `«${value}» có khoảng trắng thừa hoặc ký tự ẩn trong họ tên`,
    mend: () => 'Giữa các chữ chỉ để một khoảng trắng.',
  },
  'military-plate': {
    what: ({ value }) => `«${value}» là biển số quân sự`,
    mend: () => 'Kiểm tra có được phép ghi biển số này không.',
  },
  'birth-mismatch': {
    what: ({ value }) => `số định danh (${value}) và ngày sinh không cùng một năm`,
    mend: () => 'Đối chiếu với giấy tờ gốc.',
  },
  'gender-mismatch': {
    what: ({ value }) => `số định danh (${value}) và giới tính không khớp nhau`,
    mend: () => 'Đối chiếu với giấy tờ gốc.',
  },
  'insurance-mismatch': {
    what: ({ value }) => `thẻ BHYT và mã số BHXH không khớp nhau (${value})`,
    mend: () => 'Đối chiếu với thẻ và sổ bảo hiểm.',
  },
  'parted-units': {
    what: ({ value }) => `«${value}» thuộc xã cũ đã chia cho nhiều xã mới`,
    mend: ({ detail }) => detail,
  },
  'former-units': {
    what: ({ value }) => `«${value}» ghi theo đơn vị hành chính trước 01/7/2025`,
    mend: ({ detail }) => detail,
  },
} as const satisfies Readonly<Record<string, MessageText>>;
