/** Of the choice of how a text file is read. */
export const encodingTexts = {
  field: 'Bảng mã của chữ trong tệp',
  judged: 'Tự nhận biết',
  forSending: 'Chọn bảng mã (khi hệ thống đọc sai chữ có dấu)',
  wrongLetters: 'Chữ có dấu hiện sai?',
  note: 'Chọn bảng mã mà tệp dùng rồi đọc lại; không cần gửi lại tệp.',
  asked: (name: string) => `Tệp được đọc theo bảng mã đã chọn: ${name}.`,
  readAgain: 'Đọc lại với bảng mã này',
  evidence: 'Căn cứ: mỗi bảng mã cho bao nhiêu từ đúng chính tả',
  encoding: 'Bảng mã',
  share: 'Từ đúng chính tả',
  example: 'Đọc ra',
  before: (text: string) => `Trong tệp: «${text}»`,
};
