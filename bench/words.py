"""The words that the synthetic products are composed of."""

from __future__ import annotations

# fmt: off
CATEGORIES = (
    "Thực phẩm", "Đồ uống", "Thảo dược", "Thủ công mỹ nghệ", "Sinh vật cảnh", "Dịch vụ du lịch cộng đồng",
)
# Words and the place of their category.
BASE = (
    ("Tôm khô", 0), ("Ba khía muối", 0), ("Cá khô bổi", 0), ("Mật ong", 0), ("Bánh phồng tôm", 0), ("Cua biển", 0),
    ("Nước mắm", 0), ("Chuối sấy", 0), ("Cá thòi lòi khô", 0), ("Mắm cá lóc", 0), ("Tôm chua", 0), ("Muối tôm", 0),
    ("Bánh tráng", 0), ("Gạo lúa tôm", 0), ("Khô cá dứa", 0), ("Khô cá kèo", 0), ("Chả cá thát lát", 0),
    ("Mắm ruốc", 0), ("Dưa bồn bồn", 0), ("Kẹo chuối", 0), ("Mứt dừa", 0), ("Trứng vịt muối", 0),
    ("Lạp xưởng tôm", 0), ("Bánh pía", 0), ("Khô mực", 0), ("Tôm thẻ sấy", 0), ("Cá cơm sấy", 0), ("Hàu sữa", 0),
    ("Sò huyết", 0), ("Rượu trái giác", 1), ("Nước màu dừa", 0), ("Trà mãng cầu", 1), ("Trà đinh lăng", 1),
    ("Rượu nếp", 1), ("Mật dừa nước", 1), ("Nước ép trái nhàu", 1), ("Cà phê rang xay", 1), ("Tinh dầu tràm", 2),
    ("Cao trái nhàu", 2), ("Bột nghệ", 2), ("Dầu mù u", 2), ("Chiếu lác", 3), ("Giỏ lục bình", 3), ("Đũa đước", 3),
    ("Than đước", 3), ("Mai vàng", 4), ("Cá cảnh", 4), ("Hoa lan rừng", 4), ("Du lịch rừng tràm", 5),
    ("Du lịch rừng ngập mặn", 5),
)
QUALITY = (
    "đặc biệt", "loại một", "truyền thống", "nguyên chất", "ăn liền", "hảo hạng", "sạch", "hữu cơ", "thượng hạng",
    "không chất bảo quản", "rim tỏi ớt", "sấy dẻo", "một nắng", "cao cấp", "nhà làm", "vị cay", "ít muối",
)
PLACE = (
    "U Minh", "Năm Căn", "Rạch Gốc", "Ngọc Hiển", "Đầm Dơi", "Cái Nước", "Trần Văn Thời", "Thới Bình", "Phú Tân",
    "Cái Đôi Vàm", "Sông Đốc", "Đất Mũi", "Hòn Khoai", "Gành Hào", "Đông Hải", "Hồng Dân", "Phước Long", "Giá Rai",
    "Vĩnh Lợi", "Hòa Bình", "Khánh An", "Khánh Bình", "Tân Ân", "Viên An", "Tam Giang", "Nguyễn Phích", "Biển Bạch",
)
PRODUCER_KIND = (
    "Hợp tác xã", "Cơ sở", "Công ty TNHH", "Hộ kinh doanh", "Tổ hợp tác",
)
PRODUCER = (
    "Tâm Hiền", "Hai Lúa", "Rừng Vàng", "Sông Quê", "Tân Phát", "Đất Phương Nam", "Út Oanh", "Hoàng Khởi", "Minh Duy",
    "Dòng Xanh", "Thanh Tuyền", "Ánh Nguyệt", "Bảy Huỳnh", "Kim Ngân", "Nam Bộ", "Quê Hương",
)
SENT = (
    "Sản phẩm được làm từ nguyên liệu tươi của vùng rừng ngập mặn",
    "Quy trình chế biến thủ công kết hợp máy sấy lạnh", "Không dùng phẩm màu và chất bảo quản",
    "Hạn dùng sáu tháng kể từ ngày sản xuất", "Bảo quản nơi khô ráo, tránh ánh nắng trực tiếp",
    "Đạt chuẩn an toàn thực phẩm của cơ quan có thẩm quyền", "Phụ nữ trong xã tham gia sơ chế và đóng gói",
    "Vùng nuôi được ghi nhật ký và truy xuất nguồn gốc", "Hương vị đậm đà đặc trưng của miền đất cuối trời",
    "Thích hợp làm quà biếu trong dịp lễ tết", "Bao bì hút chân không, có mã QR cho người mua kiểm tra",
    "Giá bán lẻ thống nhất tại các điểm giới thiệu", "Nguyên liệu thu mua trong phạm vi tỉnh",
    "Hợp đồng bao tiêu giúp người nuôi yên tâm sản xuất",
)
WEIGHT = (
    "100 g", "200 g", "250 g", "300 g", "500 g", "1 kg", "250 ml", "500 ml", "750 ml", "hộp 10 gói",
)
QUERIES = (
    "tôm khô", "mật ong U Minh", "ba khía muối", "cua biển Năm Căn", "nước mắm", "chuối sấy", "cá khô bổi",
    "bánh phồng tôm", "rượu nếp", "đũa đước", "trà đinh lăng", "khô cá kèo", "mắm ruốc Rạch Gốc", "bột nghệ",
    "gạo lúa tôm", "chiếu lác", "tôm khô Rạch Gốc", "hàu sữa", "muối tôm", "dầu mù u",
)
# fmt: on
