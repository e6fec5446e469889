/** Words that any list, register or report of an office is full of: small ones with accents, with and without tones. */
export const commonWords: ReadonlySet<string> = new Set(
  `xã phường thị trấn huyện quận tỉnh thành phố thôn buôn ấp tổ khối đường số ngõ hẻm việt đắk lắk yên phú tuy hòa hoà
  nguyễn trần lê phạm huỳnh hoàng võ vũ đặng bùi đỗ hồ ngô dương lý trương đinh lương cao mai đào đoàn trịnh văn thị hữu đức
  ngọc mỹ thùy đình công quốc xuân thu hồng kim bích hùng dũng tuấn hải yến nga hạnh hiền hòa thảo phương thanh bình minh
  quỳnh thúy huệ sơn lâm tâm nhân tấn phước lộc thọ vinh quý giang hà nội hồ chí an bắc nam đông tây trung
  họ tên mã ngày tháng năm sinh giới tính nam nữ địa chỉ điện thoại đơn vị ghi chú nơi ở cấp diện tích dân tộc tôn giáo
  nghề nghiệp trình độ chức vụ cơ quan tổng cộng số lượng tỷ lệ giá trị triệu đồng nghìn người hộ nghèo cận khẩu lao động
  đất nhà ruộng rừng cây lúa cà phê tiêu cao su chăn nuôi trồng trọt sản xuất kinh doanh thủy lợi giao thông y tế giáo dục
  trường học tiểu trung phổ thông mầm non trạm bệnh viện ủy ban nhân dân hội đồng phòng sở bộ chi cục trung tâm công ty
  doanh nghiệp hợp tác hồ sơ thủ tục giấy phép chứng nhận đăng ký quyết định nghị thông tư kế hoạch báo cáo kết quả thực hiện
  và của các những được có là không cho với trong theo đến từ tại về trên dưới đã đang sẽ chưa cũng khi này đó một hai bốn bảy
  tám chín mười trăm tỉ giờ phút tuần quý đầu cuối giữa mới cũ lớn nhỏ nhiều ít tốt xấu đúng sai bị do vì nếu thì mà để ra vào
  lên xuống đi lại nước điện khí đá cát sông suối hồ biển núi đồi cầu cống chợ
  kỳ kì khá giỏi yếu kém đạt loại hạng nhóm mức độ tuổi lớp khóa bậc ngành lĩnh vực phạm vi điều khoản mục luật chính sách
  quản lý tổ chức cán bộ viên trách nhiệm quyền nghĩa bảo đảm vệ môi sử dụng xây hạ tầng đầu tư dự án ngân sách thuế phí vốn
  nguồn phẩm hàng hóa dịch thị tiền lương thưởng phạt hỗ trợ mục tiêu giải pháp kiểm tra giám sát xử vi tham thống kê khảo
  đánh chất chuẩn kỹ thuật nghệ thiết bị máy tàu cảng vùng miền đảo cháu vợ chồng mẹ bố ông bà chị trẻ già thuốc khám chữa
  tử vong tiêm ngừa sốt dược phát triển việc vấn đề lý do nội dung hình thức thời hạn gửi nhận trả nộp tiếp bổ sung sửa đổi
  thay thế hủy bỏ hiệu lực mở đóng mua bán thuê mượn vay nợ lãi lỗ thu chi dư đợt lần thứ phần tỉ trạng thái mô tả`
    .split(/\s+/)
    .filter((word) => /[^a-z]/.test(word)),
);
