"""The whole dossier as one PDF: the forms, then the evidence in the order of the criteria, each on the pages it needs.

Source: Decision 26/2026/QĐ-TTg, article 6 and the table of evidence beside Mẫu 02 ("theo thứ tự tiêu chí").
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pypdf import PdfWriter

from openocop.core.documents.frame import Marking, marking_context
from openocop.core.documents.pdf import render_frames
from openocop.core.documents.vietnamese import number_text
from openocop.dossiers.documents.foreign_pages import (
    MILLIMETRE,
    Area,
    BrokenPaper,
    LockedPaper,
    LongPaper,
    Sheet,
    lay,
    leave_only_drawings,
    sheet_of_picture,
    sheets_of_pdf,
)
from openocop.dossiers.domain.pages import first_page

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "whole.typ"
_A4 = 210 * MILLIMETRE, 297 * MILLIMETRE
_SIDE, _ABOVE, _BELOW = 8 * MILLIMETRE, 13 * MILLIMETRE, 12 * MILLIMETRE
_PDF = "application/pdf"
_WHY = {
    "electronic": ("Xem tệp điện tử", "Tệp Word, Excel không in lại ở đây; mở tệp trong hồ sơ điện tử."),
    "locked": ("Tệp đặt mật khẩu", "Không mở được nếu không có mật khẩu; mở tệp trong hồ sơ điện tử."),
    "long": ("Tệp quá dài", "Tệp có hơn 1.000 trang nên không in lại ở đây; mở tệp trong hồ sơ điện tử."),
    "broken": ("Không đọc được tệp", "Tệp PDF bị lỗi; mở tệp trong hồ sơ điện tử hoặc yêu cầu chủ thể nộp lại."),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """One paper where it is named. `file` is its SHA-256: a file that proves several criteria is laid in once."""

    title: str
    note: str
    page: str
    file: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Proven:
    """A criterion with the level claimed, in the words of the law, and what proves it; no `code` for loose papers."""

    code: str
    label: str
    level: str
    points: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of criteria: what a bookmark of the first level opens."""

    part: str
    title: str
    criteria: tuple[Proven, ...]


@dataclass(frozen=True, slots=True)
class WholeDossier:
    """Everything the PDF says but for the forms, which are made by `forms` (title, maker) when it is built."""

    marking: Marking
    created_at: datetime
    product: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    forms: tuple[tuple[str, Callable[[], bytes]], ...] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Page:
    """One page to come: as the template knows it, and what is laid on it."""

    entry: dict[str, Any]
    sheet: Sheet | None = None
    area: Area | None = None
    proof: Proof | None = None


