"""Mẫu 03: what the commune's report says, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion

# Field of LocalReport → heading as Mẫu 03 of 26/2026/QĐ-TTg (annex III) prints it.
HEADINGS: Mapping[str, str] = {
    "local_material": "Nguồn gốc sản phẩm, nguyên liệu địa phương",
    "local_labour": "Lao động địa phương",
    "idea_origin": "Nguồn gốc ý tưởng sản phẩm",
    "local_identity": "Bản sắc, trí tuệ địa phương",
}
# Under each heading, how the sheets of 26/2026 name the criterion on the same matter.
_CRITERIA: Mapping[str, tuple[str, ...]] = {
    "local_material": ("Nguồn nguyên liệu", "Nguồn gốc sản phẩm"),
    "local_labour": ("Sử dụng lao động địa phương",),
    "idea_origin": ("Nguồn gốc ý tưởng sản phẩm",),
    "local_identity": ("Trí tuệ/bản sắc địa phương",),
}
# Releases whose Annex III prints Mẫu 01, 02 and 03.
WITH_FORMS = frozenset({"26-2026"})


def headings_missing(release_id: str, report: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields without words that the release asks for; a release before 26/2026 asks for none."""
    if release_id not in WITH_FORMS:
        return ()
    return tuple(field for field in HEADINGS if not report.get(field, "").strip())


def criterion_under(criteria_set: CriteriaSet, heading: str) -> Criterion | None:
    """Return the criterion in which the producer speaks of the same matter as `heading`, `None` without one."""
    names = _CRITERIA[heading]
    return next((criterion for criterion in criteria_set.criteria if criterion.label.startswith(names)), None)
