"""What the law's commands say to a person, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent, wrap
from typing import Any

from openocop.criteria.domain.check import Report
from openocop.criteria.domain.criteria_set import CriteriaSet, Criterion
from openocop.criteria.domain.explanation import MARKS
from openocop.criteria.domain.legal_release import Erratum, Release
from openocop.criteria.domain.regulation import OPTION_LABELS
from openocop.criteria.domain.releases import current_sets

WIDTH = 100
STATUS = {"complete": "đầy đủ", "partial": "chưa đầy đủ"}


def release_table(releases: Sequence[Release]) -> str:
    """Return one line a release, oldest first."""
    head = f"{'Mã':<11}{'Số hiệu':<18}{'Từ ngày':<12}{'Đến trước':<12}{'Bộ':>3}  Bản chép"
    rows = [
        f"{item.id:<11}{item.number:<18}{item.valid_from:%d/%m/%Y}  "
        f"{item.valid_until.strftime('%d/%m/%Y') if item.valid_until else 'còn hiệu lực':<12}"
        f"{len(item.set_numbers):>3}  {STATUS[item.status]}"
        for item in releases
    ]
    return "\n".join([head, *rows])


def check_report(reports: Sequence[Report]) -> str:
    """Return the counts of each release, then every finding."""
    lines = []
    for report in reports:
        sums = "cộng khớp" if report.sums_ok else "CÓ CHỖ CỘNG KHÔNG KHỚP"
        lines.append(
            f"{report.release_id}: {report.sets} bộ, {report.criteria} tiêu chí, {report.levels} mức, "
            f"{report.gates} dấu sao, {report.errata} mục đính chính; {sums}"
        )
        lines += [f"  ! bộ {item.set_no or '-'}, mục {item.where or '-'}: {item.message}" for item in report.findings]
    wrong = sum(len(report.findings) for report in reports)
    return "\n".join([*lines, f"{wrong} chỗ cần xem lại." if wrong else "Không có chỗ nào sai."])


def release_page(release: Release) -> str:
    """Return the frame of a release: document, bands, what it leaves open, its sheets."""
    lines = [f"{release.number}: {release.title}", *_wrapped(f"Bản chép: {release.text_status}.", 0), "", "Xếp hạng:"]
    lines += [f"  {band.stars} sao: {band.text}" for band in release.bands]
    lines += ["", "Quy chế (mặc định, và điều văn bản để ngỏ):"]
    for option in release.options.values():
        default = option.default if option.default is not None else "không giới hạn"
        lines += _wrapped(f"{OPTION_LABELS[option.name]} ({option.name}): {default}", 2)
        lines += _wrapped(option.open, 6) if option.open else []
    lines += ["", "Các phiếu:"]
    for sheet in current_sets(release.id):
        note = "" if sheet.status == "complete" else f" [{STATUS[sheet.status]}, cộng được {sheet.best_total}]"
        lines.append(f"  {sheet.no:>2}. {sheet.title}{note}")
    return "\n".join(lines)


def sheet_page(sheet: CriteriaSet, oddities: Sequence[Erratum]) -> str:
    """Return the sheet as printed, each level with its place, points and star mark."""
    lines = [f"Bộ số {sheet.no}: {sheet.title}", f"({sheet.source}; bản chép {STATUS[sheet.status]})"]
    lines += [line for text in sheet.rejected_if for line in _wrapped(text, 0)]
    for part in sheet.parts:
        lines += ["", f"PHẦN {part.code}. {part.label} ({part.max} điểm)"]
        lines += [line for rule in part.rules for line in _wrapped(rule.text, 4)]
        for group in part.groups:
            lines += ["", f"{group.code}. {group.label} ({group.max} điểm)"]
            lines += _wrapped(group.description, 4) if group.description else []
            heading = None
            for criterion in group.criteria:
                if criterion.heading != heading and criterion.heading is not None:
                    lines.append(f"  {criterion.heading.code} {criterion.heading.label}")
                heading = criterion.heading
                lines += _criterion(criterion)
            lines += [line for rule in group.rules for line in _wrapped(rule.text, 4)]
    lines += [line for item in oddities if item.kind != "spelling" for line in _erratum(item)]
    return "\n".join(lines)


def result(answer: dict[str, Any]) -> str:
    """Return one answer of the scoring engine as readable text."""
    star = "không xếp hạng" if answer["star"] is None else f"{answer['star']} sao"
    lines = [f"Kết quả: {star} (trung bình {answer['average'].replace('.', ',')} điểm)"]
    for assessor, total in answer["totals"].items():
        parts = ", ".join(f"{code} {points}" for code, points in answer["parts"][assessor].items())
        lines.append(f"  {assessor}: {total} điểm ({parts})")
    return "\n".join([*lines, *(line for text in answer["reasons"] for line in _wrapped(text, 2))])


def results(answers: Sequence[dict[str, Any]]) -> str:
    """Return many answers, numbered in the order of the input."""
    told = [
        f"[{place}] " + (f"Từ chối: {item['error']}" if "error" in item else result(item))
        for place, item in enumerate(answers, start=1)
    ]
    return "\n".join(told) or "Không có yêu cầu nào."


def _criterion(criterion: Criterion) -> Iterator[str]:
    mark = f" {MARKS[criterion.heading_star]}" if criterion.heading_star else ""
    yield from _wrapped(f"{criterion.code} {criterion.label}{mark} ({criterion.max} điểm)", 2)
    for text in (criterion.description, *(rule.text for rule in criterion.rules)):
        if text:
            yield from _wrapped(text, 4)
    case = None
    for place, level in enumerate(criterion.levels):
        if level.case is not None and level.case != case:
            yield from _wrapped(f"Trường hợp {level.case}: {criterion.cases[level.case]}", 4)
            case = level.case
        star = f" {MARKS[level.star]}" if level.star else ""
        yield from _wrapped(f"[{place}] {level.points} điểm{star}: {level.text}", 4)


def _erratum(item: Erratum) -> Iterator[str]:
    where = f"mục {item.where}" if item.where else "cả phiếu"
    yield ""
    yield from _wrapped(f"Đính chính, {where}: {item.printed}. Cách đọc: {item.reading}.", 0)
    yield from _wrapped(f"Lý do: {item.why}. {item.consequence}", 4)


def _wrapped(text: str, margin: int) -> list[str]:
    return indent("\n".join(wrap(text, WIDTH - margin)), " " * margin).split("\n")
