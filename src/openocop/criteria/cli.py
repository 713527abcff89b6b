"""Commands of the law: what is packaged, whether it holds together, and the scoring engine without a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason
from openocop.criteria import cli_text
from openocop.criteria.domain.check import check
from openocop.criteria.domain.criteria_set import SetNo
from openocop.criteria.domain.plain import plain_release, plain_set
from openocop.criteria.domain.refusal import Refused
from openocop.criteria.domain.releases import criteria_set, errata_of, release, release_ids
from openocop.criteria.domain.request import answer

STANDARD_INPUT = "-"


def register(subcommands: Subcommands) -> None:
    """Add `criteria list | check | show` and `score`."""
    criteria = subcommands.add_parser("criteria", help="bộ tiêu chí: danh sách, kiểm tra, xem phiếu")
    verbs = criteria.add_subparsers(metavar="VIỆC", required=True)
    listed = verbs.add_parser("list", parents=[json_flag()], help="các bộ tiêu chí có trong phần mềm")
    listed.set_defaults(run=_list)
    checked = verbs.add_parser("check", parents=[json_flag()], help="kiểm tra điểm, dấu sao, đính chính, nguồn")
    checked.set_defaults(run=_check)
    shown = verbs.add_parser("show", parents=[json_flag()], help="xem một bộ tiêu chí hoặc một phiếu")
    shown.add_argument("release", metavar="BỘ_TIÊU_CHÍ", help="ví dụ 26-2026")
    shown.add_argument("--set", dest="set_no", metavar="SỐ", help="số của phiếu, ví dụ 8")
    shown.set_defaults(run=_show)
    scored = subcommands.add_parser("score", parents=[json_flag()], help="tính kết quả từ các phiếu chấm (JSON)")
    scored.add_argument("file", metavar="TỆP", help='tệp JSON, "-" là đầu vào chuẩn')
    scored.set_defaults(run=_score)


def _list(_arguments: argparse.Namespace) -> Outcome:
    releases = [release(release_id) for release_id in release_ids()]
    data = [
        {
            "id": item.id,
            "number": item.number,
            "title": item.title,
            "status": item.status,
            "valid_from": item.valid_from.isoformat(),
            "valid_until": item.valid_until and item.valid_until.isoformat(),
            "sets": len(item.set_numbers),
        }
        for item in releases
    ]
    return Outcome({"releases": data}, cli_text.release_table(releases))


def _check(_arguments: argparse.Namespace) -> Outcome:
    reports = [check(release_id) for release_id in release_ids()]
    data = [
        {
            "id": report.release_id,
            "status": report.status,
            "sets": report.sets,
            "criteria": report.criteria,
            "levels": report.levels,
            "gates": report.gates,
            "sums_ok": report.sums_ok,
            "errata": report.errata,
            "findings": [
                {"set": item.set_no, "where": item.where, "message": item.message} for item in report.findings
            ],
        }
        for report in reports
    ]
    ok = not any(report.findings for report in reports)
    return Outcome({"releases": data, "ok": ok}, cli_text.check_report(reports), refused=not ok)


def _show(arguments: argparse.Namespace) -> Outcome:
    try:
        if arguments.set_no is None:
            shown = release(arguments.release)
            return Outcome(plain_release(shown), cli_text.release_page(shown))
        sheet = criteria_set(arguments.release, _set_no(arguments.set_no))
    except Refused as error:
        raise BadInput(str(error)) from error
    return Outcome(plain_set(sheet), cli_text.sheet_page(sheet, errata_of(sheet)))


def _set_no(text: str) -> SetNo:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text


def _score(arguments: argparse.Namespace) -> Outcome:
    request = _read(arguments.file)
    if isinstance(request, list):
        answers = [_answer_or_error(item) for item in request]
        refused = any("error" in item for item in answers)
        return Outcome(answers, cli_text.results(answers), refused=refused)
    try:
        result = answer(request)
    except Refused as error:
        raise BadInput(f"{arguments.file}: {error}") from error
    return Outcome(result, cli_text.result(result))


def _answer_or_error(item: object) -> dict[str, Any]:
    try:
        return answer(item)
    except Refused as error:
        return {"error": str(error)}


def _read(name: str) -> Any:
    try:
        content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"{name}: không đọc được tệp ({reason(error)})") from error
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadInput(f"{name}: không phải văn bản UTF-8 (byte thứ {error.start})") from error
    except json.JSONDecodeError as error:
        raise BadInput(f"{name}: JSON sai ở dòng {error.lineno}, cột {error.colno}") from error
    except RecursionError as error:
        raise BadInput(f"{name}: JSON lồng quá sâu") from error
    except ValueError as error:  # a key given twice, NaN, a number of thousands of digits
        raise BadInput(f"{name}: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f'khóa "{twice}" xuất hiện hai lần trong một đối tượng')
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} không phải là số")
