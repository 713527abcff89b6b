"""What the advisory team looks at on a visit (26/2026/QĐ-TTg art. 7.3c: "khảo sát thực tế").

The decision prints no form for it. The headings follow the groups of the scoring sheets: raw material, production,
labour and environment (part A), packaging and story (part B), quality and its control (part C).
"""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {
    "material": "Nguyên liệu, vùng nguyên liệu",
    "production": "Cơ sở, thiết bị, quy trình sản xuất",
    "labour": "Lao động địa phương",
    "environment": "Vệ sinh, môi trường",
    "packaging": "Bao bì, nhãn, câu chuyện sản phẩm",
    "quality": "Kiểm soát chất lượng, truy xuất nguồn gốc",
    "other": "Nội dung khác",
}


def findings_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return the findings that have words, by the keys of `HEADINGS` and in their order."""
    return {key: given[key].strip() for key in HEADINGS if given.get(key, "").strip()}
