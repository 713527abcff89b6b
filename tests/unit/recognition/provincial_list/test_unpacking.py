"""Archives that unpack to far more than they weigh, and workbooks that do not open."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from openocop.recognition.domain.provincial_list import limits, source
from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.reader import read_list
from openocop.recognition.domain.provincial_list.unpacking import unpacked_size
from tests.unit.recognition.provincial_list.writers import Paper, as_xls, as_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def _archive(size: int, *, says: int | None = None) -> bytes:
    """Return an XLSX whose sheet is followed by blanks; `says` forges the unpacked size in both of its headers."""
    paper = Paper()
    paper.add("Tên sản phẩm", "Chủ thể", "Hạng sao")
    paper.add("Tôm khô", "HTX Minh Đức", "3 sao")
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(paper))) as good, zipfile.ZipFile(buffer, "w", 8, compresslevel=1) as made:
        for item in good.infolist():
            with made.open(item.filename, "w") as part:
                part.write(good.read(item))
                for _ in range(size // 1_000_000 if item.filename == SHEET else 0):
                    part.write(b" " * 1_000_000)
    return buffer.getvalue() if says is None else _forged(bytearray(buffer.getvalue()), says)


def _forged(data: bytearray, says: int) -> bytes:
    central = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, central + 24, says)
    struct.pack_into("<I", data, struct.unpack_from("<I", data, central + 42)[0] + 22, says)
    return bytes(data)


@pytest.mark.parametrize("says", [None, 5_000], ids=["honest", "forged"])
def test_a_bomb_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch, says: int | None) -> None:
    for module in (limits, source):
        monkeypatch.setattr(module, "MAX_UNPACKED_BYTES", 20_000_000)
    data = _archive(30_000_000, says=says)
    assert len(data) < 1_000_000

    with pytest.raises(ListUnreadable) as refused:
        read_list(data, filename="ds.xlsx")

    assert refused.value.code == "too_large"
    assert "“ds.xlsx” giải nén ra hơn 20 MB" in str(refused.value)


def test_counting_stops_just_over_the_limit() -> None:
    assert 10_000_000 < unpacked_size(_archive(30_000_000), 10_000_000) < 12_000_000


def test_a_small_archive_is_counted_whole() -> None:
    data = _archive(0)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        declared = sum(item.file_size for item in archive.infolist())

    assert unpacked_size(data, 10_000_000) == declared


def test_a_damaged_part_is_told() -> None:
    data = bytearray(_archive(0))
    place = data.index(SHEET.encode()) + len(SHEET) + 4
    data[place : place + 8] = b"\xff" * 8

    with pytest.raises(ListUnreadable) as refused:
        read_list(bytes(data), filename="ds.xlsx")

    assert refused.value.code == "not_a_spreadsheet"


def test_a_workbook_of_excel_97_with_a_password_is_told() -> None:
    paper = Paper()
    paper.add("Tên sản phẩm", "Chủ thể", "Hạng sao")
    plain = as_xls(paper)
    place = plain.index(b"\x5c\x00\x70\x00")  # the record that names the author, 112 bytes
    encrypted = plain[:place] + b"\x2f\x00" + plain[place + 2 :]  # read as the record of a password

    with pytest.raises(ListUnreadable) as refused:
        read_list(encrypted, filename="ds.xls")

    assert refused.value.code == "password_protected"
