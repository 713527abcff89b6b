"""What a person can see: whole answers, so that two moments can be compared byte by byte."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from types import FrameType
from typing import NamedTuple

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

# The only parts of a page that differ by chance: the token against forged posts, the number of a form to come.
_TOKENS = (
    re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+'),
    re.compile(rb'(X-CSRFToken": "|X-CSRFToken&quot;: &quot;)\w+'),
    re.compile(rb'(name="client_id" value=")[0-9a-f-]+'),
)


_VALUES = re.compile(r"'[^']*'|\b\d+\b")


class Seen(NamedTuple):
    """One answer: its status, headers, body and the number of queries it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    queries: int


def seen(client: Client, address: str) -> Seen:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
        body = _body(answer)
    return Seen(answer.status_code, tuple(sorted(answer.headers.items())), body, len(queries))


def way_through(client: Client, address: str) -> tuple[str, ...]:
    """Return how an answer was made: every function of ours that ran, in its order, and the statements as worded.

    Values stay out: what is looked up may differ, which way is taken for it may not.
    """
    taken: list[str] = []

    def note(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and "/openocop/" in frame.f_code.co_filename:
            taken.append(f"{frame.f_code.co_filename.rpartition('/openocop/')[2]} {frame.f_code.co_qualname}")

    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(note)
        try:
            _body(client.get(address))
        finally:
            sys.setprofile(None)
    return (*taken, *(_VALUES.sub("?", query["sql"]) for query in queries))


def told(client: Client, address: str, data: dict[str, str] | None = None) -> Seen:
    """Return what a post is answered, the page it leads to included."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, data or {}, follow=True)
        body = _body(answer)
    return Seen(answer.status_code, tuple(sorted(answer.headers.items())), body, len(queries))


def all_seen(client: Client, addresses: Iterable[str]) -> dict[str, Seen]:
    return {address: seen(client, address) for address in addresses}


def differing(before: dict[str, Seen], after: dict[str, Seen]) -> list[str]:
    return [address for address in before if before[address] != after[address]]


def _body(answer: HttpResponseBase) -> bytes:
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # either
    for token in _TOKENS:
        body = token.sub(rb"\1", body)
    return body
