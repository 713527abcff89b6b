"""From a file's bytes to its sheets: what the file really is, whatever its name says, and the limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePath
from xml.parsers import expat

from openocop.recognition.domain.provincial_list.delimited import read_delimited
from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.limits import (
    MAX_BYTES,
    MAX_UNPACKED_BYTES,
    too_large,
    too_much_inside,
)
from openocop.recognition.domain.provincial_list.sheet import Sheet
from openocop.recognition.domain.provincial_list.unpacking import unpacked_size
from openocop.recognition.domain.provincial_list.word_document import read_word_document
from openocop.recognition.domain.provincial_list.workbook import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def read_sheets(data: bytes, filename: str) -> list[Sheet]:
    """Return the sheets of a spreadsheet, of a delimited text file, or of the tables in a document or web page.

    Raises:
        ListUnreadable: empty, protected by a password, too large, or no spreadsheet at all.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ListUnreadable("empty", f"Tệp “{filename}” trống, không có dữ liệu nào.")
    if len(data) > MAX_BYTES:
        raise too_large(filename)
    if data.startswith(b"PK"):
        kind = _zipped_kind(data, filename)
        return _document(data, filename) if kind == "docx" else read_workbook(data, filename, kind)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise _protected(filename)
        return read_workbook(data, filename, "xls")
    return read_delimited(data, filename)


def _zipped_kind(data: bytes, filename: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if unpacked_size(data, MAX_UNPACKED_BYTES) > MAX_UNPACKED_BYTES:
                raise too_much_inside(filename)
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except (
        zipfile.BadZipFile,
        struct.error,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
    ) as error:
        raise broken_file(filename) from error
    if b"encryption-data" in manifest:
        raise _protected(filename)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and b"spreadsheet" in manifest:
        return "ods"
    if "word/document.xml" in names:
        return "docx"
    raise ListUnreadable(
        "not_a_spreadsheet",
        f"Tệp “{filename}” không phải bảng tính XLSX, XLS, ODS hay CSV. "
        "Hãy mở bằng phần mềm bảng tính rồi lưu thành XLSX.",
    )


def _document(data: bytes, filename: str) -> list[Sheet]:
    try:
        return read_word_document(data, PurePath(filename).stem or filename)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise broken_file(filename) from error


def broken_file(filename: str) -> ListUnreadable:
    """Return the error of a file that looks like a spreadsheet but cannot be opened."""
    return ListUnreadable(
        "not_a_spreadsheet",
        f"Không mở được tệp “{filename}”: tệp hỏng hoặc tải về chưa đủ. "
        "Hãy mở lại bằng phần mềm bảng tính và lưu thành XLSX.",
    )


def _protected(filename: str) -> ListUnreadable:
    return ListUnreadable(
        "password_protected", f"Tệp “{filename}” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nhập."
    )
