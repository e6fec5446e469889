import type { ProblemTexts } from './problem-text.ts';

/** Who may come in, and what is missing. */
export const accessProblems: ProblemTexts = {
  'credentials-wrong': {
    title: { vi: 'Thư điện tử hoặc mật khẩu không đúng', en: 'The e-mail address or the password is wrong' },
    mend: {
      vi: 'Kiểm tra bộ gõ và phím Caps Lock rồi thử lại.',
      en: 'Check the keyboard and Caps Lock, and try again.',
    },
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
      vi: 'Dùng địa chỉ khác, hoặc đăng nhập bằng tài khoản đã có. Liên kết vẫn còn dùng được. Quên mật khẩu thì người vận hành máy chủ đặt lại bằng lệnh «daklake admin reset».',
      en: 'Use another address, or sign in with the account that there is. The link still works. If its password is lost, whoever runs the server sets a new one with “daklake admin reset”.',
    },
  },
  'user-unknown': {
    title: { vi: 'Không có tài khoản với thư điện tử này', en: 'There is no account with this e-mail address' },
    mend: {
      vi: 'Kiểm tra lại địa chỉ; lệnh «daklake admin users» liệt kê mọi tài khoản.',
      en: 'Check the address; “daklake admin users” lists every account.',
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
  'origin-foreign': {
    title: { vi: 'Yêu cầu không đến từ trang của hệ thống', en: 'The request did not come from our own pages' },
    mend: {
      vi: 'Mở lại trang từ địa chỉ chính thức rồi làm lại.',
      en: 'Open the page again at its official address and repeat.',
    },
  },
};
