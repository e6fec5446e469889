/** Nhiều tệp gửi cùng lúc. */
export const fileTexts = {
  files: {
    title: (dataset: string) => `Từng tệp của lần gửi: ${dataset}`,
    heading: 'Từng tệp',
    summary: (clean: string, faulty: string, refused: string) =>
      `${clean} tệp nhận hết, ${faulty} tệp có dòng bị loại, ${refused} tệp không nhận được.`,
    see: 'Xem từng tệp',
    back: 'Về lần gửi',
    all: 'Tất cả',
    states: { refused: 'Không nhận được', faulty: 'Có dòng bị loại', clean: 'Nhận hết' },
    show: 'Hiện các tệp',
    columns: {
      file: 'Tệp',
      state: 'Kết quả',
      received: 'Số dòng',
      accepted: 'Hợp lệ',
      rejected: 'Bị loại',
      duplicate: 'Trùng lặp',
      why: 'Lý do',
    },
    none: 'Không có tệp nào như vậy.',
    noneSent: 'Lần gửi này chỉ có một tệp.',
    chosen: (count: string, size: string) => `${count} tệp, ${size}`,
    several: 'Có thể chọn nhiều tệp: chúng thành một lần gửi, có kết quả của từng tệp.',
  },
};
