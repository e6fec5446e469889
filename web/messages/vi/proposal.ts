export const proposalTexts = {
  proposal: {
    title: 'Bộ dữ liệu mới từ một tệp',
    link: 'Chưa có bộ dữ liệu cho tệp này?',
  },
};