def whole_pdf(whole: WholeDossier, read: Callable[[str], bytes]) -> bytes:
    """Return the PDF; the same dossier gives the same bytes.

    Args:
        read: returns the bytes of a file by its SHA-256.

    Whatever cannot be shown (locked, broken, Word, Excel) has a page that names the file and its SHA-256.
    """
    pages = _pages(whole, read)
    while True:
        drawn, places = _drawn(whole, pages)
        writer = PdfWriter(clone_from=io.BytesIO(drawn))
        unreadable = _laid(writer, pages, places)
        if not unreadable:
            break
        pages = _with_notices(pages, unreadable)  # a page that only showed its fault when it was copied
    leave_only_drawings(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _laid(writer: PdfWriter, pages: list[_Page], places: list[int]) -> set[str]:
    """Lay every page in its frame, which stand on `places` counted from 1; return the files that cannot be."""
    drawn = list(writer.pages)
    unreadable: set[str] = set()
    framed = [(page.proof, page.sheet, page.area) for page in pages if page.sheet and page.area]
    for place, (proof, sheet, area) in zip(places, framed, strict=True):
        try:
            lay(writer, drawn[place - 1], sheet, area)
        except BrokenPaper:
            if proof is None:
                raise
            unreadable.add(proof.file)
    return unreadable


def _with_notices(pages: list[_Page], files: set[str]) -> list[_Page]:
    kept: list[_Page] = []
    for page in pages:
        if page.proof is None or page.proof.file not in files:
            kept.append(page)
        elif page.entry["marks"]:
            kept.append(_notice(page.proof, "broken", page.entry["marks"]))
    return kept


def _pages(whole: WholeDossier, read: Callable[[str], bytes]) -> list[_Page]:
    pages: list[_Page] = []
    for number, (title, make) in enumerate(whole.forms, start=1):
        sheets = sheets_of_pdf(make())
        for place, sheet in enumerate(sheets):
            marks = [_mark(1, title, f"form-{number}")] if place == 0 else []
            entry = {"kind": "frame", "flipped": sheet.is_wide, "head": "", "place": "", "marks": marks}
            pages.append(_Page(entry, sheet, _full(sheet)))
    known: set[str] = set()
    for number, chapter in enumerate(whole.chapters, start=1):
        pages.append(_Page(_separator(chapter, number)))
        for criterion in chapter.criteria:
            opened = False
            for proof in criterion.proofs:
                if proof.file not in known:
                    known.add(proof.file)
                    title = f"{criterion.code} {criterion.label}".strip()
                    marks = [] if opened else [_mark(2, title, "")]
                    marks.append(_mark(3, proof.title, f"file-{proof.file}"))
                    pages += _evidence(criterion, proof, marks, read)
                    opened = True
    return pages


def _evidence(
    criterion: Proven, proof: Proof, marks: list[dict[str, Any]], read: Callable[[str], bytes]
) -> Iterator[_Page]:
    try:
        sheets = _sheets(proof, read)
    except LockedPaper:
        yield _notice(proof, "locked", marks)
        return
    except LongPaper:
        yield _notice(proof, "long", marks)
        return
    except BrokenPaper:
        yield _notice(proof, "broken", marks)
        return
    if not sheets:
        yield _notice(proof, "electronic", marks)
    named = " · ".join(filter(None, (f"{criterion.code} {criterion.label}".strip(), criterion.points, proof.title)))
    for number, sheet in enumerate(sheets, start=1):
        place = f"tệp này: {number}/{len(sheets)}"
        entry = {
            "kind": "frame",
            "flipped": sheet.is_wide,
            "head": named,
            "place": f"minh chứng ở trang {proof.page} · {place}" if proof.page else place,
            "marks": marks if number == 1 else [],
        }
        yield _Page(entry, sheet, _framed(sheet), proof)


def _sheets(proof: Proof, read: Callable[[str], bytes]) -> list[Sheet]:
    if proof.media_type == _PDF:
        return sheets_of_pdf(read(proof.file))
    if proof.media_type.startswith("image/"):
        return [sheet_of_picture(read(proof.file))]
    return []


def _notice(proof: Proof, why: str, marks: list[dict[str, Any]]) -> _Page:
    title, words = _WHY[why]
    facts = (("Tài liệu", proof.title), ("Tệp", proof.name), ("Dung lượng", f"{number_text(proof.size)} byte"))
    entry = {
        "kind": "notice",
        "title": title,
        "words": words,
        "facts": [
            _fact(*fact)
            for fact in (*facts, ("SHA-256", " ".join(proof.file[at : at + 16] for at in range(0, 64, 16))))
        ],
        "marks": marks,
    }
    return _Page(entry)


def _separator(chapter: Chapter, number: int) -> dict[str, Any]:
    return {
        "kind": "separator",
        "part": chapter.part,
        "title": chapter.title,
        "name": f"group-{number}",
        "criteria": [
            {
                "caption": f"{criterion.code} {criterion.label}".strip(),
                "points": criterion.points,
                "level": criterion.level,
                "papers": [_listed(proof) for proof in criterion.proofs],
            }
            for criterion in chapter.criteria
        ],
    }


def _listed(proof: Proof) -> dict[str, Any]:
    shown = proof.media_type == _PDF
    return {
        "title": f"{proof.title} (trang {proof.page} của tệp)" if proof.page else proof.title,
        "note": proof.note,
        "target": f"file-{proof.file}",
        "offset": first_page(proof.page) - 1 if shown else 0,
    }


def _drawn(whole: WholeDossier, pages: list[_Page]) -> tuple[bytes, list[int]]:
    """Return what is ours of the PDF, and on which pages the frames stand."""
    contents = [
        *(_mark(1, title, f"form-{number}") for number, (title, _make) in enumerate(whole.forms, start=1)),
        *(_mark(1, chapter.title, f"group-{number}") for number, chapter in enumerate(whole.chapters, start=1)),
    ]
    context = {
        "title": "HỒ SƠ SẢN PHẨM",
        "product": whole.product,
        "marks": marking_context(whole.marking),
        "facts": [_fact(*fact) for fact in whole.facts],
        "contents": contents,
        "foot": f"Hồ sơ sản phẩm: {whole.product}",
        "pages": [page.entry for page in pages],
    }
    return render_frames(_TEMPLATE, context, created_at=whole.created_at, label="frame")


def _mark(level: int, words: str, name: str) -> dict[str, Any]:
    return {"level": level, "words": words, "name": name}


def _fact(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _full(sheet: Sheet) -> Area:
    wide, high = reversed(_A4) if sheet.is_wide else _A4
    return Area(0, 0, wide, high)


def _framed(sheet: Sheet) -> Area:
    full = _full(sheet)
    return replace(full, left=_SIDE, bottom=_BELOW, width=full.width - 2 * _SIDE, height=full.height - _ABOVE - _BELOW)
