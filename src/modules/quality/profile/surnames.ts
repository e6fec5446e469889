/** Family names that most people of Vietnam and of the province's peoples bear, in capitals. */
export const surnames: readonly string[] =
  `NGUYỄN TRẦN LÊ PHẠM HUỲNH HOÀNG PHAN VŨ VÕ ĐẶNG BÙI ĐỖ HỒ NGÔ DƯƠNG LÝ ĐÀO ĐINH ĐOÀN TRƯƠNG LÂM MAI TRỊNH HÀ CAO TÔ LƯƠNG
  LƯU CHÂU TẠ PHÙNG VƯƠNG QUÁCH THÁI TĂNG TỐNG NINH KIỀU NÔNG HỨA LA CHU ĐIỂU LÒ VI QUAN BẾ ĐÀM THÂN TRIỆU NIÊ Y H' H'HEN
  KSOR KPĂ RƠ SIU AYUN ÊBAN MLÔ BUÔN`
    .split(/\s+/)
    .map((name) => name.replaceAll("'", "''"));
