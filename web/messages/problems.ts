import type { Language, Localized } from '#api/localized.ts';
import { correctionProblems } from './correction-problems.ts';

/** What a person reads for an error code: what happened, and what to do. */
export interface ProblemText {
  readonly title: Localized;
  readonly mend: Localized;
}

/** The text for a code; undefined for codes that no page is expected to show. */
export function problemText(
  code: string,
  language: Language,
): { readonly title: string; readonly mend: string } | undefined {
  const text = Object.hasOwn(problems, code) ? problems[code] : undefined;
  return text && { title: text.title[language], mend: text.mend[language] };
}

export const problems: Readonly<Record<string, ProblemText>> = {
  'file-empty': {
    title: { vi: 'Tệp không có nội dung', en: 'The file is empty' },
    mend: {
      vi: 'Mở tệp gốc, kiểm tra đã lưu đủ dữ liệu rồi gửi lại.',
      en: 'Open the original, make sure that it was saved with its data, and send it again.',
    },
  },
  'table-empty': {
    title: { vi: 'Bảng chỉ có dòng tiêu đề', en: 'The table has a header and no rows' },
    mend: {
      vi: 'Điền ít nhất một dòng dữ liệu dưới dòng tiêu đề rồi gửi lại.',
      en: 'Fill in at least one row below the header and send the file again.',
    },
  },
  'table-not-found': {
    title: { vi: 'Không tìm thấy bảng phù hợp trong tệp', en: 'No fitting table was found in the file' },
    mend: {
      vi: 'Kiểm tra đúng tệp, đúng trang tính; tiêu đề cột phải giống tên các cột của bộ dữ liệu.',
      en: 'Check that it is the right file and sheet; headings must match the columns of the dataset.',
    },
  },
  'columns-missing': {
    title: { vi: 'Thiếu cột bắt buộc', en: 'Required columns are missing' },
    mend: {
      vi: 'Thêm các cột được nêu bên dưới (hoặc sửa tiêu đề cho đúng tên) rồi gửi lại. Có thể tệp này thuộc bộ dữ liệu khác.',
      en: 'Add the columns named below (or correct their headings) and send the file again. It may belong to another dataset.',
    },
  },
  'quote-unclosed': {
    title: { vi: 'Có dấu nháy kép mở mà không đóng', en: 'A quotation mark is opened and never closed' },
    mend: {
      vi: 'Sửa ô ở dòng được nêu (thêm hoặc bỏ dấu nháy kép), hoặc lưu lại tệp CSV từ Excel.',
      en: 'Mend the cell on the line named below (add or remove the quotation mark), or save the CSV again from Excel.',
    },
  },
  'text-binary': {
    title: { vi: 'Tệp không phải văn bản', en: 'The file is not text' },
    mend: {
      vi: 'Tệp có ký tự nhị phân. Xuất lại dưới dạng CSV (UTF-8) hoặc xlsx.',
      en: 'The file holds binary characters. Export it again as CSV (UTF-8) or xlsx.',
    },
  },
  'file-truncated': {
    title: { vi: 'Tệp bị cụt', en: 'The file is cut off' },
    mend: {
      vi: 'Tệp nén hoặc bảng tính thiếu phần cuối, thường do tải hoặc chép chưa xong. Chép lại từ bản gốc rồi gửi lại.',
      en: 'The end of the archive or workbook is missing, mostly from an unfinished copy. Copy it again from the original and send it again.',
    },
  },
  'file-encrypted': {
    title: { vi: 'Tệp có mật khẩu', en: 'The file is protected by a password' },
    mend: {
      vi: 'Mở tệp bằng mật khẩu, bỏ bảo vệ (Tệp → Thông tin → Bảo vệ), lưu lại rồi gửi.',
      en: 'Open it with the password, remove the protection (File → Info → Protect), save it and send it.',
    },
  },
  'file-broken': {
    title: { vi: 'Tệp bị hỏng', en: 'The file is broken' },
    mend: {
      vi: 'Mở và lưu lại tệp bằng phần mềm đã tạo ra nó rồi gửi lại.',
      en: 'Open and save it again with the program that made it, then send it again.',
    },
  },
  'json-invalid': {
    title: { vi: 'JSON không đúng cú pháp', en: 'The JSON is not valid' },
    mend: {
      vi: 'Sửa lỗi cú pháp ở vị trí được nêu; tệp cần là một mảng bản ghi hoặc mỗi dòng một bản ghi.',
      en: 'Mend the syntax at the place named below; the file must be an array of records or one record a line.',
    },
  },
  'content-mismatch': {
    title: { vi: 'Nội dung không khớp với đuôi tệp', en: 'The content is not what the name says' },
    mend: {
      vi: 'Tệp là trang web (HTML) mang tên khác. Mở trong Excel rồi «Lưu thành» xlsx thật.',
      en: 'It is a web page (HTML) under another name. Open it in Excel and save it as a real xlsx.',
    },
  },
  'format-unsupported': {
    title: { vi: 'Chưa đọc được định dạng này', en: 'This format cannot be read' },
    mend: {
      vi: 'Hãy gửi xlsx, xls, csv, json hoặc ndjson; ảnh chụp và PDF không đọc được thành bảng.',
      en: 'Send xlsx, xls, csv, json or ndjson; pictures and PDF cannot be read as tables.',
    },
  },
  'archive-unsafe': {
    title: { vi: 'Tệp nén không an toàn', en: 'The archive is not safe' },
    mend: {
      vi: 'Tệp nén phình quá lớn hoặc có đường dẫn lạ. Giải nén và gửi riêng tệp dữ liệu bên trong.',
      en: 'It inflates too much or holds strange paths. Unpack it and send only the data file inside.',
    },
  },
  'too-large': {
    title: { vi: 'Tệp quá lớn', en: 'The file is too large' },
    mend: {
      vi: 'Chia tệp thành nhiều phần nhỏ hơn, hoặc nén gz trước khi gửi.',
      en: 'Split it into smaller parts, or compress it with gz before sending.',
    },
  },
  'too-wide': {
    title: { vi: 'Bảng có quá nhiều cột', en: 'The table has too many columns' },
    mend: {
      vi: 'Bỏ các cột không thuộc bộ dữ liệu rồi gửi lại.',
      en: 'Remove the columns that do not belong to the dataset and send it again.',
    },
  },
  'row-too-long': {
    title: { vi: 'Có dòng quá dài', en: 'A row is too long' },
    mend: {
      vi: 'Xem dòng được nêu; thường do một dấu nháy kép không đóng.',
      en: 'Look at the row named below; mostly a quotation mark was never closed.',
    },
  },
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
  'credentials-wrong': {
    title: { vi: 'Thư điện tử hoặc mật khẩu không đúng', en: 'The e-mail address or the password is wrong' },
    mend: {
      vi: 'Kiểm tra bộ gõ và phím Caps Lock rồi thử lại.',
      en: 'Check the keyboard and Caps Lock, and try again.',
    },
  },
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
  'sign-in-throttled': {
    title: { vi: 'Đã thử đăng nhập sai quá nhiều lần', en: 'Too many failed attempts to sign in' },
    mend: { vi: 'Xin đợi mười lăm phút rồi thử lại.', en: 'Wait fifteen minutes and try again.' },
  },
  'credentials-missing': {
    title: { vi: 'Chưa nhập đủ', en: 'Something is missing' },
    mend: { vi: 'Hãy nhập cả thư điện tử và mật khẩu.', en: 'Enter both the e-mail address and the password.' },
  },
  'person-missing': {
    title: { vi: 'Phiếu chưa điền đủ', en: 'The form is not filled in' },
    mend: {
      vi: 'Hãy nhập thư điện tử, họ tên và mật khẩu.',
      en: 'Enter the e-mail address, the full name and the password.',
    },
  },
  'link-unknown': {
    title: { vi: 'Liên kết không còn dùng được', en: 'The link no longer works' },
    mend: {
      vi: 'Liên kết đã dùng, đã quá 24 giờ hoặc chép thiếu ký tự. Người vận hành máy chủ chạy lệnh «daklake admin link» để có liên kết mới.',
      en: 'It was used, is older than 24 hours, or lost characters when it was copied. Whoever runs the server makes a new one with “daklake admin link”.',
    },
  },
  'password-weak': {
    title: { vi: 'Mật khẩu quá ngắn', en: 'The password is too short' },
    mend: {
      vi: 'Mật khẩu cần ít nhất 14 ký tự. Xin nhập lại; liên kết vẫn còn dùng được.',
      en: 'A password has at least 14 characters. Enter another; the link still works.',
    },
  },
  'email-taken': {
    title: { vi: 'Thư điện tử này đã có tài khoản', en: 'There is an account with this e-mail address' },
    mend: {
      vi: 'Dùng địa chỉ khác, hoặc đăng nhập bằng tài khoản đã có. Liên kết vẫn còn dùng được.',
      en: 'Use another address, or sign in with the account that there is. The link still works.',
    },
  },
  'sign-in-needed': {
    title: { vi: 'Cần đăng nhập', en: 'Please sign in' },
    mend: { vi: 'Nội dung này dành cho người đã đăng nhập.', en: 'This is for people who have signed in.' },
  },
  'right-missing': {
    title: { vi: 'Chưa có quyền', en: 'A right is missing' },
    mend: {
      vi: 'Muốn có quyền, hãy gửi đề nghị tới cơ quan chủ sở hữu dữ liệu hoặc quản trị viên của cơ quan.',
      en: 'To get the right, send a request to the agency that owns the data or to your administrator.',
    },
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
  'proposal-too-long': {
    title: { vi: 'Đề xuất hợp đồng mất quá nhiều thời gian', en: 'The proposal took too long' },
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
  'origin-foreign': {
    title: { vi: 'Yêu cầu không đến từ trang của hệ thống', en: 'The request did not come from our own pages' },
    mend: {
      vi: 'Mở lại trang từ địa chỉ chính thức rồi làm lại.',
      en: 'Open the page again at its official address and repeat.',
    },
  },
  'not-ready': {
    title: { vi: 'Hệ thống chưa sẵn sàng', en: 'The system is not ready' },
    mend: {
      vi: 'Hệ thống đang khởi động hoặc bảo trì. Xin thử lại sau ít phút.',
      en: 'It is starting or being looked after. Please try again in a few minutes.',
    },
  },
  'engine-busy': {
    title: { vi: 'Hệ thống đang bận', en: 'The system is busy' },
    mend: {
      vi: 'Nhiều người đang dùng cùng lúc. Xin thử lại sau ít phút.',
      en: 'Many people are using it at once. Please try again in a few minutes.',
    },
  },
  'load-not-held': {
    title: { vi: 'Lần gửi không còn chờ quyết định', en: 'The load no longer waits for a decision' },
    mend: { vi: 'Tải lại trang để xem trạng thái hiện nay.', en: 'Load the page again to see its state.' },
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
  'snapshot-current': {
    title: { vi: 'Phiên bản này đang là hiện trạng', en: 'This state is the current one already' },
    mend: {
      vi: 'Không cần khôi phục. Chọn một phiên bản khác nếu muốn.',
      en: 'There is nothing to restore. Choose another snapshot.',
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
  'dataset-busy': {
    title: { vi: 'Bộ dữ liệu đang được nạp', en: 'A load of the dataset is under way' },
    mend: { vi: 'Chờ lần gửi đang chạy kết thúc rồi thử lại.', en: 'Wait until the load has ended and try again.' },
  },
  'mode-needs-key': {
    title: { vi: 'Bộ dữ liệu không có khóa để cập nhật theo', en: 'The dataset has no key to upsert by' },
    mend: { vi: 'Chọn cách nạp «thay toàn bộ» hoặc «nối thêm».', en: 'Choose the mode replace or append.' },
  },
  'mode-unknown': {
    title: { vi: 'Không có cách nạp này', en: 'There is no such way of loading' },
    mend: { vi: 'Gửi lại từ trang gửi dữ liệu.', en: 'Send the file again from the page for it.' },
  },
  ...correctionProblems,
};
