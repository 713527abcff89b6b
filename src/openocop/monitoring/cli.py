"""`openocop report round` and `openocop report summary`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason

if TYPE_CHECKING:
    from openocop.dossiers.models import Round
    from openocop.monitoring.domain.round_summary import RoundSummary


def register(subcommands: Subcommands) -> None:
    report = subcommands.add_parser("report", help="báo cáo").add_subparsers(metavar="BÁO-CÁO", required=True)
    whole = report.add_parser("round", parents=[json_flag()], help="tổng hợp một đợt đánh giá, gọn trong một trang")
    whole.add_argument("round", metavar="ĐỢT", help="mã đợt, ví dụ CM-2022-1")
    whole.add_argument("--format", choices=("text", "docx", "pdf"), default="text", help="mặc định: text")
    whole.add_argument("--out", metavar="TỆP", type=Path, help="tệp docx hoặc pdf; mặc định bao-cao-ĐỢT ở thư mục này")
    whole.set_defaults(run=_round, database=True)
    press = report.add_parser("summary", parents=[json_flag()], help="đoạn tin gửi báo chí về một đợt")
    press.add_argument("--round", metavar="ĐỢT", required=True)
    press.set_defaults(run=_press, database=True)


def _round(arguments: argparse.Namespace) -> Outcome:
    round, summary = _summary(arguments.round)
    data = _data(summary)
    if arguments.format == "text":
        return Outcome(data=data, text=_text(summary))
    path = _write(round, summary, arguments.format, arguments.out)
    return Outcome(data=data | {"file": str(path)}, text=f"Đã ghi {path}")


def _press(arguments: argparse.Namespace) -> Outcome:
    from openocop.monitoring.domain.round_summary import figures, press_paragraph

    _found, summary = _summary(arguments.round)
    paragraph = press_paragraph(summary)
    return Outcome(
        data={"paragraph": paragraph, "figures": [asdict(item) for item in figures(summary)]}, text=paragraph
    )


def _data(summary: RoundSummary) -> dict[str, Any]:
    from openocop.monitoring.domain.round_summary import figures, open_points

    days = {"council_on": summary.council_on, "decided_on": summary.decided_on}
    return (
        asdict(summary)
        | {name: day.isoformat() if day else None for name, day in days.items()}
        | {"figures": [asdict(item) for item in figures(summary)], "open_points": open_points(summary)}
    )


def _text(summary: RoundSummary) -> str:
    from openocop.monitoring.domain.round_summary import lines, open_points, press_paragraph

    found = [press_paragraph(summary), "", f"  {'':<28}{'đếm được':>12}{'công bố':>12}"]
    found += [f"  {line.label:<28}{line.counted or '–':>12}{line.declared or '–':>12}" for line in lines(summary)]
    points = open_points(summary)
    if points:
        found += ["", "Việc còn lại và điều chưa rõ:", *(f"  – {point}" for point in points)]
    return "\n".join(found)


def _write(round: Round, summary: RoundSummary, kind: str, out: Path | None) -> Path:
    from openocop.monitoring.documents.round_report import REPORT_KINDS
    from openocop.monitoring.selectors.reports import round_report

    path = out or Path(f"bao-cao-{round.code}.{kind}")
    _media_type, make = REPORT_KINDS[kind]
    try:
        path.write_bytes(make(round_report(round, summary)))
    except OSError as error:
        raise BadInput(f"không ghi được {path}: {reason(error)}") from error
    return path


def _summary(code: str) -> tuple[Round, RoundSummary]:
    from django.db import DatabaseError

    from openocop.dossiers.models import Round
    from openocop.monitoring.selectors.rounds import round_summary

    try:
        found = list(Round.objects.filter(code=code).order_by("id")[:2])
    except DatabaseError as error:
        raise BadInput(f"cơ sở dữ liệu chưa sẵn sàng, hãy chạy openocop demo hoặc serve trước: {error}") from error
    if not found:
        raise BadInput(f"không có đợt “{code}”; xem mã các đợt ở trang Theo dõi")
    if len(found) > 1:
        raise BadInput(f"mã đợt “{code}” có ở nhiều tỉnh trong cơ sở dữ liệu này")
    return found[0], round_summary(found[0])
