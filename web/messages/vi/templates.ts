export const templateTexts = {
  template: {
    get: 'Tải biểu mẫu Excel',
    note: 'Biểu mẫu có sẵn danh sách chọn và hướng dẫn; điền xong gửi lại ở đây.',
  },
};
