import type { Localized } from './localized.ts';

/** What a caller can be missing, with the text that pages show; `missing` in problems and page data is one of the keys. */
export const permissions = {
  'read-shared': { vi: 'Đọc dữ liệu dùng chung', en: 'Read shared data' },
  'read-private': { vi: 'Đọc dữ liệu dùng riêng của cơ quan khác', en: "Read another agency's private data" },
  'fill-dataset': { vi: 'Gửi dữ liệu vào bộ dữ liệu', en: 'Send data to the dataset' },
  'write-contract': { vi: 'Đăng ký hoặc sửa quy định cấu trúc dữ liệu', en: 'Register or change the data contract' },
  'see-loads': { vi: 'Xem các lần gửi dữ liệu', en: "See the dataset's loads" },
  'decide-loads': { vi: 'Duyệt lần gửi hoặc khôi phục phiên bản', en: 'Decide on a held load or restore a snapshot' },
  'see-operations': { vi: 'Xem tình trạng vận hành hệ thống', en: 'See the state of operations' },
} as const satisfies Readonly<Record<string, Localized>>;
export type Permission = keyof typeof permissions;
