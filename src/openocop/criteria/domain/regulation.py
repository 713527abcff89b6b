"""A council's regulation (quy chế): the named options for what a release leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from openocop.criteria.domain.refusal import RegulationRefused
from openocop.criteria.domain.releases import release

_EXACT = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Regulation:
    """The options one council works by; `release.options` says what each release allows and leaves open.

    gate_test: a star's floor on a criterion is met when `every` sheet reaches it, when a `majority` does (more than
        half of the sheets), or when the `average` of the points given does.
    missed_gate: the star of a product that misses floors: `highest_star_met` (at most two stars when not even the
        three-star floors are met) or `not_eligible` (the same, but no star at all when not even the three-star
        floors are met: "không đủ điều kiện công nhận").
    max_spread: points between the highest and the lowest total above which a second round is required; `None`
        for no limit.
    disqualifier_test: a product is disqualified when `any` sheet says so, a `majority` of them, or `every` one.
    band_reading: the exact average is held against each band's `lower_bound`, or first `rounded_half_up` to whole
        points.
    heading_mark: whether a star mark beside a criterion's title binds: `not_binding`, or as a floor at its
        `lowest_level` or its `top_level`.
    """

    gate_test: str
    missed_gate: str
    max_spread: Decimal | None
    disqualifier_test: str
    band_reading: str
    heading_mark: str

    def as_json(self) -> dict[str, str | None]:
        """Return the options as they are stored and given to `regulation_of`."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        spread = self.max_spread
        return {**values, "max_spread": None if spread is None else f"{spread:f}"}


OPTION_LABELS: Mapping[str, str] = {
    "gate_test": "Cách xét yêu cầu tối thiểu",
    "missed_gate": "Khi đủ điểm mà thiếu yêu cầu tối thiểu",
    "max_spread": "Mức chênh lệch điểm lớn nhất giữa các thành viên",
    "disqualifier_test": "Cách kết luận bị loại",
    "band_reading": "Cách đọc khung điểm",
    "heading_mark": "Dấu sao cạnh tên tiêu chí",
}

VALUE_LABELS: Mapping[str, Mapping[str, str]] = {
    "gate_test": {
        "every": "mọi phiếu đều phải đạt",
        "majority": "quá nửa số phiếu phải đạt",
        "average": "điểm trung bình của tiêu chí phải đạt",
    },
    "missed_gate": {
        "highest_star_met": "xếp hạng cao nhất đã đủ yêu cầu tối thiểu",
        "not_eligible": "như trên; thiếu cả yêu cầu của hạng 3 sao thì không đủ điều kiện công nhận",
    },
    "disqualifier_test": {
        "any": "một phiếu kết luận là đủ",
        "majority": "quá nửa số phiếu kết luận",
        "every": "mọi phiếu đều kết luận",
    },
    "band_reading": {
        "lower_bound": "so điểm chưa làm tròn với ngưỡng dưới",
        "rounded_half_up": "làm tròn đến điểm nguyên rồi so với khung",
    },
    "heading_mark": {
        "not_binding": "không buộc",
        "lowest_level": "buộc đạt mức thấp nhất",
        "top_level": "buộc đạt mức cao nhất",
    },
}


def regulation_of(release_id: str, chosen: Mapping[str, object] | None = None) -> Regulation:
    """Return the regulation that takes `chosen` options and the release's defaults for the rest.

    Raises:
        UnknownRelease: there is no such release.
        RegulationRefused: an option or a value is unknown, or not open under this release.
    """
    options = release(release_id).options
    chosen = chosen or {}
    for name in chosen:
        if name not in options:
            known = ", ".join(options)
            raise RegulationRefused(f'Quy chế: không có lựa chọn "{name}" (có: {known})')
    values = {name: chosen.get(name, option.default) for name, option in options.items()}
    return Regulation(
        max_spread=_spread(values.pop("max_spread")),
        **{name: _allowed(release_id, name, value) for name, value in values.items()},
    )


def _allowed(release_id: str, name: str, value: object) -> str:
    allowed = release(release_id).options[name].allowed
    if not isinstance(value, str) or value not in allowed:
        raise RegulationRefused(
            f"Quy chế: {name} của bộ tiêu chí {release_id} phải là một trong {', '.join(allowed)}, không phải {value!r}"
        )
    return value


def _spread(value: object) -> Decimal | None:
    if value is None:
        return None
    exact = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(exact, str) or not _EXACT.fullmatch(exact):
        raise RegulationRefused(
            f'Quy chế: max_spread phải là số điểm viết chính xác như "10" hoặc "7.5", hoặc null, không phải {value!r}'
        )
    return Decimal(exact)
