"""`openocop channels list`, `check` and `sign`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openocop.channels.domain.signing import SIGNING, Undescribed, sign_described
from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, reason

if TYPE_CHECKING:
    from openocop.channels.domain.rulebook import Channel

_LARGEST = 5 * 1024 * 1024  # bytes of a file that describes one product or request


def register(subcommands: Subcommands) -> None:
    acts = subcommands.add_parser("channels", help="kênh bán hàng").add_subparsers(metavar="VIỆC", required=True)
    listed = acts.add_parser("list", parents=[json_flag()], help="các kênh và luật của từng kênh")
    listed.set_defaults(run=_list)
    check = acts.add_parser("check", parents=[json_flag()], help="soát một sản phẩm theo luật của kênh")
    check.add_argument("channel", metavar="KÊNH")
    which = check.add_mutually_exclusive_group(required=True)
    which.add_argument("--product", metavar="MÃ", help="mã số sản phẩm trên giấy chứng nhận, hoặc mã trong địa chỉ")
    which.add_argument("--file", type=Path, metavar="TỆP", help="một bản ghi sản phẩm bằng JSON")
    check.add_argument("--on", type=date.fromisoformat, metavar="NGÀY", help="soát như vào ngày này (mặc định hôm nay)")
    check.set_defaults(run=_check, database=True)
    sign = acts.add_parser("sign", parents=[json_flag()], help="chuỗi cần ký và chữ ký của một lời gọi")
    sign.add_argument("channel", metavar="KÊNH", help=", ".join(sorted(SIGNING)))
    sign.add_argument("--file", type=Path, required=True, metavar="TỆP", help="lời gọi được mô tả bằng JSON")
    sign.set_defaults(run=_sign)


def _list(arguments: argparse.Namespace) -> Outcome:
    from openocop.channels.domain.rulebook import channels

    rows = [
        {
            "channel": one.slug,
            "label": one.label,
            "modes": [mode.value for mode in one.modes],
            "language": one.language,
            "currency": one.currency,
            "rules": len(one.rules),
        }
        for one in channels().values()
    ]
    return Outcome(
        {"channels": rows}, "\n".join(f"{row['channel']:20} {row['rules']:3} luật  {row['label']}" for row in rows)
    )


def _check(arguments: argparse.Namespace) -> Outcome:
    from django.utils import timezone

    from openocop.core.domain.legal_time import legal_day

    channel = _channel(arguments.channel)
    on = arguments.on or legal_day(timezone.now())
    if arguments.file is not None:
        found = [_report(channel, _json(arguments.file), on, gated=False)]
    else:
        found = [_report(channel, record, on, gated=True) for record in _records(arguments.product, on)]
    data = (
        found[0]
        if len(found) == 1
        else {"channel": channel.slug, "ready": all(one["ready"] for one in found), "units": found}
    )
    return Outcome(data, "\n".join(_lines(found)), refused=not data["ready"])


def _records(code: str, on: date) -> Iterator[dict[str, Any]]:
    from openocop.channels.selectors.records import products_coded, records_of
    from openocop.core.serving import prepare_database

    prepare_database()
    products = list(products_coded(code))
    if not products:
        raise BadInput(f"--product: không có sản phẩm nào mang mã “{code}”")
    for records in records_of(products, on).values():
        yield from records


def _report(channel: Channel, record: dict[str, Any], on: date, *, gated: bool) -> dict[str, Any]:
    """Return what is printed of one unit. A record in a file that says nothing of its stars passes no gate."""
    from openocop.channels.domain.checking import check
    from openocop.channels.domain.gate import gate
    from openocop.channels.domain.rulebook import Severity
    from openocop.channels.words import fix_of, held_text, message_of

    checked = check(channel, record, on)
    problems = []
    held = gate(record, channel.slug, on) if gated or "recognition" in record else []
    for one in held:
        message, fix = held_text(one, channel.name)
        rule = f"gate.{one.block.value}"
        problems.append({"field": one.at, "rule": rule, "severity": one.severity.value, "message": message, "fix": fix})
    for problem in checked.problems:
        problems.append(
            {
                "field": problem.rule.name,
                "rule": problem.id_in(channel.slug),
                "severity": problem.severity.value,
                "message": message_of(problem, channel.name),
                "fix": fix_of(problem, channel.name),
            }
        )
    ready = checked.ready and all(one.severity != Severity.ERROR for one in held)
    return {
        "channel": channel.slug,
        "sku": record.get("sku"),
        "ready": ready,
        "score": checked.score,
        "problems": problems,
    }


def _lines(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        state = "sẵn sàng" if one["ready"] else "chưa sẵn sàng"
        yield f"{one['channel']}, {one['sku'] or 'không có mã hàng'}: {state}, {one['score']}/100"
        for problem in one["problems"]:
            yield f"  {problem['severity']:8} {problem['message']} {problem['fix']} [{problem['rule']}]"


def _sign(arguments: argparse.Namespace) -> Outcome:
    if arguments.channel not in SIGNING:
        raise BadInput(f"“{arguments.channel}” không ký lời gọi; các kênh có ký: {', '.join(sorted(SIGNING))}")
    try:
        signed = sign_described(arguments.channel, _json(arguments.file))
    except Undescribed as lacking:
        raise BadInput(f"{arguments.file}: thiếu hoặc sai “{lacking.part}”") from lacking
    data = {"string_to_sign": signed.string_to_sign, "signature": signed.signature}
    return Outcome(data, f"{signed.string_to_sign}\n{signed.signature or 'chưa có khóa bí mật nên chưa ký'}")


def _channel(slug: str) -> Channel:
    from openocop.channels.domain.rulebook import channels

    if slug not in channels():
        raise BadInput(f"không có kênh “{slug}”; có: {', '.join(channels())}")
    return channels()[slug]


def _json(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"{path}: quá {_LARGEST // 1024 // 1024} MB")
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{path}: {reason(error)}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path}: không đọc được JSON") from error
    if not isinstance(read, dict):
        raise BadInput(f"{path}: phải là một đối tượng JSON")
    return read
