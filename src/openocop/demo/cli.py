"""`openocop demo`: a fresh demonstration on real data, then serve it."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openocop.core.command import BadInput, Outcome, Subcommands, json_flag, print_outcome
from openocop.core.serving import HOST, gather_static_files, prepare_database, refuse_busy_port, serve, web_arguments

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def register(subcommands: Subcommands) -> None:
    demo = subcommands.add_parser("demo", parents=[json_flag()], help="dựng bản trình diễn rồi chạy")
    demo.add_argument("--no-serve", action="store_true", help="chỉ nạp dữ liệu, không chạy trang web")
    demo.add_argument("--reset", action="store_true", help="xóa bản trình diễn cũ rồi nạp lại")
    web_arguments(demo)
    demo.set_defaults(run=run_demo, database=True)


def run_demo(arguments: argparse.Namespace) -> Outcome:
    """Load the demonstration into an empty home and report what stands there; serve it unless told not to."""
    from django.utils import timezone

    from openocop.demo.selectors.summary import demonstration_summary
    from openocop.demo.services.documents import write_documents
    from openocop.demo.services.loading import load_demonstration

    if not arguments.no_serve:
        refuse_busy_port(arguments.port)
    _refuse_other_data(reset=arguments.reset)
    prepare_database()
    cast = load_demonstration(at=timezone.now(), tell=_tell)
    report = demonstration_summary()
    report["documents"] = write_documents()
    report["url"] = f"http://{HOST}:{arguments.port}/"
    report["accounts"] = [
        {"role": person.post.role.value, "login": login, "name": person.post.name, "password": person.password}
        for login, person in cast.items()
    ]
    outcome = Outcome(data=report, text=_text(report))
    if not arguments.no_serve:
        print_outcome(outcome, as_json=arguments.json)
        serve(arguments)
    gather_static_files()
    return outcome


def _refuse_other_data(*, reset: bool) -> None:
    """A demonstration never mixes with data that stand already, and only a demonstration is ever wiped."""
    from django.conf import settings
    from django.db import connection

    place = settings.OPENOCOP_HOME if connection.vendor == "sqlite" else "cơ sở dữ liệu"
    if "accounts_user" in connection.introspection.table_names():
        from openocop.accounts.models import User

        people = User.objects.exists()
        if people and not User.objects.filter(is_illustrative=True).exists():
            raise BadInput(f"{place} đang giữ dữ liệu thật, không phải bản trình diễn; chọn OPENOCOP_HOME khác")
        if people and not reset:
            raise BadInput(
                f"{place} đã có dữ liệu; chạy openocop serve để mở lại, "
                "hoặc openocop demo --reset để xóa bản trình diễn và nạp lại từ đầu"
            )
    if reset:
        _wipe(connection, Path(settings.OPENOCOP_HOME))


def _wipe(connection: BaseDatabaseWrapper, home: Path) -> None:
    if connection.vendor == "postgresql":
        from openocop.core.services.archive_tables import drop_everything

        drop_everything(connection)
    connection.close()
    for path in home.glob("openocop.sqlite3*"):
        path.unlink()
    shutil.rmtree(home / "files", ignore_errors=True)


def _tell(step: str) -> None:
    print(step, file=sys.stderr)  # noqa: T201  # progress of a long job


def _text(report: dict[str, Any]) -> str:
    highest, total, current = report["highest"], report["cumulative"], report["current_round"]
    leading = ", ".join(highest["products"])
    lines = [
        f"Phiên họp Hội đồng ngày 30/11/2022 ({report['round']}, bộ tiêu chí {report['release']})",
        f"  {report['products']} sản phẩm của {report['producers']} chủ thể, {report['districts']}/"
        f"{report['districts_total']} đơn vị cấp huyện (công bố; đếm được {report['districts_counted']})",
        f"  {report['stars']['3']} sản phẩm 3 sao; cao nhất {highest['average']} điểm: {leading}",
        f"  lũy kế {total['products']} sản phẩm, trong đó {total['itemised']} có tên từng sản phẩm",
        f"Đợt tập dượt (minh hoạ, bộ tiêu chí {current['release']}): {current['dossiers']} hồ sơ, phiên đang chấm điểm",
        "",
        f"Địa chỉ: {report['url']}",
        "Tài khoản (mật khẩu sinh ngẫu nhiên, chỉ hiện một lần này):",
        *(f"  {a['login']:<14} {a['password']:<22} {a['name']} ({a['role']})" for a in report["accounts"]),
    ]
    return "\n".join(lines)
