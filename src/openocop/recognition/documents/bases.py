"""What a provincial decision rests on, and who carries it out, as the law stood on its day."""

from __future__ import annotations

from datetime import date

# From this day the ministry and the departments of agriculture also bear the environment (176/2025/QH15).
_WITH_ENVIRONMENT = date(2025, 3, 1)
# From this day there are no districts (1654–1687/NQ-UBTVQH15).
_WITHOUT_DISTRICTS = date(2025, 7, 1)
# Laws are cited by name and day alone (Decree 30/2020/NĐ-CP, Annex I); each holds from the day beside it.
_LOCAL_GOVERNMENT = (
    (date(2025, 6, 16), "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"),
    (date(2025, 3, 1), "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025"),
    (
        date(2020, 7, 1),
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của "
        "Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019",
    ),
    (date.min, "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"),
)


def local_government_law(on: date) -> str:
    """Return the law that gives the People's Committee its powers, as cited on day `on`."""
    return next(law for since, law in _LOCAL_GOVERNMENT if since <= on)


def agriculture(on: date) -> str:
    """Return what ministry and department are called after "Bộ" or "Sở"."""
    return "Nông nghiệp và Môi trường" if on >= _WITH_ENVIRONMENT else "Nông nghiệp và Phát triển nông thôn"


def executors(territory: str, on: date) -> str:
    """Return who carries a recognition out beside the producers; `territory` as printed, "tỉnh Cà Mau"."""
    below = "xã, phường" if on >= _WITHOUT_DISTRICTS else "huyện, thị xã, thành phố"
    return (
        f"Chánh Văn phòng Ủy ban nhân dân {territory}, Giám đốc Sở {agriculture(on)}, "
        f"Chủ tịch Ủy ban nhân dân các {below} liên quan"
    )


def recipients(territory: str, on: date) -> tuple[str, ...]:
    kind = "thành phố" if territory.startswith("thành phố") else "tỉnh"
    return ("Như Điều 3;", f"Bộ {agriculture(on)} (để b/c);", f"Cổng thông tin điện tử {kind};", "Lưu: VT.")
