"""`openocop report round` and `openocop report summary`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag


def register(subcommands: Subcommands) -> None:
    report = subcommands.add_parser("report", help="báo cáo").add_subparsers(metavar="BÁO-CÁO", required=True)
    whole = report.add_parser("round", parents=[json_flag()], help="tổng hợp một đợt đánh giá")
    whole.add_argument("round", metavar="ĐỢT", help="mã đợt, ví dụ CM-2022-1")
    whole.set_defaults(run=_round, database=True)
    press = report.add_parser("summary", parents=[json_flag()], help="đoạn tin gửi báo chí về một đợt")
    press.add_argument("--round", metavar="ĐỢT", required=True)
    press.set_defaults(run=_press, database=True)


def _round(arguments: argparse.Namespace) -> Outcome:
    from openocop.monitoring.domain.round_summary import figures

    summary = _summary(arguments.round)
    lines = [f"{summary.name}, bộ tiêu chí {summary.release}"]
    lines += [f"  {item.label:<20} {item.value:>6}   ({item.origin})" for item in figures(summary)]
    data = asdict(summary) | {"council_on": summary.council_on.isoformat() if summary.council_on else None}
    return Outcome(data=data, text="\n".join(lines))


def _press(arguments: argparse.Namespace) -> Outcome:
    from openocop.monitoring.domain.round_summary import figures, press_paragraph

    summary = _summary(arguments.round)
    found = [asdict(item) for item in figures(summary)]
    paragraph = press_paragraph(summary)
    return Outcome(data={"paragraph": paragraph, "figures": found}, text=paragraph)


def _summary(code: str):  # type: ignore[no-untyped-def]  # the type lives behind the Django start
    from openocop.dossiers.models import Round
    from openocop.monitoring.selectors.rounds import round_summary

    round = Round.objects.filter(code=code).first()
    if round is None:
        raise BadInput(f"không có đợt “{code}”; xem mã các đợt ở trang Theo dõi")
    return round_summary(round)
