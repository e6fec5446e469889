export const mendingTexts = {
  mending: {
    title: (dataset: string) => `Sửa các dòng bị loại: ${dataset}`,
    headline: (open: string) => `Còn ${open} dòng phải sửa`,
    headlineDone: 'Không còn dòng nào phải sửa',
    open: (rows: string) => `Sửa ${rows} dòng bị loại`,
    loadLink: 'Lần gửi',
    /** Of rejected rows. */
    sum: (rejected: string, mended: string, open: string) =>
      `Lần kiểm tra đầu tiên từ chối ${rejected} dòng: nay ${mended} dòng đã sửa và được nhận, còn ${open} dòng.`,
    sumDuplicates: (duplicates: string) => `Ngoài ra ${duplicates} dòng trùng đã sửa và được nhận.`,
    /** Beside the name of a load that mends another. */
    correction: 'bản sửa',
    corrects: 'Lần gửi này sửa các dòng bị loại của',
    correctsLink: 'lần gửi trước',
    lead: 'Chỉ những dòng đã sửa được gửi lại; các dòng đã được nhận giữ nguyên.',
    downloads: 'Sửa trong Excel',
    downloadsNote:
      'Tải tệp các dòng bị loại, sửa trên tệp đó, giữ nguyên tiêu đề và hai cột _table, _row, rồi thả lại vào đây.',
    xlsx: 'Tải tệp Excel đã tô màu',
    csv: 'Tải tệp CSV',
    sendFile: 'Gửi tệp đã sửa',
    rules: {
      all: 'Mọi quy tắc',
      note: 'Số dòng là của lần kiểm tra đầu tiên, trước khi sửa.',
    },
    cannot: 'Bạn xem được các dòng này nhưng không có quyền gửi bản sửa.',
    notPublished: 'Chỉ sửa được các dòng bị loại khi lần gửi đã được công bố.',
    unsent: 'Chưa gửi được bản sửa',
    nothingSent: 'Không có ô nào thay đổi nên chưa gửi gì.',
  },
};
