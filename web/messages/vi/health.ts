export const healthTexts = {
  health: {
    link: 'Vận hành',
    title: 'Tình trạng hệ thống',
    good: 'Hệ thống hoạt động bình thường',
    watch: (count: string) => `${count} phần cần xem`,
    bad: (count: string) => `${count} phần đang hỏng`,
    lookedAt: (time: string) => `Xem lúc ${time}.`,
    again: 'Xem lại',
    since: (time: string) => `Từ ${time}`,
    mend: 'Cần làm',
    conditions: { good: 'tốt', watch: 'cần xem', bad: 'hỏng' },
    parts: {
      database: 'Cơ sở dữ liệu',
      disk: 'Ổ đĩa',
      memory: 'Bộ nhớ',
      queue: 'Lần gửi đang chờ',
      loads: 'Lần gửi hỏng do hệ thống',
      files: 'Tệp dữ liệu',
      clock: 'Đồng hồ',
    },
  },
};
