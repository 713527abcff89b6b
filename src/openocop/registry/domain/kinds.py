"""Legal kinds of producers: which official numbers each has, and which a legal release admits."""

from __future__ import annotations

from dataclasses import dataclass

from openocop.core.verdict import ALLOWED, Verdict, refused

COOPERATIVE = "cooperative"
COOPERATIVE_GROUP = "cooperative_group"
SMALL_MEDIUM_ENTERPRISE = "small_medium_enterprise"
LARGE_ENTERPRISE = "large_enterprise"
ENTERPRISE = "enterprise"
FARM = "farm"
HOUSEHOLD = "household"
UNREGISTERED_HOUSEHOLD = "unregistered_household"
ASSOCIATION = "association"
TOURISM_CENTRE = "tourism_centre"
ESTABLISHMENT = "establishment"
UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its Vietnamese name, the official numbers it may have, and whether it says what the law asks.

    `settled` is False for what sources print without naming the legal kind; a dossier needs it named first.
    """

    slug: str
    label: str
    identifiers: tuple[str, ...]
    settled: bool = True


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(COOPERATIVE, "Hợp tác xã", ("tax_code", "cooperative_registration")),
        # A cooperative group acts under a contract of cooperation and may have no number of its own.
        Kind(COOPERATIVE_GROUP, "Tổ hợp tác", ("tax_code", "cooperation_contract")),
        Kind(SMALL_MEDIUM_ENTERPRISE, "Doanh nghiệp nhỏ và vừa", ("tax_code",)),
        Kind(FARM, "Trang trại", ("tax_code", "personal_number", "household_registration")),
        # Since 01/07/2025 the personal number of the head of household serves as its tax number.
        Kind(
            HOUSEHOLD,
            "Hộ kinh doanh, hộ sản xuất, hộ gia đình có đăng ký kinh doanh",
            ("personal_number", "tax_code", "household_registration"),
        ),
        Kind(ASSOCIATION, "Hội, hiệp hội", ("tax_code", "founding_decision")),
        Kind(TOURISM_CENTRE, "Trung tâm điều hành hoặc tổ chức tương đương", ("tax_code", "founding_decision")),
        Kind(ENTERPRISE, "Doanh nghiệp, chưa rõ quy mô", ("tax_code",), settled=False),
        Kind(
            ESTABLISHMENT, "Cơ sở sản xuất, chưa rõ loại hình pháp lý", ("tax_code", "personal_number"), settled=False
        ),
        Kind(UNSTATED, "Nguồn không nêu loại hình", ("tax_code", "personal_number"), settled=False),
        Kind(LARGE_ENTERPRISE, "Doanh nghiệp lớn", ("tax_code",)),
        Kind(UNREGISTERED_HOUSEHOLD, "Hộ chưa đăng ký kinh doanh", ("personal_number",)),
    )
}


@dataclass(frozen=True, slots=True)
class Admission:
    """The kinds that one legal release lets file, for any product and for tourism services on top."""

    general: frozenset[str]
    tourism: frozenset[str]
    source: str


_PROGRAMME = frozenset({COOPERATIVE, COOPERATIVE_GROUP, SMALL_MEDIUM_ENTERPRISE, FARM, HOUSEHOLD})
_TOURISM_BODIES = frozenset({ASSOCIATION, TOURISM_CENTRE})

ADMISSIONS: dict[str, Admission] = {
    # Farms and bodies of tourism came with the programme of 2022.
    "1048-2019": Admission(
        _PROGRAMME - {FARM},
        frozenset(),
        "Chương trình theo Quyết định số 490/QĐ-TTg; Quyết định số 1048/QĐ-TTg, Phụ lục II",
    ),
    # Read in secondary sources only: news on provincial schemes under 919/QĐ-TTg.
    "148-2023": Admission(_PROGRAMME, _TOURISM_BODIES, "Chương trình theo Quyết định số 919/QĐ-TTg"),
    "26-2026": Admission(_PROGRAMME, _TOURISM_BODIES, "Quyết định số 26/2026/QĐ-TTg, Điều 2 khoản 3"),
}

_WHAT_TO_SETTLE = {
    ENTERPRISE: "Chưa rõ doanh nghiệp nhỏ và vừa hay doanh nghiệp lớn. Hãy ghi quy mô trước khi nộp hồ sơ.",
    ESTABLISHMENT: "“Cơ sở sản xuất” không phải loại hình pháp lý. Hãy ghi loại hình theo giấy đăng ký trước khi nộp.",
    UNSTATED: "Chưa rõ loại hình của chủ thể. Hãy ghi loại hình theo giấy đăng ký trước khi nộp.",
}
_WHY_NOT = {
    LARGE_ENTERPRISE: "Doanh nghiệp lớn không thuộc danh sách chủ thể OCOP",
    UNREGISTERED_HOUSEHOLD: "Hộ chưa đăng ký kinh doanh chưa phải là chủ thể OCOP; hãy đăng ký kinh doanh trước",
}


def admits(kind: str, *, release: str, tourism: bool = False) -> Verdict:
    """Tell whether legal release `release` lets a producer of `kind` file; the reason is a Vietnamese sentence.

    Args:
        tourism: whether the product is a service of tourism (set 26).

    Raises:
        KeyError: no such kind or release.
    """
    admission, known = ADMISSIONS[release], KINDS[kind]
    if kind in admission.general or (tourism and kind in admission.tourism):
        return ALLOWED
    if not known.settled:
        return refused(_WHAT_TO_SETTLE[kind])
    if kind in admission.tourism:
        return refused(f"{known.label} chỉ nộp hồ sơ cho dịch vụ du lịch ({admission.source}).")
    why = _WHY_NOT.get(kind, f"{known.label} không thuộc danh sách chủ thể OCOP")
    return refused(f"{why} ({admission.source}).")


def may_be_registered(kind: str) -> Verdict:
    """Tell whether a producer of `kind` is taken into the register at all, which some reading of the law must admit.

    What a source leaves unclear is registered as it is; it is settled before a dossier is filed.
    """
    if kind not in KINDS:
        return refused("Chọn một loại hình chủ thể trong danh sách.")
    if not KINDS[kind].settled or kind not in _WHY_NOT:
        return ALLOWED
    return refused(f"{_WHY_NOT[kind]} ({ADMISSIONS['26-2026'].source}).")
