"""Whether a Word file that came from outside may become a template: an honest package that reaches for nothing.

Everything here looks at names, sizes and plain bytes; nothing in the file is run.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 30 * 1024 * 1024
MAX_PARTS = 400
MAX_XML_PART = 3 * 1024 * 1024  # what the template engine reads as one text

_MAIN_PART = "word/document.xml"
_ACTIVE_PARTS = re.compile(r"vbaProject|vbaData|/activeX/|/embeddings/|/ctrlProps/|customUI|\.bin$", re.IGNORECASE)
_EXTERNAL = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"']*)[\"']")
_FOREIGN_TYPE = re.compile(rb"relationships/(?:aFChunk|oleObject|attachedToolbars|subDocument|frame)\b")
# Fields that fetch or start something when the paper is opened.
_FETCHING_FIELD = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|MACROBUTTON)\b")
_INSTRUCTION = re.compile(rb"(?s)<w:instrText[^>]*>(.*?)</w:instrText>|w:instr\s*=\s*[\"']([^\"']*)[\"']")


class PackageFault(StrEnum):
    TOO_LARGE = "too_large"
    NO_WORD_FILE = "no_word_file"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    MACROS = "macros"
    REACHES_OUT = "reaches_out"
    ENTITIES = "entities"
    FIELDS = "fields"


class PackageRefused(Exception):
    """`fault` says what is wrong, `where` names the part, target or field."""

    def __init__(self, fault: PackageFault, where: str = "") -> None:
        super().__init__(f"{fault}: {where}")
        self.fault, self.where = fault, where


# What `zipfile` raises of a package that is damaged, packed in a way it does not know, locked, or cut short.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


def check_package(content: bytes) -> None:
    """Refuse what is no plain Word document, or one that carries code or points outside itself.

    Raises:
        PackageRefused: the first fault found.
    """
    if len(content) > MAX_BYTES:
        raise PackageRefused(PackageFault.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_entries(package.infolist())
            for name, data in _texts(package):
                _check_text(name, data)
    except _UNREADABLE as wrong:
        raise PackageRefused(PackageFault.NO_WORD_FILE) from wrong


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if _MAIN_PART not in names or "[Content_Types].xml" not in names or len(set(names)) < len(names):
        raise PackageRefused(PackageFault.NO_WORD_FILE)
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise PackageRefused(PackageFault.UNPACKS_TOO_LARGE)
    active = next((name for name in names if _ACTIVE_PARTS.search(name)), None)
    if active:
        raise PackageRefused(PackageFault.MACROS, active)


def _texts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that are XML; one that is larger unpacked than it says ends in an error of the library."""
    for entry in package.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            if entry.file_size > MAX_XML_PART:
                raise PackageRefused(PackageFault.UNPACKS_TOO_LARGE, entry.filename)
            yield entry.filename, package.read(entry)


def _check_text(name: str, data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or not _is_plain_text(data):
        raise PackageRefused(PackageFault.ENTITIES, name)
    if name == "[Content_Types].xml" and b"macroEnabled" in data:
        raise PackageRefused(PackageFault.MACROS, name)
    external = _EXTERNAL.search(data)
    if external:
        target = _TARGET.search(external.group())
        raise PackageRefused(PackageFault.REACHES_OUT, (target.group(1) if target else b"").decode("utf-8", "replace"))
    if _FOREIGN_TYPE.search(data):
        raise PackageRefused(PackageFault.REACHES_OUT, name)
    for instruction in _INSTRUCTION.finditer(data):
        field = _FETCHING_FIELD.search(instruction.group())
        if field:
            raise PackageRefused(PackageFault.FIELDS, field.group().decode())


def _is_plain_text(data: bytes) -> bool:
    """Another encoding than UTF-8 would hide from the looks above."""
    return b"\x00" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
