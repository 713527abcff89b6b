"""From a file's bytes to its sheets: what the file really is, whatever its name says, and the limits."""

from __future__ import annotations

import io
import zipfile

from openocop.recognition.domain.provincial_list.delimited import read_delimited
from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.limits import MAX_BYTES, MAX_UNPACKED_BYTES, too_large
from openocop.recognition.domain.provincial_list.sheet import Sheet
from openocop.recognition.domain.provincial_list.workbook import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def read_sheets(data: bytes, filename: str) -> list[Sheet]:
    """Return the sheets of a spreadsheet or of a delimited text file.

    Raises:
        ListUnreadable: empty, protected by a password, too large, or no spreadsheet at all.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ListUnreadable("empty", f"Tệp “{filename}” trống, không có dữ liệu nào.")
    if len(data) > MAX_BYTES:
        raise too_large(filename)
    if data.startswith(b"PK"):
        return read_workbook(data, filename, _zipped_kind(data, filename))
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise _protected(filename)
        return read_workbook(data, filename, "xls")
    return read_delimited(data, filename)


def _zipped_kind(data: bytes, filename: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(item.file_size for item in archive.infolist())
            manifest = b""
            if "META-INF/manifest.xml" in names and unpacked <= MAX_UNPACKED_BYTES:
                manifest = archive.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise broken_file(filename) from error
    if unpacked > MAX_UNPACKED_BYTES:
        raise too_large(filename)
    if b"encryption-data" in manifest:
        raise _protected(filename)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and b"spreadsheet" in manifest:
        return "ods"
    raise ListUnreadable(
        "not_a_spreadsheet",
        f"Tệp “{filename}” không phải bảng tính XLSX, XLS, ODS hay CSV. "
        "Hãy mở bằng phần mềm bảng tính rồi lưu thành XLSX.",
    )


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
