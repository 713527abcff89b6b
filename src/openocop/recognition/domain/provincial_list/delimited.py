"""Delimited text: finding the encoding and the separator of a file that says neither."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath
from xml.parsers import expat

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.legacy_letters import converted, syllables, written_in
from openocop.recognition.domain.provincial_list.limits import MAX_CELLS, MAX_ROWS, too_large, too_many_rows
from openocop.recognition.domain.provincial_list.sheet import Raw, Sheet, sheet_of
from openocop.recognition.domain.provincial_list.spreadsheet_xml import SIGN, read_spreadsheet_xml
from openocop.recognition.domain.provincial_list.web_page import read_web_page

_SEPARATORS = ",;\t|"
_SAMPLE_ROWS = 200
_JUDGED = 200_000  # characters by which an encoding is told
# How many of a file's non-ASCII bytes may be broken before it is no longer taken for UTF-8.
_BROKEN_SHARE = 0.05
_MARKED_UP = ("<!doctype", "<html", "<table", "<?xml", "<meta", "<style", "<head", "<body", "<div")
_BETWEEN_FIELDS = re.compile(r"[\r\n,;\t|]")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}


def read_delimited(data: bytes, filename: str) -> list[Sheet]:
    """Return the one sheet of a delimited text file, in UTF-8, UTF-16, Windows-1258 or an older encoding.

    Raises:
        ListUnreadable: it is not text, or is a web page or a document, or is too long.
    """
    text = _decoded(data)
    name = PurePath(filename).stem or filename
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(_MARKED_UP):
        return _marked_up(text, name, filename)
    _refuse_other_kinds(data, text, filename)
    declared = text.startswith("sep=") and text[4:5] in _SEPARATORS and text[5:6] in "\r\n"
    try:
        records = _records(text, text[4] if declared else _separator(text), name, filename)
        if text.count('"') % 2 and any("\n" in str(cell) for cell in records[-1]):
            raise csv.Error("the last quotation mark never closes")
    except csv.Error as error:
        raise ListUnreadable(
            "not_a_spreadsheet",
            f"Không tách được các cột của tệp “{filename}”: có dấu ngoặc kép mở mà không đóng, hoặc tệp hỏng.",
        ) from error
    if declared:
        records[0] = [""]
    return [sheet_of(name, records)]


def _marked_up(text: str, name: str, filename: str) -> list[Sheet]:
    """Return the tables of a web page or of XML Spreadsheet 2003, under whatever name it was saved."""
    try:
        sheets = read_spreadsheet_xml(text) if SIGN in text[:4000] else read_web_page(text, name)
    except (expat.ExpatError, ValueError, AssertionError) as error:
        raise _no_table(filename) from error
    if not any(any(map(any, sheet.rows)) for sheet in sheets):
        raise _no_table(filename)
    return sheets


def _no_table(filename: str) -> ListUnreadable:
    return ListUnreadable(
        "not_a_spreadsheet",
        f"Tệp “{filename}” là trang web hoặc XML không có bảng nào đọc được. "
        "Hãy mở bằng phần mềm bảng tính rồi lưu lại thành XLSX.",
    )


def _records(text: str, separator: str, name: str, filename: str) -> list[list[Raw]]:
    records: list[list[Raw]] = []
    cells = 0
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        records.append(list(record))
        cells += len(record)
        if len(records) > MAX_ROWS:
            raise too_many_rows(text.count("\n"), name)
        if cells > MAX_CELLS:
            raise too_large(filename)
    return records


def _refuse_other_kinds(data: bytes, text: str, filename: str) -> None:
    sample = text[:20_000]
    control = sum(ord(char) in _CONTROL for char in sample)
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")) or control * 100 > len(sample):
        raise ListUnreadable(
            "not_a_spreadsheet",
            f"Tệp “{filename}” không phải bảng tính XLSX, XLS, ODS hay CSV. "
            "Hãy mở bằng phần mềm bảng tính rồi lưu thành XLSX.",
        )


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    if (unmarked := _unmarked_utf16(data)) is not None:
        return data.decode(unmarked, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: every other byte of a separator or digit is zero."""
    sample = data[:4000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) >= 8 and zeros.count(0) > len(zeros) * 0.3 and sample.count(0) < len(sample) * 0.6:
            return encoding
    return None


def _not_quite_utf8(data: bytes) -> str:
    mended = data.decode("utf-8", errors="replace")
    foreign = sum(byte > 127 for byte in data)
    if mended.count("\ufffd") <= foreign * _BROKEN_SHARE:
        return mended
    western = _first_that_fits(data, ("cp1252", "latin-1"))
    windows = _first_that_fits(data, ("cp1258", "cp1252", "latin-1"))
    old = written_in(_BETWEEN_FIELDS.split(western[:_JUDGED]))
    # By chance some names in Windows-1258 look like an old set: what makes more syllables is meant.
    if old and syllables(converted(western[:_JUDGED], old)) > syllables(windows[:_JUDGED]):
        return western
    return windows


def _first_that_fits(data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings[:-1]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(encodings[-1])


def _separator(text: str) -> str:
    """Return the separator by which most rows have the same number of fields, the more fields the better."""
    sample = "\n".join(text[:200_000].splitlines()[:_SAMPLE_ROWS])
    scores = {separator: _regularity(sample, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else ","


def _regularity(sample: str, separator: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if any(row)]
    except csv.Error:
        return 0.0
    many = [width for width in widths if width > 1]
    if not many:
        return 0.0
    usual = max(set(many), key=lambda width: (many.count(width), width))
    return many.count(usual) / len(widths) + min(usual, 12) * 0.01
