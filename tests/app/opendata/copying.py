"""Every public page of a system; run as a program, of one into which a dump was read."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

# What a copy does not have: the log, which it could not sign, and pages of people who sign in or send something.
ELSEWHERE = re.compile(r"^/(so-minh-bach|tai-khoan|du-lieu-mo|y-tuong|bao-sai|en/bao-sai)/")
SEARCHES = ("tom", "tôm khô", "huyen dam doi", "khong co gi", "mua tom kho o dau")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]*"')


def public_pages() -> dict[str, str]:
    """Return every public page that links lead to from the front page, and some searches, by address."""
    from django.core.cache import cache
    from django.test import Client

    from openocop.catalogue.selectors.index import forget_index
    from openocop.recognition.models import Certificate

    forget_index()
    cache.clear()
    client, seen = Client(), dict[str, str]()
    certificates = Certificate.objects.order_by("number").values_list("public_id", flat=True)
    waiting = ["/", "/chung-nhan/khong-co/", "/mua-hang/?thang=12", "/thu-hoi/", "/sitemap.xml"]
    waiting += [f"/chung-nhan/{one}/" for one in certificates] + [f"/san-pham/?q={words}" for words in SEARCHES]
    waiting += ["/kiem-tra/?ma=96-32152-01-2026", "/kiem-tra/?ma=tom", "/ma/96-32152-01-2026"]
    while waiting:
        address = waiting.pop()
        if address in seen or ELSEWHERE.match(address):
            continue
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        head = f"{answer.status_code} {answer.headers.get('Location', '')} {answer.headers.get('OCOP-Status', '')}\n"
        if "html" in answer.headers.get("Content-Type", ""):
            seen[address] = head + _TOKEN.sub("", content.decode())
            waiting += _links(content.decode())
        else:
            seen[address] = head + content.hex()
    return seen


def _links(page: str) -> Iterator[str]:
    for link in re.findall(r'(?:href|src)="(/[^"#]*)', page):
        if not link.startswith(("/static/", "//")):
            yield link.replace("&amp;", "&")


def _main(folder: Path, found: Path, at: datetime) -> None:
    """Read the dump into the empty system of this process, write its pages to `found` and its own dump beside it."""
    import django
    from django.utils import timezone

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from openocop.core.domain.legal_time import legal_day
    from openocop.opendata.services.dumping import dump
    from openocop.opendata.services.importing import read_in

    setup_test_environment()
    call_command("migrate", verbosity=0)
    timezone.now = lambda: at
    read_in(folder)
    found.write_text(json.dumps(public_pages()), encoding="utf-8")
    dump("ca-mau", legal_day(at), into=found.parent / "dump")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
