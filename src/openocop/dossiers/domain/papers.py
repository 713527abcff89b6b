"""Which files a dossier takes: known by their bytes, never by their name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024  # of a PDF, Word or Excel file as it is sent and kept
MAX_PHOTOGRAPH_BYTES = 60 * 1024 * 1024  # of a photograph as it is sent; what is kept of it is far smaller
MAX_UNPACKED_BYTES = (
    300 * 1024 * 1024
)  # a Word file of pictures unpacks to a little more than itself, a bomb to far more
HEAD_BYTES = 16  # enough to know a type by
_PDF, _ARCHIVE = b"%PDF-", b"PK\x03\x04"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    _WORD: ".docx",
    _EXCEL: ".xlsx",
}


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"
    BROKEN = "broken"
    MACROS = "macros"
    PROGRAM = "program"
    LOCKED = "locked"
    TOO_MANY_PIXELS = "too_many_pixels"


PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


class UnacceptablePaper(ValueError):
    """The file is not taken into a dossier; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Paper:
    """An accepted file: its content, and its type as the content shows it."""

    content: bytes
    media_type: str

    def name_for(self, given: str) -> str:
        """Return `given` without its path, with the extension of the content: "a/phieu.exe" of a PDF is "phieu.pdf"."""
        extension = EXTENSIONS[self.media_type]
        name = given.replace("\\", "/").rpartition("/")[2]
        stem = name.rpartition(".")[0] or name
        return f"{stem[: 250 - len(extension)]}{extension}"


def recognise(content: bytes) -> Paper:
    """Return `content` with its type: PDF, JPEG, PNG, WebP, DOCX or XLSX; `UnacceptablePaper` for anything else.

    Pictures are known here by their first bytes only; decoding them is the caller's.
    """
    if not content:
        raise UnacceptablePaper(Fault.EMPTY)
    if len(content) > limit_of(content[:HEAD_BYTES]):
        raise UnacceptablePaper(Fault.TOO_LARGE)
    if content.startswith(_PDF):
        if b"%%EOF" not in content:
            raise UnacceptablePaper(Fault.BROKEN)
        return Paper(content, "application/pdf")
    return Paper(content, picture_type(content[:HEAD_BYTES]) or _office_type(content))


def limit_of(head: bytes) -> int:
    """Return how many bytes a file may have that begins with `head`; `UnacceptablePaper` for a type not taken."""
    if picture_type(head):
        return MAX_PHOTOGRAPH_BYTES
    if head.startswith((_PDF, _ARCHIVE)):
        return MAX_BYTES
    raise UnacceptablePaper(Fault.UNKNOWN_TYPE)


def picture_type(head: bytes) -> str:
    """Return the type of the photograph that begins with `head`, "" for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return ""


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise UnacceptablePaper(Fault.BROKEN) from broken
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnacceptablePaper(Fault.MACROS)
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise UnacceptablePaper(Fault.TOO_LARGE)
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return _WORD
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return _EXCEL
    raise UnacceptablePaper(Fault.UNKNOWN_TYPE)
