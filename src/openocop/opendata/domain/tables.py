"""The tables of the open data: what each column is, in plain words. Nothing stands here that no public page shows.

Descriptions are Vietnamese data: they go into the schema that is published with the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FORMAT = 1  # grows when a column changes its meaning or goes


class Kind(StrEnum):
    """The type of a column, by its Frictionless name; `ARRAY` and `OBJECT` are JSON."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    ARRAY = "array"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `path` is where the value stands, from the row of its table."""

    name: str
    path: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table, keyed by its first column; `refers` maps columns to the tables whose first column they name."""

    name: str
    title: str
    columns: tuple[Column, ...]
    refers: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return self.columns[0].name

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _columns(*rows: tuple[str, str, Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


S, I, B, D, T, A, O = Kind  # noqa: E741  # the letters make the tables readable

ROUNDS = Table(
    "rounds",
    "Đợt đánh giá, phân hạng",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("code", "code", S, "Mã đợt"),
        ("name", "name", S, "Tên đợt"),
        ("release", "release", S, "Văn bản của Bộ tiêu chí áp dụng"),
        ("opened_on", "opened_on", D, "Ngày mở đợt"),
        ("declared", "declared", O, "Số liệu do nguồn công khai công bố"),
        ("source_urls", "source_urls", A, "Nơi đã công bố"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
)
PRODUCERS = Table(
    "producers",
    "Chủ thể có sản phẩm trên trang công khai",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("name", "name", S, "Tên chủ thể"),
        ("kind", "kind", S, "Loại hình chủ thể"),
        ("unit_code", "unit_code", S, "Mã đơn vị hành chính, theo danh mục của ngày unit_on"),
        ("unit_on", "unit_on", D, "Ngày mà mã đơn vị hành chính có hiệu lực"),
        ("unit_basis", "unit_basis", S, "Căn cứ xác định nơi sản xuất"),
        ("aliases", "aliases", A, "Cách viết tên khác của nguồn"),
        ("source_urls", "source_urls", A, "Nơi đã công bố"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
)
PRODUCTS = Table(
    "products",
    "Sản phẩm trên trang công khai",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("producer", "producer__public_id", S, "Chủ thể (producers.id); trống khi nguồn không ghi"),
        ("name", "name", S, "Tên sản phẩm"),
        ("classification", "classification", S, "Mã nhóm sản phẩm theo Quyết định 26/2026/QĐ-TTg"),
        ("family", "family", S, "Nhóm hàng của hình vẽ"),
        ("family_checked", "family_checked", B, "Nhóm hàng đã được cán bộ kiểm"),
        ("description", "description", S, "Mô tả, chủ thể khai"),
        ("story", "story", S, "Câu chuyện sản phẩm, chủ thể kể"),
        ("packaging", "packaging", S, "Cách đóng gói, chủ thể khai"),
        ("source_urls", "source_urls", A, "Nơi đã công bố"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("producer", "producers"),),
)
DECISIONS = Table(
    "decisions",
    "Quyết định công nhận đã ban hành",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("round", "round__public_id", S, "Đợt (rounds.id)"),
        ("kind", "kind", S, "Loại quyết định"),
        ("number", "number", S, "Số, ký hiệu"),
        ("decided_on", "decided_on", D, "Ngày ban hành"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("round", "rounds"),),
)
RECOGNITIONS = Table(
    "recognitions",
    "Kết quả công nhận hạng sao",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("round", "round__public_id", S, "Đợt (rounds.id)"),
        ("decision", "decision__public_id", S, "Quyết định (decisions.id)"),
        ("star", "star", I, "Hạng sao; trống khi nguồn không ghi"),
        ("score", "score", S, "Điểm đã công bố, có thể là phân số"),
        ("group_as_printed", "group_as_printed", S, "Nhóm sản phẩm như nguồn in"),
        ("decision_no_as_printed", "decision_no_as_printed", S, "Số quyết định như nguồn in"),
        ("council_on", "council_on", D, "Ngày Hội đồng đề nghị"),
        ("valid_from", "valid_from", D, "Ngày công nhận"),
        ("valid_until", "valid_until", D, "Ngày đầu tiên không còn giá trị"),
        ("kept_until", "kept_until", D, "Ngày đầu tiên không còn được kéo dài theo Điều 12.3"),
        ("withdrawn_on", "withdrawn_on", D, "Ngày bị thu hồi"),
        ("withdrawal_ground", "withdrawal_ground", S, "Trường hợp thu hồi (Điều 8 Quyết định 26/2026/QĐ-TTg)"),
        ("withdrawal_decision", "withdrawal_decision", S, "Số quyết định thu hồi"),
        ("withdrawal_reason", "withdrawal_reason", S, "Lý do thu hồi được công bố"),
        ("superseded_by", "superseded_by__public_id", S, "Được thay bởi (recognitions.id)"),
        ("superseded_on", "superseded_on", D, "Ngày được thay"),
        ("source_urls", "source_urls", A, "Nơi đã công bố"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("product", "products"), ("round", "rounds"), ("decision", "decisions"), ("superseded_by", "recognitions")),
)
CERTIFICATES = Table(
    "certificates",
    "Giấy chứng nhận",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("recognition", "recognition__public_id", S, "Kết quả công nhận; trống khi giấy đã được thay"),
        ("number", "number", S, "Số giấy"),
        ("product_code", "product_code", S, "Mã số sản phẩm"),
        ("issued_on", "issued_on", D, "Ngày cấp"),
        ("valid_until", "valid_until", D, "Ngày đầu tiên không còn giá trị, như in trên giấy"),
        ("replaced_by", "replaced_by__public_id", S, "Được thay bởi (certificates.id)"),
        ("replaced_on", "replaced_on", D, "Ngày được thay"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("recognition", "recognitions"), ("replaced_by", "certificates")),
)
SCOPES = Table(
    "certificate_scopes",
    "Giấy chứng nhận bao gồm những gì, ghi lúc cấp; giấy cấp trước đó không có dòng nào",
    _columns(
        ("certificate", "certificate__public_id", S, "Giấy (certificates.id)"),
        ("product_name", "product_name", S, "Tên sản phẩm như in trên giấy"),
        ("version", "version", I, "Phiên bản của bản ghi sản phẩm lúc cấp"),
        ("facts_sha256", "facts_sha256", S, "SHA-256 của thông tin công khai của sản phẩm lúc cấp"),
        ("photos", "photos", A, "Ảnh bao bì lúc cấp: id, sha256, caption"),
        ("packs", "packs", A, "Quy cách đang chào bán lúc cấp: id, name, quantity, unit, bar_code"),
        ("sha256", "sha256", S, "SHA-256 của năm cột trước, JSON chính tắc"),
        ("recorded_at", "recorded_at", T, "Lúc ghi"),
        ("illustrative", "certificate__is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("certificate", "certificates"),),
)
KEYS = Table(
    "signing_keys",
    "Khóa công khai ký giấy chứng nhận",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("public_key", "public_key", S, "Khóa công khai Ed25519, 32 byte viết bằng số hệ mười sáu"),
        ("active_from", "active_from", D, "Ngày bắt đầu dùng"),
        ("retired_on", "retired_on", D, "Ngày thôi dùng"),
        ("revoked_on", "revoked_on", D, "Ngày thu hồi"),
        ("revocation_reason", "revocation_reason", S, "Lý do thu hồi"),
    ),
)
PROOFS = Table(
    "proofs",
    "Chứng thực đã ký của giấy chứng nhận",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("certificate", "certificate__public_id", S, "Giấy (certificates.id)"),
        ("key", "key__public_id", S, "Khóa (signing_keys.id)"),
        ("compact", "compact", S, "Chứng thực gọn, như trong mã QR"),
        ("credential", "credential", O, "Chứng thực theo W3C Verifiable Credentials"),
        ("made_at", "made_at", T, "Lúc ký"),
        ("illustrative", "certificate__is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("certificate", "certificates"), ("key", "signing_keys")),
)
PHOTOS = Table(
    "photos",
    "Ảnh sản phẩm; tệp nằm trong thư mục photos, đặt tên theo sha256",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("position", "position", I, "Thứ tự trong các ảnh của sản phẩm; ảnh đầu đại diện cho sản phẩm"),
        ("kind", "kind", S, "Loại ảnh: pack (bao bì), product (sản phẩm), making (cách làm), place (nơi làm), people"),
        ("sha256", "file__sha256", S, "SHA-256 của tệp ảnh"),
        ("media_type", "file__media_type", S, "Loại tệp"),
        ("width", "width", I, "Chiều rộng, số điểm ảnh; 0: chưa đo"),
        ("height", "height", I, "Chiều cao, số điểm ảnh; 0: chưa đo"),
        ("caption", "caption", S, "Chú thích"),
        ("caption_en", "caption_en", S, "Chú thích bằng tiếng Anh"),
        ("alt", "alt", S, "Lời mô tả cho người không nhìn thấy ảnh; trống: đọc chú thích"),
        ("alt_en", "alt_en", S, "Lời mô tả bằng tiếng Anh"),
        ("source", "source", S, "Ai chụp, hoặc đã công bố ở đâu"),
        ("rights", "rights", S, "Quyền đăng: own (chủ thể tự chụp), given (người chụp đồng ý); trống: chưa hỏi"),
        ("licence", "licence", S, "Được dùng: with-record (chỉ cùng dữ liệu sản phẩm này), cc-by-4.0 (tự do, ghi tên)"),
        ("added_at", "added_at", T, "Lúc thêm"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("product", "products"),),
)
PACKS = Table(
    "packs",
    "Quy cách đang chào bán và giá, chủ thể khai",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("name", "name", S, "Tên quy cách"),
        ("quantity", "quantity", S, "Định lượng, số thập phân"),
        ("unit", "unit", S, "Đơn vị: g, kg, ml, l, piece (cái)"),
        ("bar_code", "bar_code", S, "Mã vạch (GTIN)"),
        ("gift", "is_gift", B, "Đóng gói làm quà"),
        ("shelf_days", "shelf_days", I, "Hạn dùng, số ngày từ ngày đóng gói"),
        ("price", "price", I, "Giá, đồng, đã có thuế; trống: báo giá khi hỏi"),
        ("price_stated_at", "price_stated_at", T, "Lúc ghi giá"),
        ("price_by", "price_by_role", S, "Ai ghi giá"),
        ("illustrative", "product__is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("product", "products"),),
)
SUPPLIES = Table(
    "supplies",
    "Mùa vụ và khả năng cung ứng, chủ thể khai",
    _columns(
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("months", "months", A, "Các tháng có hàng; trống: quanh năm"),
        ("monthly", "monthly", S, "Mỗi tháng, số thập phân"),
        ("minimum", "minimum", S, "Đơn nhỏ nhất, số thập phân"),
        ("unit", "unit", S, "Đơn vị: g, kg, ml, l, piece (cái)"),
        ("lead_days", "lead_days", I, "Số ngày từ lúc đặt đến lúc giao"),
        ("stated_at", "stated_at", T, "Lúc ghi"),
        ("stated_by", "by_role", S, "Ai ghi"),
        ("illustrative", "product__is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("product", "products"),),
)
GIFTS = Table(
    "gifts",
    "Hợp làm quà vào dịp nào, chủ thể khai",
    _columns(
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("occasions", "occasions", A, "Các dịp: tet (Tết), wedding (cưới hỏi), business (đối tác), festival, visit"),
        ("wraps", "wraps", B, "Đóng hộp hoặc túi quà khi khách yêu cầu"),
        ("personalised", "personalised", B, "Ghi được tên, thiệp hoặc dấu hiệu của người tặng"),
        ("ready_days", "ready_days", I, "Số ngày chuẩn bị quà"),
        ("stated_at", "stated_at", T, "Lúc ghi"),
        ("stated_by", "by_role", S, "Ai ghi"),
        ("illustrative", "product__is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("product", "products"),),
)
PLACES = Table(
    "places",
    "Điểm bán, điểm du lịch, hội chợ, cơ quan ghi",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("kind", "kind", S, "Loại: sales_point, tourism_point, fair"),
        ("name", "name", S, "Tên"),
        ("unit_code", "unit_code", S, "Mã xã, phường vào ngày unit_on (19/2025/QĐ-TTg)"),
        ("unit_on", "unit_on", D, "Ngày mà mã xã, phường đang dùng"),
        ("address", "address", S, "Địa chỉ"),
        ("latitude", "latitude", S, "Vĩ độ, số thập phân"),
        ("longitude", "longitude", S, "Kinh độ, số thập phân"),
        ("hours", "hours", A, "Giờ mở cửa theo thứ: ngày 1 đến 7, phút trong ngày"),
        ("exceptions", "exceptions", A, "Ngày có giờ riêng"),
        ("first_on", "first_on", D, "Ngày đầu của hội chợ"),
        ("last_on", "last_on", D, "Ngày cuối của hội chợ"),
        ("about", "about", S, "Giới thiệu"),
        ("source", "source", S, "Nguồn"),
        ("stated_at", "stated_at", T, "Lúc ghi"),
        ("archived_at", "archived_at", T, "Ra khỏi danh sách từ lúc"),
        ("superseded_by", "superseded_by__public_id", S, "Nơi thay thế (places.id)"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
)
SHOWINGS = Table(
    "showings",
    "Sản phẩm trưng bày ở đâu, từ ngày nào",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("place", "place__public_id", S, "Địa điểm (places.id)"),
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("from_on", "from_on", D, "Từ ngày"),
        ("until_on", "until_on", D, "Đến trước ngày; trống: còn trưng bày"),
        ("illustrative", "place__is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("place", "places"), ("product", "products")),
)
SALES = Table(
    "channel_listings",
    "Sản phẩm đang bán ở kênh nào, địa chỉ đã được cán bộ mở xem",
    _columns(
        ("id", "public_id", S, "Mã định danh công khai, không đổi"),
        ("product", "product__public_id", S, "Sản phẩm (products.id)"),
        ("channel", "channel", S, "Kênh: lazada, shopee, voso…"),
        ("address", "address", S, "Địa chỉ trang bán"),
        ("recorded_at", "recorded_at", T, "Lúc ghi"),
        ("recorded_by", "recorded_role", S, "Ai ghi"),
        ("checked_at", "checked_at", T, "Lúc cán bộ mở xem; được tính 180 ngày"),
        ("checked_by", "checked_role", S, "Ai mở xem"),
        ("illustrative", "is_illustrative", B, "Dữ liệu minh hoạ, không có thật"),
    ),
    refers=(("product", "products"),),
)
# In the order in which they are read in: what a table refers to stands before it.
TABLES = (
    *(ROUNDS, PRODUCERS, PRODUCTS, DECISIONS, RECOGNITIONS, CERTIFICATES, SCOPES),
    *(KEYS, PROOFS, PHOTOS, PACKS, SUPPLIES, GIFTS, PLACES, SHOWINGS, SALES),
)
