"""The electronic file of a closed round: its index, and the check that nothing in it has changed.

Everything here is plain Python, so that a pack can be checked years later without a database.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openocop.core.domain.cells import harmless

INDEX_CSV, INDEX_PDF, SUMS = "muc-luc.csv", "muc-luc.pdf", "SHA256SUMS"
_CHUNK = 1024 * 1024
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_HEADS = (
    "TT",
    "Nhóm",
    "Tên văn bản",
    "Số, ký hiệu",
    "Ngày",
    "Số trang",
    "Dung lượng (byte)",
    "SHA-256",
    "Đường dẫn",
    "Ghi chú",
)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One paper of the file. `path` and `sha256` are "" for one that is missing; `note` then says why.

    `pages` is None where they cannot be counted.
    """

    group: str
    title: str
    number: str
    dated: str
    path: str = ""
    size: int = 0
    sha256: str = ""
    pages: int | None = None
    note: str = ""

    @property
    def missing(self) -> bool:
        return not self.path


class PackUnreadable(Exception):
    """The file is no pack of a round; `str(error)` is one Vietnamese line."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of a pack found. All lists hold paths; a pack is whole when the last three are empty."""

    files: int
    sha256: str
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not (self.changed or self.missing or self.unlisted)


def page_count(content: bytes) -> int | None:
    """Return how many pages a PDF names in the clear, None for other files and for those that hide them."""
    if not content.startswith(b"%PDF"):
        return None
    return len(_PAGE.findall(content)) or None


def index_csv(rows: Sequence[IndexRow]) -> bytes:
    """Return the index as a table for a spreadsheet: UTF-8 with its mark, so that it opens as Vietnamese."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for number, row in enumerate(rows, start=1):
        pages = "" if row.pages is None else str(row.pages)
        size = "" if row.missing else str(row.size)
        cells = (row.group, row.title, row.number, row.dated, pages, size, row.sha256, row.path, row.note)
        writer.writerow([str(number), *map(harmless, cells)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def sums(listed: Iterable[tuple[str, str]]) -> bytes:
    """Return (path, SHA-256) pairs as `sha256sum -c` reads them."""
    return "".join(f"{digest}  {path}\n" for path, digest in listed).encode()


def verify_pack(pack: Path) -> Verification:
    """Hold every file of a pack against the sums it carries.

    Raises:
        PackUnreadable: no zip, or one without sums.
    """
    try:
        with zipfile.ZipFile(pack) as held:
            names = held.namelist()
            if SUMS not in names:
                raise PackUnreadable(f"tệp không có {SUMS}: không phải hồ sơ lưu trữ của đợt")
            listed = _listed(held.read(SUMS))
            changed = tuple(path for path, digest in listed.items() if path in names and _digest(held, path) != digest)
    except zipfile.BadZipFile as broken:
        raise PackUnreadable("không phải tệp zip, hoặc tệp đã hỏng") from broken
    return Verification(
        files=len(listed),
        sha256=_file_digest(pack),
        changed=changed,
        missing=tuple(path for path in listed if path not in names),
        unlisted=tuple(name for name in names if name not in listed and name != SUMS),
    )


def _listed(text: bytes) -> dict[str, str]:
    lines = text.decode("utf-8", "replace").splitlines()
    pairs = (line.partition("  ") for line in lines if line)
    return {path: digest for digest, _space, path in pairs}


def _digest(held: zipfile.ZipFile, path: str) -> str:
    """Return the digest of a file of the pack; one whose own checksum is broken has none."""
    digest = hashlib.sha256()
    try:
        with held.open(path) as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
    except zipfile.BadZipFile:
        return ""
    return digest.hexdigest()


def _file_digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
