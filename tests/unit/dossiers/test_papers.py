"""Files are known by their bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from openocop.dossiers.domain.papers import MAX_BYTES, Fault, UnacceptablePaper, recognise

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def archive(*names: str, content: bytes = b"x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n...\n%%EOF\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPrest", "image/webp"),
        (archive("[Content_Types].xml", "word/document.xml"), WORD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), EXCEL),
    ],
)
def test_accepted_types(content: bytes, media_type: str) -> None:
    assert recognise(content).media_type == media_type


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"MZ\x90\x00 a program named phieu.pdf", Fault.UNKNOWN_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Fault.UNKNOWN_TYPE),
        (b"<!doctype html><script>alert(1)</script>", Fault.UNKNOWN_TYPE),
        (b"GIF89a", Fault.UNKNOWN_TYPE),
        (b"%PDF-1.7\n cut off in the middle", Fault.BROKEN),
        (b"PK\x03\x04 not an archive", Fault.BROKEN),
        (archive("readme.txt"), Fault.UNKNOWN_TYPE),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), Fault.MACROS),
        (b"%PDF-" + b"0" * MAX_BYTES, Fault.TOO_LARGE),
    ],
)
def test_refused_files(content: bytes, fault: Fault) -> None:
    with pytest.raises(UnacceptablePaper) as refused:
        recognise(content)
    assert refused.value.fault == fault


def test_an_archive_that_unpacks_without_measure_is_refused() -> None:
    bomb = archive("[Content_Types].xml", "word/document.xml", *(f"{n}" for n in range(6)), content=b"0" * 50_000_000)
    assert len(bomb) < MAX_BYTES
    with pytest.raises(UnacceptablePaper) as refused:
        recognise(bomb)
    assert refused.value.fault == Fault.TOO_LARGE


@pytest.mark.parametrize(
    ("given", "stored"),
    [("phieu.exe", "phieu.pdf"), ("phieu", "phieu.pdf"), ("phiếu kiểm nghiệm.PDF", "phiếu kiểm nghiệm.pdf")],
)
def test_a_stored_name_ends_as_its_content_does(given: str, stored: str) -> None:
    assert recognise(b"%PDF-1.4\n%%EOF").name_for(given) == stored


def test_a_long_name_keeps_its_extension() -> None:
    assert len(recognise(b"%PDF-1.4\n%%EOF").name_for("a" * 400)) == 250
