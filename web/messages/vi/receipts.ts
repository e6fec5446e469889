export const receiptTexts = {
  receiptCheck: {
    title: 'Kiểm tra phiếu tiếp nhận',
    lead: 'Mỗi lần cổng dữ liệu nhận một tệp, người gửi được một phiếu tiếp nhận có mã. Gõ mã ấy để biết phiếu có thật, tệp nào đã được nhận và kết quả ra sao.',
    code: 'Mã trên phiếu',
    codeNote:
      '12 ký tự, in dưới mã vuông. Chữ hoa hay thường, có gạch hay không đều được; O và 0, I và 1 được hiểu như nhau.',
    submit: 'Kiểm tra',
    empty: 'Hãy gõ mã trên phiếu.',
    unknown: 'Không có phiếu nào mang mã này',
    unknownNote: (typed: string) =>
      `Hệ thống chưa từng cấp phiếu mang mã «${typed}». So lại từng ký tự với phiếu; nếu đúng như trên giấy thì phiếu không phải do cổng dữ liệu này cấp.`,
    genuine: 'Phiếu này do cổng dữ liệu cấp',
    genuineNote:
      'So các mục dưới đây với phiếu trên tay: phải giống từng chữ. Chỉ trạng thái và kết quả kiểm tra có thể đã đổi từ khi in phiếu.',
    hidden: 'không công khai',
    hiddenNote: 'Bộ dữ liệu dùng riêng: chỉ cho biết nơi nhận.',
    compare: 'So tệp trong máy với tệp đã nhận',
    compareNote: 'Tệp được tính SHA-256 ngay trong trình duyệt này và không được gửi đi đâu.',
    chooseFile: 'Chọn tệp để so',
    computing: (name: string) => `Đang tính SHA-256 của ${name}…`,
    same: (name: string) => `${name} đúng là tệp đã nhận, giống từng byte`,
    otherSize: (name: string, size: string) => `${name} không phải tệp đã nhận: dung lượng là ${size} byte`,
    otherHash: (name: string) => `${name} không phải tệp đã nhận: mã SHA-256 khác`,
    tooLarge: (name: string) =>
      `${name} có đúng dung lượng, nhưng quá lớn để tính trong trình duyệt; hãy dùng lệnh bên dưới`,
    unreadable: (name: string) => `Không đọc được ${name}`,
    byHand: 'Tự tính SHA-256 trên máy',
    another: 'Kiểm tra phiếu khác',
  },
};
