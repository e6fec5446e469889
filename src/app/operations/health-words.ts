import type { HealthCode } from '#api/health.ts';
import type { Localized } from '#api/localized.ts';
import type { Facts } from '#platform/health/health.ts';

export interface HealthWords {
  /** What is the matter, with its figures. */
  readonly what: Localized;
  /** What somebody should do; undefined where nothing need be done. */
  readonly mend?: Localized;
}

/** The words about a finding, by its code. */
export function healthWords(code: HealthCode, facts: Facts): HealthWords {
  return texts[code](facts);
}

type Words = (facts: Facts) => HealthWords;

const full: HealthWords['mend'] = {
  vi: 'Giải phóng dung lượng hoặc mở rộng ổ đĩa. Dữ liệu đã nhận vẫn còn; tệp mới chỉ nhận được khi có chỗ.',
  en: 'Free space or enlarge the disk. What was received is safe; new files are taken once there is room.',
};

const texts: Readonly<Record<HealthCode, Words>> = {
  'disk-roomy': ({ free, size }) => ({
    what: {
      vi: `Còn trống ${gigabytes(free, 'vi')} trong ${gigabytes(size, 'vi')}.`,
      en: `${gigabytes(free, 'en')} of ${gigabytes(size, 'en')} are free.`,
    },
  }),
  'disk-filling': ({ free, folder }) => ({
    what: {
      vi: `Ổ đĩa của ${folder} chỉ còn trống ${gigabytes(free, 'vi')}.`,
      en: `The disk of ${folder} has only ${gigabytes(free, 'en')} left.`,
    },
    mend: full,
  }),
  'disk-full': ({ free, folder }) => ({
    what: {
      vi: `Ổ đĩa của ${folder} gần đầy: còn ${gigabytes(free, 'vi')}. Các lần gửi sẽ bị từ chối hoặc dừng lại.`,
      en: `The disk of ${folder} is nearly full: ${gigabytes(free, 'en')} left. Loads are refused or stop.`,
    },
    mend: full,
  }),
  'disk-out-of-files': ({ folder }) => ({
    what: {
      vi: `Hệ thống tệp của ${folder} hết số lượng tệp (inode).`,
      en: `The file system of ${folder} has no room for more files (inodes).`,
    },
    mend: {
      vi: 'Xóa các tệp không thuộc Daklake trên ổ đĩa này, hoặc chuyển thư mục dữ liệu sang hệ thống tệp lớn hơn.',
      en: 'Remove files on this disk that are not Daklake’s, or move the data folder to a larger file system.',
    },
  }),
  'disk-read-only': ({ folder }) => ({
    what: { vi: `Không ghi được vào ${folder}.`, en: `${folder} cannot be written to.` },
    mend: {
      vi: 'Kiểm tra quyền của thư mục và ổ đĩa (hệ điều hành chuyển ổ đĩa lỗi sang chỉ đọc), rồi khởi động lại máy chủ.',
      en: 'Check the folder’s rights and the disk (the system makes a failing disk read-only), then start the server again.',
    },
  }),
  'memory-roomy': ({ used, available }) => ({
    what: {
      vi: `Daklake dùng ${gigabytes(used, 'vi')}; máy còn ${gigabytes(available, 'vi')}.`,
      en: `Daklake uses ${gigabytes(used, 'en')}; the machine has ${gigabytes(available, 'en')} left.`,
    },
  }),
  'memory-short': ({ used, available }) => ({
    what: {
      vi: `Bộ nhớ sắp hết: còn ${gigabytes(available, 'vi')}, Daklake đang dùng ${gigabytes(used, 'vi')}.`,
      en: `Memory is short: ${gigabytes(available, 'en')} left, and Daklake uses ${gigabytes(used, 'en')}.`,
    },
    mend: {
      vi: 'Tắt chương trình khác trên máy, giảm DAKLAKE_LOADS hoặc DAKLAKE_LOAD_MEMORY, hoặc thêm bộ nhớ.',
      en: 'End other programs on this machine, lower DAKLAKE_LOADS or DAKLAKE_LOAD_MEMORY, or add memory.',
    },
  }),
  'memory-out': ({ used, available }) => ({
    what: {
      vi: `Gần hết bộ nhớ: còn ${gigabytes(available, 'vi')}, Daklake đang dùng ${gigabytes(used, 'vi')}. Hệ điều hành có thể dừng tiến trình bất cứ lúc nào.`,
      en: `Memory is nearly gone: ${gigabytes(available, 'en')} left, Daklake uses ${gigabytes(used, 'en')}. The system may end processes at any time.`,
    },
    mend: {
      vi: 'Tắt ngay chương trình khác trên máy, hoặc thêm bộ nhớ. Lần gửi bị dừng sẽ tự chạy lại.',
      en: 'End other programs on this machine at once, or add memory. Loads that were stopped run again by themselves.',
    },
  }),
  'database-answers': ({ milliseconds }) => ({
    what: {
      vi: `Cơ sở dữ liệu trả lời sau ${milliseconds} ms.`,
      en: `The database answers within ${milliseconds} ms.`,
    },
  }),
  'database-slow': ({ milliseconds }) => ({
    what: {
      vi: `Cơ sở dữ liệu trả lời chậm: ${milliseconds} ms.`,
      en: `The database answers slowly: ${milliseconds} ms.`,
    },
    mend: {
      vi: 'Xem tải của máy và của máy chủ PostgreSQL.',
      en: 'Look at the load of this machine and of the PostgreSQL server.',
    },
  }),
  'database-gone': () => ({
    what: { vi: 'Không kết nối được cơ sở dữ liệu.', en: 'The database cannot be reached.' },
    mend: {
      vi: 'Khởi động lại PostgreSQL hoặc kiểm tra DATABASE_URL và mạng. Daklake tự kết nối lại; dữ liệu đã nhận không mất.',
      en: 'Start PostgreSQL again, or check DATABASE_URL and the network. Daklake reconnects by itself; nothing received is lost.',
    },
  }),
  'queue-moving': ({ waiting, working }) => ({
    what: {
      vi: `${working} lần gửi đang xử lý, ${waiting} đang chờ.`,
      en: `Loads under way: ${working}; waiting: ${waiting}.`,
    },
  }),
  'queue-waiting': ({ waiting, working, minutes }) => ({
    what: {
      vi: `${waiting} lần gửi đang chờ, lâu nhất ${minutes} phút; ${working} đang xử lý.`,
      en: `Loads waiting: ${waiting}, the oldest for ${minutes} minutes; under way: ${working}.`,
    },
    mend: {
      vi: 'Xem lần gửi nào đang chạy và hủy nếu bị treo; nếu máy còn bộ nhớ, tăng DAKLAKE_LOADS.',
      en: 'See which load is under way and cancel it if it hangs; if there is memory left, raise DAKLAKE_LOADS.',
    },
  }),
  'loads-sound': () => ({
    what: {
      vi: 'Trong giờ qua không có lần gửi nào hỏng do hệ thống.',
      en: 'No load failed through the platform’s fault in the last hour.',
    },
  }),
  'loads-failing': ({ loads, failure, load }) => ({
    what: {
      vi: `${loads} lần gửi hỏng do hệ thống trong giờ qua; lần mới nhất ${load}, mã ${failure}.`,
      en: `Loads that failed through the platform’s fault in the last hour: ${loads}; the newest is ${load}, code ${failure}.`,
    },
    mend: {
      vi: 'Tìm mã lần gửi đó trong nhật ký máy chủ, sửa nguyên nhân (ổ đĩa, bộ nhớ), rồi gửi lại tệp: tệp gốc vẫn được giữ.',
      en: 'Look for that load’s id in the server’s log, mend the cause (disk, memory), then send the file again: the original is kept.',
    },
  }),
  'files-whole': () => ({
    what: {
      vi: 'Các tệp đã xem của phiên bản hiện hành đều nguyên vẹn.',
      en: 'The files of current snapshots seen so far are whole.',
    },
  }),
  'files-damaged': ({ files, file, dataset }) => ({
    what: {
      vi: `${files} tệp dữ liệu bị thiếu hoặc bị sửa, trước hết ${file} của bộ dữ liệu ${dataset}.`,
      en: `Data files missing or changed: ${files}; the first is ${file} of the dataset ${dataset}.`,
    },
    mend: {
      vi: 'Chạy “daklake verify” để có danh sách đầy đủ, rồi chép tệp từ bản sao lưu về đúng chỗ: tệp không bao giờ thay đổi, nên bản sao lưu nào sau khi có tệp cũng dùng được.',
      en: 'Run “daklake verify” for the whole list, then put the file back from a back-up: files never change, so any back-up made since it was there will do.',
    },
  }),
  'clock-steady': () => ({ what: { vi: 'Đồng hồ chạy đều.', en: 'The clock runs steadily.' } }),
  'clock-jumped': ({ seconds }) => ({
    what: {
      vi: `Đồng hồ của máy đã nhảy ${seconds} giây trong ngày qua.`,
      en: `The machine’s clock jumped by ${seconds} seconds within the last day.`,
    },
    mend: mendClock(),
  }),
  'clock-behind': ({ seconds }) => ({
    what: {
      vi: `Đồng hồ của máy chậm hơn dữ liệu đã ghi ${seconds} giây.`,
      en: `The machine’s clock is ${seconds} seconds behind what was written down already.`,
    },
    mend: mendClock(),
  }),
  'clock-apart': ({ seconds }) => ({
    what: {
      vi: `Đồng hồ của máy và của cơ sở dữ liệu lệch nhau ${seconds} giây.`,
      en: `The clocks of this machine and of the database are ${seconds} seconds apart.`,
    },
    mend: mendClock(),
  }),
  unseen: () => ({
    what: { vi: 'Không kiểm tra được phần này.', en: 'This part could not be looked at.' },
    mend: {
      vi: 'Xem nhật ký máy chủ, sự kiện “health not seen”.',
      en: 'Look in the server’s log for the event “health not seen”.',
    },
  }),
};

function mendClock(): Localized {
  return {
    vi: 'Bật đồng bộ giờ (NTP) trên máy chủ; ngày nhận và thời hạn được tính theo đồng hồ này.',
    en: 'Turn on time synchronisation (NTP); days of receipt and deadlines follow this clock.',
  };
}

function gigabytes(bytes: string | number | undefined, language: 'vi' | 'en'): string {
  const count = Number(bytes ?? 0) / 2 ** 30;
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  return `${count.toLocaleString(locale, { maximumFractionDigits: 1 })} GB`;
}
