"""`openocop tick`, and the process beside the server that does the same whenever a new day has begun."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time

from openocop.core.command import Outcome, Subcommands, json_flag

EVERY = 60  # seconds
_LOOK = 1


def register(subcommands: Subcommands) -> None:
    tick = subcommands.add_parser(
        "tick", parents=[json_flag()], help="làm các việc đến hạn (openocop serve tự làm khi sang ngày)"
    )
    tick.set_defaults(run=_tick, database=True)


def _tick(_arguments: argparse.Namespace) -> Outcome:
    from openocop.core.serving import prepare_database

    prepare_database()
    done = sweep()
    text = (
        f"Đã cập nhật {done['listings']} sản phẩm trên trang công khai, thời hạn theo Điều 12.3 của {done['kept']} "
        f"lần công nhận, gỡ {done['sessions']} phiên đăng nhập hết hạn, "
        f"{done['files']} tệp ghi dở và {done['uploads']} tệp gửi dở; kết thúc {done['opinions']} đợt lấy ý kiến; "
        f"ghi {done['entries']} mục vào sổ minh bạch; xuất {done['dumps']} bản dữ liệu mở; "
        f"xóa thông tin người hỏi mua của {done['enquiries']} câu hỏi và {done['contacts']} phản ánh đã quá hạn giữ; "
        f"soạn {done['reminders']} lời nhắc, gửi {done['letters']} thư."
    )
    return Outcome(dict(done), text)


def sweep() -> dict[str, int]:
    """Do what is due; return how much of each kind there was. Done twice, the second finds nothing."""
    from django.conf import settings
    from django.utils import timezone

    from openocop.accounts.services.sweeping import end_sign_ins
    from openocop.catalogue.services.sweeping import list_what_has_begun
    from openocop.core.domain.legal_time import legal_day
    from openocop.core.services.outbox import send_due
    from openocop.core.services.sweeping import remove_unfinished_files
    from openocop.dossiers.services.uploads import drop_stale_uploads
    from openocop.enquiries.services.answering import erase_due
    from openocop.evaluation.services.opinions import close_due_opinions
    from openocop.misuse.services.reporting import erase_contacts
    from openocop.opendata.services.dumping import dump_all
    from openocop.recognition.services.extensions import keep_until_outcomes
    from openocop.recognition.services.reminders import remind_of_renewals
    from openocop.transparency.services.publishing import publish_all

    now = timezone.now()
    return {
        "kept": keep_until_outcomes(legal_day(now)),
        "listings": list_what_has_begun(legal_day(now)),
        "opinions": close_due_opinions(legal_day(now)),
        "sessions": end_sign_ins(now),
        "files": remove_unfinished_files(settings.OPENOCOP_HOME),
        "uploads": drop_stale_uploads(now),
        "entries": publish_all(),
        "dumps": dump_all(legal_day(now)),
        "enquiries": erase_due(legal_day(now), at=now),
        "contacts": erase_contacts(now),
        "reminders": remind_of_renewals(legal_day(now), at=now),
        "letters": send_due(),
    }


def keep_sweeping(parent: int) -> None:
    """Every minute, for as long as process `parent` lives, publish and send what waits; sweep on a new legal day."""
    import django
    from django.db import DatabaseError, connection
    from django.utils import timezone

    from openocop.core.domain.legal_time import legal_day

    django.setup()
    from openocop.core.services.outbox import send_due
    from openocop.transparency.services.publishing import publish_all

    swept = None
    while os.getppid() == parent:
        today = legal_day(timezone.now())
        try:
            if today != swept:
                sweep()
                swept = today
            else:
                publish_all()
                send_due()
        except DatabaseError:  # tried again in a minute
            logging.getLogger(__name__).exception("sweep failed")
        connection.close()
        until = time.monotonic() + EVERY
        while time.monotonic() < until and os.getppid() == parent:
            time.sleep(_LOOK)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openocop.config.settings")
    keep_sweeping(int(sys.argv[1]))
