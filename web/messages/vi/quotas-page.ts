/** Of the page of quotas. */
export const quotasPage = {
  title: 'Hạn mức của các cơ quan',
  lead: 'Dung lượng từng cơ quan đang dùng (tệp do người của cơ quan gửi, các dòng bị loại, các phiên bản của bộ dữ liệu do cơ quan chủ quản) và số lần nạp đang chờ. Vượt hạn mức thì tệp mới không được nhận, người gửi được báo lý do và cách xử lý.',
  none: 'Chưa có cơ quan nào gửi dữ liệu',
  full: 'hết hạn mức',
  of: (used: string, most: string | null) => (most === null ? `${used} (không giới hạn)` : `${used} / ${most}`),
  parts: (files: string, rejects: string, snapshots: string) =>
    `tệp gốc ${files}, dòng bị loại ${rejects}, phiên bản ${snapshots}`,
  change: 'Đổi',
  set: 'Đặt hạn mức cho một cơ quan',
  agencyCode: 'Mã cơ quan',
  megabytes: 'Dung lượng tối đa (MB)',
  mostWaiting: 'Số lần nạp chờ tối đa',
  empty: 'Để trống: theo mức chung.',
  save: 'Lưu',
  columns: { agency: 'Cơ quan', kept: 'Đang lưu', waiting: 'Đang chờ', change: 'Hạn mức' },
};
