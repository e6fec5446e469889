export const retentionTexts = {
  retention: {
    heading: 'Lưu giữ',
    forGood: 'Giữ mãi',
    days: (count: string) => `${count} ngày`,
    newest: (count: string) => `${count} bản mới nhất`,
    and: ' và ',
    parts: { landing: 'Tệp gốc', snapshots: 'Phiên bản', rejects: 'Dòng bị loại' },
    from: (day: string) => `từ ${day}`,
    until: (day: string) => `đến ${day}`,
    fileRemoved: (day: string) =>
      `Tệp gốc đã được xóa ngày ${day} theo thời hạn lưu giữ; số liệu và biên nhận vẫn còn.`,
    rejectsRemoved: (day: string) =>
      `Các dòng bị loại và kết quả kiểm tra chi tiết đã được xóa ngày ${day} theo thời hạn lưu giữ; chỉ còn số liệu tổng hợp.`,
  },
};
