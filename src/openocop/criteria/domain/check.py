"""The check of the packaged law: every level, sum, mark, case, rule, erratum and citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from openocop.criteria.domain.check_sums import Finding, check_sums
from openocop.criteria.domain.criteria_set import KNOCK_OUT_KINDS, STARS_WITH_GATES, CriteriaSet, Criterion, Rule, SetNo
from openocop.criteria.domain.legal_release import Erratum, Release
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS, Regulation
from openocop.criteria.domain.releases import criteria_set, errata, release

RULE_KINDS = (*KNOCK_OUT_KINDS, "requirement", "not_eligible", "applies_only_if", "guidance", "choose_case")
ERRATUM_KINDS = ("print", "transcription", "suspect", "reading", "spelling")
SETS_OF_A_RELEASE = 26


@dataclass(frozen=True, slots=True)
class Report:
    """What the check counted in the current sets of a release, and what it found wrong anywhere in it.

    `gates` counts the star marks printed beside levels.
    """

    release_id: str
    status: str
    sets: int
    criteria: int
    levels: int
    gates: int
    sums_ok: bool
    errata: int
    findings: tuple[Finding, ...]


def check(release_id: str) -> Report:
    """Return the report on one packaged release; `UnknownRelease` without it."""
    checked, oddities = release(release_id), errata(release_id)
    current = [criteria_set(release_id, no) for no in checked.set_numbers]
    superseded = [criteria_set(release_id, key) for key in checked.superseded_numbers]
    sums = [finding for sheet in (*current, *superseded) for finding in check_sums(sheet, oddities)]
    rest = [finding for sheet in (*current, *superseded) for finding in check_sheet(sheet, oddities)]
    criteria = [criterion for sheet in current for criterion in sheet.criteria]
    levels = [level for criterion in criteria for level in criterion.levels]
    return Report(
        release_id=release_id,
        status=checked.status,
        sets=len(current),
        criteria=len(criteria),
        levels=len(levels),
        gates=sum(1 for level in levels if level.star is not None),
        sums_ok=not sums,
        errata=len(oddities),
        findings=(
            *check_release(checked, current),
            *sums,
            *rest,
            *check_errata(oddities, (*current, *superseded)),
        ),
    )


def check_release(checked: Release, current: Sequence[CriteriaSet]) -> list[Finding]:
    """Return what is wrong in the frame: bands, parts, options, classification, sources."""
    return [Finding(checked.id, None, None, message) for message in _frame(checked, current)]


def check_sheet(sheet: CriteriaSet, oddities: Sequence[Erratum]) -> list[Finding]:
    """Return what is wrong in one sheet, its sums aside."""
    found = [*_sheet(sheet, oddities)]
    for criterion in sheet.criteria:
        found += [(criterion.code, message) for message in (*_levels(criterion), *_rules(sheet, criterion))]
    return [Finding(sheet.release_id, sheet.no, where, message) for where, message in found]


def check_errata(oddities: Sequence[Erratum], sheets: Sequence[CriteriaSet]) -> list[Finding]:
    """Return errata of unknown kind, without a reason, or pointing at what no sheet has."""
    by_no = {sheet.no: sheet for sheet in sheets}
    found: list[tuple[SetNo | None, str | None, str]] = []
    for item in oddities:
        for no in item.sets or tuple(by_no):
            if no not in by_no:
                found.append((no, item.where, "mục đính chính nêu bộ không có"))
            elif item.kind != "spelling" and item.where is not None and item.where not in _places(by_no[no]):
                found.append((no, item.where, "mục đính chính nêu mã không có trên phiếu"))
        if item.kind not in ERRATUM_KINDS:
            found.append((None, item.where, f"loại đính chính lạ: {item.kind}"))
        if item.kind != "spelling" and not (item.why and item.consequence):
            found.append((None, item.where, "mục đính chính thiếu lý do hoặc hệ quả"))
    return [Finding(sheets[0].release_id, no, where, message) for no, where, message in found]


def _frame(checked: Release, current: Sequence[CriteriaSet]) -> Iterator[str]:
    if [band.stars for band in checked.bands] != [5, 4, 3, 2, 1] or checked.bands[-1].lower != 0:
        yield "các khung điểm phải xếp từ 5 đến 1 sao, khung cuối bắt đầu từ 0"
    if sorted((band.lower for band in checked.bands), reverse=True) != [band.lower for band in checked.bands]:
        yield "ngưỡng của các khung điểm không giảm dần"
    if any([part.max for part in sheet.parts] != [part.max for part in checked.parts] for sheet in current):
        yield "điểm tối đa ba phần của một phiếu khác điểm chung của bộ tiêu chí"
    if checked.set_numbers != tuple(range(1, SETS_OF_A_RELEASE + 1)):
        yield f"phải có đủ {SETS_OF_A_RELEASE} bộ"
    if sorted((leaf.set_no, leaf.code) for leaf in checked.product_classes()) != [
        (sheet.no, sheet.classification) for sheet in current
    ]:
        yield "danh mục phân loại và các phiếu không chỉ đúng vào nhau"
    if not all((checked.sources, checked.bands_source, checked.parts_source, checked.certificate_source)):
        yield "thiếu nguồn"
    yield from _options(checked)


def _options(checked: Release) -> Iterator[str]:
    if list(checked.options) != [field.name for field in fields(Regulation)] or set(checked.options) != set(
        OPTION_LABELS
    ):
        yield "các lựa chọn của quy chế không khớp với chương trình"
    for option in checked.options.values():
        known = VALUE_LABELS.get(option.name, {})
        if option.allowed and (option.default not in option.allowed or not set(option.allowed) <= set(known)):
            yield f"lựa chọn {option.name} có giá trị lạ"


def _sheet(sheet: CriteriaSet, oddities: Sequence[Erratum]) -> Iterator[tuple[str | None, str]]:
    codes = [criterion.code for criterion in sheet.criteria]
    if len(set(codes)) != len(codes):
        yield None, "có mã tiêu chí trùng nhau"
    numbered_twice = {code.partition("#")[0] for code in codes if "#" in code}
    for code in sorted(numbered_twice - {item.where for item in oddities if item.concerns(sheet.no)}):
        yield code, "mã in hai lần mà không có mục đính chính"
    if sheet.status not in ("complete", "partial"):
        yield None, f"tình trạng lạ: {sheet.status}"
    if (sheet.status == "partial") and sheet.best_total == sheet.total:
        yield None, "bộ không đầy đủ mà vẫn cộng đủ điểm"
    if f"bộ số {str(sheet.no).partition('-')[0]}" not in sheet.source:
        yield None, "nguồn không nêu số của bộ"
    if [part.code for part in sheet.parts] != ["A", "B", "C"]:
        yield None, "phải có ba phần A, B, C"
    for part in sheet.parts:
        for rule in (*part.rules, *(rule for group in part.groups for rule in group.rules)):
            if rule.kind not in KNOCK_OUT_KINDS:
                yield part.code, f"điều kiện của nhóm hoặc phần có loại lạ: {rule.kind}"


def _levels(criterion: Criterion) -> Iterator[str]:
    if any(level.points < 0 for level in criterion.levels) or not any(level.points for level in criterion.levels):
        yield "điểm của các mức không hợp lệ"
    if any(level.star is not None and level.star not in STARS_WITH_GATES for level in criterion.levels):
        yield "dấu sao phải là 3, 4 hoặc 5"
    cases = {level.case for level in criterion.levels} - {None}
    if cases != set(criterion.cases) or (cases and any(level.case is None for level in criterion.levels)):
        yield "các trường hợp không khớp với các mức"
    marks = [(level.star, level.points) for level in criterion.levels if level.star is not None]
    if sorted(marks) != sorted(marks, key=lambda mark: mark[1]) or len({star for star, _ in marks}) != len(marks):
        yield "dấu sao cao hơn phải đứng ở mức nhiều điểm hơn"


def _rules(sheet: CriteriaSet, criterion: Criterion) -> Iterator[str]:
    for rule in criterion.rules:
        if rule.kind not in RULE_KINDS:
            yield f"điều kiện có loại lạ: {rule.kind}"
        if not _points_at_earlier_criterion(sheet, criterion, rule):
            yield "điều kiện áp dụng phải chỉ vào một tiêu chí đứng trước"


def _points_at_earlier_criterion(sheet: CriteriaSet, criterion: Criterion, rule: Rule) -> bool:
    if rule.kind != "applies_only_if":
        return rule.criterion is None
    return sheet.position.get(str(rule.criterion), len(sheet.criteria)) < sheet.position[criterion.code]


def _places(sheet: CriteriaSet) -> set[str]:
    groups = [group for part in sheet.parts for group in part.groups]
    headings = {criterion.heading.code for criterion in sheet.criteria if criterion.heading}
    parts_and_groups = {part.code for part in sheet.parts} | {group.code for group in groups}
    return parts_and_groups | headings | set(sheet.position)
