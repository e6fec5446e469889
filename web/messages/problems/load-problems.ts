import type { ProblemTexts } from './problem-text.ts';

/** What became of a load, or of what was asked of it. */
export const loadProblems: ProblemTexts = {
  'storage-full': {
    title: { vi: 'Máy chủ hết chỗ lưu', en: 'The server has no room left' },
    mend: {
      vi: 'Không phải lỗi của tệp. Xin báo quản trị viên; gửi lại sau khi được thông báo.',
      en: 'It is no fault of the file. Tell the administrator; send it again when told to.',
    },
  },
  interrupted: {
    title: { vi: 'Xử lý bị gián đoạn nhiều lần', en: 'The work was interrupted several times' },
    mend: {
      vi: 'Hệ thống đã dừng lại vì tệp này ba lần. Xin báo quản trị viên kèm mã lần gửi.',
      en: 'This file brought the system down three times. Tell the administrator, with the number of the load.',
    },
  },
  'receipt-unknown': {
    title: { vi: 'Không có phiếu tiếp nhận nào mang mã này', en: 'No receipt bears this code' },
    mend: {
      vi: 'So lại từng ký tự với phiếu. Mã có 12 ký tự, in dưới mã vuông; chữ hoa, chữ thường và dấu gạch không quan trọng.',
      en: 'Compare it with the receipt, sign by sign. The code has 12 signs and is printed below the square code; case and dashes do not matter.',
    },
  },
  'load-unknown': {
    title: { vi: 'Không có lần gửi này', en: 'There is no such load' },
    mend: { vi: 'Xem các lần gửi của mình ở bàn làm việc.', en: 'Your loads are listed on your desk.' },
  },
  'load-forbidden': {
    title: {
      vi: 'Tài khoản này không được gửi dữ liệu vào bộ dữ liệu',
      en: 'This account may not send data to the dataset',
    },
    mend: {
      vi: 'Cơ quan chủ sở hữu dữ liệu giao quyền gửi. Các bộ dữ liệu được gửi nằm ở bàn làm việc.',
      en: 'The agency that owns the data gives that right. What you may fill is on your desk.',
    },
  },
  'file-missing': {
    title: { vi: 'Chưa chọn tệp', en: 'No file was chosen' },
    mend: { vi: 'Chọn một tệp rồi gửi lại.', en: 'Choose a file and send it again.' },
  },
  'upload-cut': {
    title: { vi: 'Tệp gửi chưa trọn vẹn', en: 'The file did not arrive whole' },
    mend: {
      vi: 'Mất kết nối khi đang gửi; tệp chưa được nhận. Xin gửi lại.',
      en: 'The connection was lost and the file was not received. Please send it again.',
    },
  },
  'connection-lost': {
    title: { vi: 'Mất kết nối khi đang gửi', en: 'The connection was lost' },
    mend: {
      vi: 'Tệp chưa được nhận. Kiểm tra mạng rồi gửi lại.',
      en: 'The file was not received. Check the network and send it again.',
    },
  },
  'load-fault': {
    title: { vi: 'Hệ thống gặp lỗi khi xử lý tệp', en: 'Something went wrong on our side' },
    mend: {
      vi: 'Không phải lỗi của tệp. Lỗi đã được ghi lại; xin gửi lại, nếu vẫn lỗi thì báo quản trị viên kèm mã lần gửi.',
      en: 'It is no fault of the file. The fault has been recorded; send the file again, and if it fails once more tell the administrator the number of the load.',
    },
  },
  'load-not-held': {
    title: { vi: 'Lần gửi không còn chờ quyết định', en: 'The load no longer waits for a decision' },
    mend: { vi: 'Tải lại trang để xem trạng thái hiện nay.', en: 'Load the page again to see its state.' },
  },
  'intake-busy': {
    title: { vi: 'Hệ thống đang xử lý quá nhiều tệp', en: 'Too many files are being looked at' },
    mend: {
      vi: 'Chờ một phút rồi gửi lại. Chưa có gì được lưu.',
      en: 'Wait a minute and send it again. Nothing has been kept.',
    },
  },
  'load-outdated': {
    title: {
      vi: 'Đã có dữ liệu mới hơn ở cùng phạm vi',
      en: 'Newer data stand where these rows would go',
    },
    mend: {
      vi: 'So sánh hai phiên bản trước. Chỉ công bố nếu chắc chắn muốn thay dữ liệu mới hơn bằng đợt nạp này; nếu không, hãy huỷ đợt nạp.',
      en: 'Compare the two first. Publish only if it is certain that this load shall take the place of the newer data; otherwise cancel it.',
    },
  },
  'load-rejects-removed': {
    title: {
      vi: 'Các dòng bị loại và kết quả kiểm tra của lần nạp này đã được xóa theo thời hạn lưu giữ',
      en: 'The rejected rows and findings of this load were removed when their time was over',
    },
    mend: {
      vi: 'Số liệu tổng hợp và biên nhận vẫn còn. Để bổ sung dòng còn thiếu, hãy gửi một đợt nạp mới.',
      en: 'The counts and the receipt are still there. To add rows that are missing, send a new load.',
    },
  },
  'agency-full': {
    title: {
      vi: 'Cơ quan đã dùng hết dung lượng được cấp',
      en: 'The agency keeps as much as it may',
    },
    mend: {
      vi: 'Tệp chưa được nhận: cơ quan gửi, hoặc cơ quan chủ quản bộ dữ liệu, không còn chỗ. Hãy nhờ quản trị tăng hạn mức, hoặc khai báo thời hạn lưu giữ trong hợp đồng dữ liệu để hệ thống xóa bớt tệp và phiên bản cũ.',
      en: 'The file was not taken: the agency that sends it, or the one that owns the dataset, has no room left. Ask the administrator for a larger quota, or declare in contracts how long files and versions are kept, so that old ones go.',
    },
  },
  'quota-agency-unknown': {
    title: { vi: 'Không có cơ quan nào mang mã này', en: 'No agency has this code' },
    mend: { vi: 'Kiểm tra lại mã, ví dụ H15.05.', en: 'Look at the code again, for example H15.05.' },
  },
  'quota-number': {
    title: { vi: 'Hạn mức không phải là số dùng được', en: 'The quota is no number that can be used' },
    mend: { vi: 'Ghi số từ 0 trở lên, hoặc để trống.', en: 'Write a number from 0 up, or leave it empty.' },
  },
  'agency-busy': {
    title: {
      vi: 'Cơ quan của bạn đang có quá nhiều lần nạp chờ xử lý',
      en: 'Too many loads of your agency are waiting',
    },
    mend: {
      vi: 'Tệp chưa được nhận. Hãy chờ các lần nạp trước xong rồi gửi lại, hoặc nhờ quản trị tăng hạn mức.',
      en: 'The file was not taken. Send it again once earlier loads are done, or ask the administrator for a larger quota.',
    },
  },
  'load-at-rest': {
    title: { vi: 'Lần gửi đã kết thúc', en: 'The load has ended' },
    mend: { vi: 'Tải lại trang để xem kết quả.', en: 'Load the page again to see its result.' },
  },
  'load-unchecked': {
    title: { vi: 'Lần gửi này chưa được kiểm tra', en: 'The load was not checked' },
    mend: {
      vi: 'Xem lý do trên trang của lần gửi rồi gửi lại tệp.',
      en: 'See why on the page of the load, and send the file again.',
    },
  },
  'rejects-unfit-for-xlsx': {
    title: { vi: 'Các dòng bị từ chối không vừa một tệp Excel', en: 'The rejected rows do not fit into a workbook' },
    mend: {
      vi: 'Có ô dài hơn 32.767 ký tự hoặc quá nhiều cột; Excel sẽ cắt mất dữ liệu. Hãy tải tệp CSV, sửa rồi gửi lại.',
      en: 'A cell is longer than 32,767 characters or there are too many columns; Excel would cut data. Take the csv, mend it and send it back.',
    },
  },
  'mode-needs-key': {
    title: { vi: 'Bộ dữ liệu không có khóa để cập nhật theo', en: 'The dataset has no key to upsert by' },
    mend: { vi: 'Chọn cách nạp «thay toàn bộ» hoặc «nối thêm».', en: 'Choose the mode replace or append.' },
  },
  'mode-unknown': {
    title: { vi: 'Không có cách nạp này', en: 'There is no such way of loading' },
    mend: { vi: 'Gửi lại từ trang gửi dữ liệu.', en: 'Send the file again from the page for it.' },
  },
};
