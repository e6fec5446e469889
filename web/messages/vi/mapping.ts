/** What leads to the page that maps the columns of a form. */
export const mappingTexts = {
  mapping: {
    open: 'Ghép cột của tệp này',
    again: 'Xem cách ghép cột',
    whyOpen: 'Tệp đã lưu, không cần gửi lại: chỉ ra cột nào là trường nào rồi hệ thống đọc lại.',
    usedHere: (version: string) => `Đọc theo cách ghép cột phiên bản ${version}.`,
    usedFile: 'Đọc theo cách ghép cột trong tệp.',
  },
};
