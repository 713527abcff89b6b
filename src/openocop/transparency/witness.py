"""A witness from outside: keeps the last seal of a log and refuses one that does not go on from it.

It needs no database, so that a newspaper, a ministry or a neighbour province can run it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import urlopen

from openocop.transparency.domain.checkpoint import Checkpoint, LogKey, NotACheckpoint, opened
from openocop.transparency.domain.merkle import is_consistent

_PATIENCE = 20  # seconds
_MOST = 1 << 20  # bytes of any answer


class Unreachable(Exception):
    """The log or the state file cannot be read; nothing is said about the log."""


class Distrusted(Exception):
    """The log does not go on from what was seen of it before. The state file keeps what was seen."""


@dataclass(frozen=True, slots=True)
class State:
    """What a witness keeps of a log: its key and the last note that held."""

    key: str
    note: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen now; `former` is the size of last time, None the first time."""

    origin: str
    size: int
    root: str
    former: int | None


def watch(url: str, path: Path, pinned: str | None) -> Seen:
    """Look at the log at `url`, hold it against the state kept in `path`, and keep what it says now.

    Raises:
        Unreachable: the log or the file cannot be read.
        Distrusted: the log is signed by another key, was shortened or rewritten.
    """
    base = url if url.endswith("/") else f"{url}/"
    known = _read(path)
    try:
        key = LogKey.parsed(pinned or (known.key if known else _get(base, "key")))
        note = _get(base, "checkpoint")
        now = opened(note, key)
        former = opened(known.note, key) if known else None
    except NotACheckpoint as wrong:
        raise Distrusted(str(wrong)) from wrong
    if former is not None:
        _hold(base, former, now)
    _write(path, State(str(key), note))
    return Seen(now.origin, now.size, now.root.hex(), former.size if former else None)


def _hold(base: str, former: Checkpoint, now: Checkpoint) -> None:
    if now.origin != former.origin:
        raise Distrusted(f"sổ này là {now.origin}, tệp trạng thái là của {former.origin}")
    if now.size < former.size:
        raise Distrusted(f"sổ bị rút ngắn: lần trước {former.size} mục, nay {now.size}")
    proof = []
    if former.size not in (0, now.size):
        answer = _get(base, f"consistency.json?{urlencode({'from': former.size, 'to': now.size})}")
        try:
            proof = [bytes.fromhex(one) for one in json.loads(answer)["proof"]]
        except (ValueError, KeyError, TypeError) as wrong:
            raise Unreachable(f"{base}: không đọc được chứng minh nối tiếp") from wrong
    sound = is_consistent(first=former.size, first_root=former.root, second=now.size, second_root=now.root, proof=proof)
    if not sound:
        raise Distrusted(f"sổ {now.size} mục không nối tiếp sổ {former.size} mục đã thấy: có mục bị sửa")


def _get(base: str, what: str) -> str:
    address = urljoin(base, what)
    if urlsplit(address).scheme not in {"http", "https"}:
        raise Unreachable(f"{base}: địa chỉ phải bắt đầu bằng http:// hoặc https://")
    try:
        with urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310  # its scheme was looked at
            text: str = answer.read(_MOST).decode()
    except (URLError, OSError, UnicodeDecodeError) as wrong:
        raise Unreachable(f"{address}: không đọc được ({wrong})") from wrong
    return text


def _read(path: Path) -> State | None:
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as wrong:
        raise Unreachable(f"{path}: không phải tệp trạng thái của lệnh này ({wrong})") from wrong


def _write(path: Path, state: State) -> None:
    """Write the state beside the old one, then in its place: a killed process leaves one of the two."""
    unfinished = path.with_name(f"{path.name}.new")
    try:
        unfinished.write_text(json.dumps(asdict(state), ensure_ascii=False), encoding="utf-8")
        os.replace(unfinished, path)
    except OSError as wrong:
        raise Unreachable(f"{path}: không ghi được ({wrong})") from wrong
