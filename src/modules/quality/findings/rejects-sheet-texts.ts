/** What is said on the headings of a workbook of rejects; it is read by those who mend it, in Vietnamese. */
export const headingNotes: Readonly<Record<string, string>> = {
  _table:
    'CÁCH SỬA: sửa các ô được đánh dấu, lưu tệp rồi gửi lại chính tệp này. Trỏ chuột vào ô để xem lỗi và gợi ý.\n' +
    'Khung đậm, chữ đậm (nền đỏ): lỗi, phải sửa.\nKhung nét đứt, chữ nghiêng (nền vàng): cảnh báo, nên xem lại.\n' +
    'Dòng chưa sửa thì cứ để nguyên hoặc xoá cả dòng.\n\n' +
    'Cột này là bảng (trang tính) của tệp đã gửi. Bốn cột nền xám dùng để tìm lại dòng: không sửa, không xoá.',
  _row: 'Số thứ tự của dòng trong tệp đã gửi. Dùng để tìm lại dòng: không sửa, không xoá.',
  _kind:
    'rejected: dòng bị từ chối, cần sửa.\nduplicate: dòng trùng hoàn toàn với một dòng khác, không cần sửa và gửi lại.',
  _reasons: 'Các quy tắc mà dòng này vi phạm.',
};

export const sheetName = 'Dòng cần sửa';

export function tooManyNotes(most: number): string {
  return (
    `Trang này có quá nhiều lỗi để ghi chú hết: chỉ ${most.toLocaleString('vi-VN')} ô đầu tiên có ghi chú. ` +
    'Mọi dòng và mọi ô đánh dấu vẫn đầy đủ; cột _reasons cho biết quy tắc bị vi phạm.'
  );
}

export const severityWords = { error: 'LỖI', warn: 'CẢNH BÁO', info: 'THÔNG TIN' } as const;
