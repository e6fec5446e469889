import type { ProblemTexts } from './problem-text.ts';

/** What was asked of a dataset, and everything else. */
export const datasetProblems: ProblemTexts = {
  'dataset-unknown': {
    title: { vi: 'Không có bộ dữ liệu này', en: 'There is no such dataset' },
    mend: {
      vi: 'Có thể địa chỉ đã gõ nhầm, hoặc bộ dữ liệu không mở cho người chưa có quyền.',
      en: 'The address may be mistyped, or the dataset is not open to you.',
    },
  },
  'snapshot-unknown': {
    title: { vi: 'Không có phiên bản dữ liệu này', en: 'There is no such version of the data' },
    mend: {
      vi: 'Mở trang bộ dữ liệu để xem các phiên bản đang có.',
      en: 'Open the page of the dataset to see the versions that there are.',
    },
  },
  'dataset-taken': {
    title: { vi: 'Mã bộ dữ liệu này đã được dùng', en: 'This identifier is taken' },
    mend: {
      vi: 'Đặt mã khác. Nếu tệp thuộc bộ dữ liệu đã có, hãy gửi tệp vào bộ dữ liệu ấy.',
      en: 'Choose another one. If the file belongs to a dataset that is there, send it to that dataset.',
    },
  },
  'proposal-too-long': {
    title: { vi: 'Việc đề xuất quy định cấu trúc mất quá nhiều thời gian', en: 'The proposal took too long' },
    mend: {
      vi: 'Gửi một phần của tệp (ví dụ vài trăm nghìn dòng đầu), hoặc chạy «daklake infer» trên máy của bạn.',
      en: 'Send a part of the file (say, its first hundred thousands of rows), or run “daklake infer” on your own machine.',
    },
  },
  'owner-invalid': {
    title: { vi: 'Mã cơ quan chủ quản không đúng dạng', en: 'The owner is not the code of an agency' },
    mend: { vi: 'Ghi mã định danh cơ quan, ví dụ H15.05.', en: "Give an agency's code, for example H15.05." },
  },
  'body-too-large': {
    title: { vi: 'Nội dung gửi quá lớn', en: 'What was sent is too large' },
    mend: {
      vi: 'Chia tệp thành nhiều phần nhỏ hơn, hoặc nén gz trước khi gửi.',
      en: 'Split the file into smaller parts, or compress it with gz before sending.',
    },
  },
  'not-ready': {
    title: { vi: 'Hệ thống chưa sẵn sàng', en: 'The system is not ready' },
    mend: {
      vi: 'Hệ thống đang khởi động hoặc bảo trì. Xin thử lại sau ít phút.',
      en: 'It is starting or being looked after. Please try again in a few minutes.',
    },
  },
  'database-unavailable': {
    title: { vi: 'Cơ sở dữ liệu tạm thời không truy cập được', en: 'The database cannot be reached just now' },
    mend: {
      vi: 'Dữ liệu đã tiếp nhận không bị mất. Xin thử lại sau ít phút; nếu vẫn vậy, báo cho quản trị hệ thống kiểm tra PostgreSQL và dung lượng đĩa.',
      en: 'Nothing that was taken is lost. Please try again in a few minutes; if it lasts, have the administrator look at PostgreSQL and at the room on the disk.',
    },
  },
  'engine-busy': {
    title: { vi: 'Hệ thống đang bận', en: 'The system is busy' },
    mend: {
      vi: 'Nhiều người đang dùng cùng lúc. Xin thử lại sau ít phút.',
      en: 'Many people are using it at once. Please try again in a few minutes.',
    },
  },
  'export-storage-full': {
    title: { vi: 'Máy chủ không còn chỗ để tạo tệp', en: 'The server has no room left to make the file' },
    mend: {
      vi: 'Dữ liệu vẫn nguyên vẹn. Xin báo quản trị viên giải phóng dung lượng đĩa, rồi tải lại.',
      en: 'The data are whole. Tell the administrator to free some room on the disk, then download it again.',
    },
  },
  'snapshot-current': {
    title: { vi: 'Phiên bản này đang là hiện trạng', en: 'This state is the current one already' },
    mend: {
      vi: 'Không cần khôi phục. Chọn một phiên bản khác nếu muốn.',
      en: 'There is nothing to restore. Choose another snapshot.',
    },
  },
  'snapshot-unreadable': {
    title: { vi: 'Không đọc được tệp số liệu của phiên bản này', en: 'The files of this snapshot cannot be read' },
    mend: {
      vi: 'Tệp bị mất hoặc bị thay đổi trên máy chủ. Báo quản trị hệ thống chạy «daklake verify» để biết tệp nào, rồi khôi phục một phiên bản trước hoặc chép lại tệp từ bản sao lưu.',
      en: 'A file is missing on the server or was changed. Have the administrator run «daklake verify», which names it, and restore an earlier snapshot or put the file back from a copy.',
    },
  },
  'snapshot-removed': {
    title: {
      vi: 'Phiên bản này đã được xóa theo thời hạn lưu giữ của bộ dữ liệu',
      en: 'This version was removed when its time was over, as the dataset declares',
    },
    mend: {
      vi: 'Hãy chọn một phiên bản còn trong danh sách, hoặc xem bản hiện hành.',
      en: 'Choose a version that is still listed, or look at the current one.',
    },
  },
  'snapshot-damaged': {
    title: { vi: 'Tệp của phiên bản này không còn nguyên vẹn', en: 'The files of this snapshot are no longer whole' },
    mend: {
      vi: 'Chọn một phiên bản khác và báo cho quản trị hệ thống chạy lệnh kiểm tra (verify).',
      en: 'Choose another snapshot, and have the administrator run «verify».',
    },
  },
  'deliveries-none': {
    title: { vi: 'Bộ dữ liệu này không do các xã cung cấp', en: 'Communes do not fill this dataset' },
    mend: { vi: 'Xem trang của bộ dữ liệu.', en: 'See the page of the dataset.' },
  },
  'period-unknown': {
    title: { vi: 'Bộ dữ liệu không có kỳ này', en: 'The dataset has no such period' },
    mend: {
      vi: 'Chọn một kỳ trong danh sách, hoặc ghi kỳ theo đúng cách ghi của bộ dữ liệu.',
      en: 'Choose one of the periods listed, or write it as the dataset does.',
    },
  },
  'dataset-busy': {
    title: { vi: 'Bộ dữ liệu đang được nạp', en: 'A load of the dataset is under way' },
    mend: { vi: 'Chờ lần gửi đang chạy kết thúc rồi thử lại.', en: 'Wait until the load has ended and try again.' },
  },
};
