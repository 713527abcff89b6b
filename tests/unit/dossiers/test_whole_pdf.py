"""The whole dossier as one PDF: in order, counted through, and with nothing in it that acts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from openocop.core.documents.frame import Marking
from openocop.dossiers.documents.foreign_pages import BrokenPaper, sheets_of_pdf
from openocop.dossiers.documents.whole import Chapter, Proof, Proven, WholeDossier, whole_pdf
from openocop.dossiers.domain.pages import first_page
from tests.unit.documents.samples import one_line

AT = datetime(2026, 11, 26, 9, 40, tzinfo=UTC)
PDF = "application/pdf"
ACTS = {
    "/AA",
    "/OpenAction",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/URI",
    "/AcroForm",
    "/EmbeddedFiles",
    "/EF",
    "/RichMedia",
}


class Files:
    """Papers by their SHA-256, as the store has them."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def proof(self, title: str, content: bytes, *, media_type: str = PDF, page: str = "", note: str = "") -> Proof:
        digest = sha256(content).hexdigest()
        self.contents[digest] = content
        return Proof(title, note, page, digest, f"{title}.pdf", media_type, len(content))

    def built(self, *chapters: Chapter, form: bytes | None = None) -> PdfReader:
        return PdfReader(io.BytesIO(self.bytes_of(*chapters, form=form)))

    def bytes_of(self, *chapters: Chapter, form: bytes | None = None) -> bytes:
        forms = (("Mẫu số 01. Phiếu đăng ký", lambda: form or b""),) if form else ()
        whole = WholeDossier(Marking(), AT, "Chả tôm", (("Chủ thể", "HTX Cái Bát"),), chapters, forms)
        return whole_pdf(whole, self.contents.__getitem__)


def pages(count: int, words: str = "trang", *, width: int = 595, height: int = 842, turn: int = 0) -> bytes:
    """Return a PDF in which page n says "<words> n" in a standard typeface."""
    writer = PdfWriter()
    for number in range(1, count + 1):
        page = writer.add_blank_page(width, height)
        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")}
        )
        font[NameObject("/BaseFont")] = NameObject("/Helvetica")
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): writer._add_object(font)})}
        )
        page[NameObject("/Contents")] = writer._add_object(_stream(f"BT /F 20 Tf 50 400 Td ({words} {number}) Tj ET"))
        if turn:
            page.rotate(turn)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _stream(words: str) -> StreamObject:
    stream = StreamObject()
    stream.set_data(words.encode())
    return stream


def a_program() -> bytes:
    """Return a PDF that runs a script when opened, starts a program from a link, and carries a filled-in field."""
    writer = PdfWriter(clone_from=io.BytesIO(pages(1, "hop dong")))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.x()")}
    )
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")})
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): launch})
    link[NameObject("/Rect")] = ArrayObject(map(FloatObject, (0, 0, 99, 99)))
    face = _stream("BT /F 12 Tf 2 4 Td (da ky so) Tj ET")
    face[NameObject("/Subtype")] = NameObject("/Form")
    face[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 100, 20)))
    page = writer.pages[0]
    face[NameObject("/Resources")] = page["/Resources"].get_object()
    field = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/AA"): script})
    field[NameObject("/Rect")] = ArrayObject(map(FloatObject, (300, 100, 400, 120)))
    field[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(face)})
    field[NameObject("/F")] = NumberObject(4)
    fields = ArrayObject([writer._add_object(link), writer._add_object(field)])
    page[NameObject("/Annots")] = fields
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    page["/Resources"].get_object()[NameObject("/Hidden")] = script
    writer.root_object[NameObject("/OpenAction")] = script
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})
    writer.add_attachment("virus.exe", b"MZ")
    return written(writer)


def a_photograph(kind: str, size: tuple[int, int], mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, "green" if mode == "RGB" else 90).save(target, kind)
    return target.getvalue()


def chapter(*proofs: Proof, code: str = "1.1", title: str = "1. Nguồn nguyên liệu") -> Chapter:
    criterion = Proven(code, "Nguồn nguyên liệu", "Mức tự chấm: 100% trong tỉnh", "5/5 điểm", proofs)
    return Chapter("Phần A. Sản phẩm", title, (criterion,))


def texts(reader: PdfReader) -> list[str]:
    return [one_line(page.extract_text()) for page in reader.pages]


def bookmarks(reader: PdfReader) -> list[tuple[str, int]]:
    def walk(found: list[object]) -> Iterator[tuple[str, int]]:
        for one in found:
            if isinstance(one, list):
                yield from walk(one)
            else:
                yield one.title, reader.get_destination_page_number(one) + 1  # type: ignore[attr-defined]

    return list(walk(reader.outline))


def test_the_parts_follow_in_order_with_bookmarks_and_one_count() -> None:
    files = Files()
    list_of_purchases = files.proof("Bảng kê thu mua", pages(3), page="2–3", note="cột 3")
    photograph = files.proof("Ảnh cơ sở", a_photograph("JPEG", (1200, 800)), media_type="image/jpeg")
    reader = files.built(
        chapter(list_of_purchases, photograph),
        chapter(files.proof("Hợp đồng", pages(1, "hop dong")), code="2.1", title="2. Liên kết"),
        form=pages(2, "mau 01"),
    )
    assert bookmarks(reader) == [
        ("HỒ SƠ SẢN PHẨM", 1),
        ("Mẫu số 01. Phiếu đăng ký", 2),
        ("1. Nguồn nguyên liệu", 4),
        ("1.1 Nguồn nguyên liệu", 5),
        ("Bảng kê thu mua", 5),
        ("Ảnh cơ sở", 8),
        ("2. Liên kết", 9),
        ("2.1 Nguồn nguyên liệu", 10),
        ("Hợp đồng", 10),
    ]
    said = texts(reader)
    assert len(said) == 10
    assert all(f"trang {number}/10" in words for number, words in enumerate(said, start=1))
    assert "1.1 Nguồn nguyên liệu 5/5 điểm Mức tự chấm: 100% trong tỉnh" in said[3]
    assert "Bảng kê thu mua (trang 2–3 của tệp) cột 3 trang 6" in said[3]  # page 2 of the file is page 6 of the whole
    assert "1.1 Nguồn nguyên liệu · 5/5 điểm · Bảng kê thu mua" in said[4]
    assert "minh chứng ở trang 2–3 · tệp này: 1/3" in said[4]
    assert "hop dong 1" in said[9]
    picture = reader.pages[7]
    assert picture.mediabox.width > picture.mediabox.height  # a wide photograph lies on a wide page
    assert [round(float(side) / 72 * 25.4) for side in (picture.mediabox.height, picture.mediabox.width)] == [210, 297]


def test_a_file_that_proves_two_criteria_is_laid_in_once() -> None:
    files = Files()
    first = files.proof("Sổ kho", pages(4), page="1")
    second = files.proof("Sổ kho", pages(4), page="3")
    reader = files.built(chapter(first), chapter(second, code="2.1", title="2. Liên kết"))
    said = texts(reader)
    assert len(said) == 1 + 1 + 4 + 1
    assert "Sổ kho (trang 3 của tệp) trang 5" in said[6]


def test_a_list_of_papers_longer_than_a_page_moves_what_follows() -> None:
    files = Files()
    listed = [files.proof(f"Hợp đồng {number}", pages(1, f"hop dong so {number} to")) for number in range(70)]
    reader = files.built(chapter(*listed))
    said = texts(reader)
    assert len(said) == 1 + 2 + 70
    assert "hop dong so 69 to 1" in said[-1]
    assert "Hợp đồng 69" in said[-1]
    assert "Hợp đồng 69 trang 73" in said[2]


def test_the_same_dossier_gives_the_same_bytes() -> None:
    files = Files()
    made = [files.bytes_of(chapter(files.proof("Hợp đồng", pages(2)))) for _ in range(2)]
    assert made[0] == made[1]


def test_a_pdf_that_is_a_program_is_only_seen() -> None:
    files = Files()
    reader = files.built(chapter(files.proof("Hợp đồng", a_program())))
    seen = texts(reader)[2]
    assert "hop dong 1" in seen
    assert "da ky so" in seen  # the face of a field is drawn, the field itself is gone
    assert not ACTS & keys_of(reader)
    assert "/Annots" not in reader.pages[2]


def keys_of(reader: PdfReader) -> set[str]:
    """Return every key of every object of the file, and every name that an action goes by."""
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, DictionaryObject):
            found.update(value.keys())
            found.update(str(part) for part in value.values() if isinstance(part, NameObject))
            for part in value.values():
                walk(part)
        elif isinstance(value, ArrayObject):
            for part in value:
                walk(part)

    for number in range(1, int(reader.trailer["/Size"])):
        walk(reader.get_object(number))
    return found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n", "Không đọc được tệp"),
        (pages(2)[:-300] + b"\n%%EOF", "Hợp đồng"),
        (b"%PDF-1.7 no pages at all", "Không đọc được tệp"),
    ],
)
def test_a_broken_pdf_has_a_page_that_says_so(content: bytes, words: str) -> None:
    files = Files()
    proof = files.proof("Hợp đồng", content)
    said = texts(files.built(chapter(proof)))
    assert words in said[2]


def test_a_locked_pdf_and_a_workbook_are_named_with_their_hash() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pages(1)))
    writer.encrypt("mat-khau", algorithm="AES-256")
    files = Files()
    locked = files.proof("Hợp đồng", written(writer))
    book = files.proof("Sổ kho", b"PK", media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    said = texts(files.built(chapter(locked, book)))
    assert "Tệp đặt mật khẩu" in said[2]
    assert "Xem tệp điện tử" in said[3]
    assert book.file in said[3].replace(" ", "")


def test_a_pdf_locked_for_changes_only_is_shown() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pages(1, "bien ban")))
    writer.encrypt("", "chu-so-huu", algorithm="AES-256")
    files = Files()
    assert "bien ban 1" in texts(files.built(chapter(files.proof("Biên bản", written(writer)))))[2]


def test_a_pdf_of_more_pages_than_anybody_files_is_named_only() -> None:
    """Its tree names one page over and over: a few kilobytes that would be a thousand sheets and more."""
    writer = PdfWriter(clone_from=io.BytesIO(pages(1)))
    tree = writer.root_object["/Pages"].get_object()
    kid = tree["/Kids"][0]
    tree[NameObject("/Kids")] = ArrayObject([kid] * 1001)
    tree[NameObject("/Count")] = NumberObject(1001)
    files = Files()
    assert "Tệp quá dài" in texts(files.built(chapter(files.proof("Sổ", written(writer)))))[2]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_lies_as_it_is_seen(turn: int) -> None:
    sheet = sheets_of_pdf(pages(1, turn=turn))[0]
    assert sheet.is_wide is (turn != 180)
    files = Files()
    assert "trang 1" in texts(files.built(chapter(files.proof("Bản vẽ", pages(1, turn=turn)))))[2]


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_every_kind_of_photograph_is_placed(kind: str, mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (60, 90)).save(target, kind)
    files = Files()
    reader = files.built(chapter(files.proof("Ảnh", target.getvalue(), media_type=f"image/{kind.lower()}")))
    assert [image.image.size for image in reader.pages[2].images] == [(60, 90)]


def test_no_pages_is_broken() -> None:
    with pytest.raises(BrokenPaper):
        sheets_of_pdf(b"")


@pytest.mark.parametrize(("words", "page"), [("", 1), ("12–15", 12), ("trang 3, 7", 3), ("bìa", 1), ("0", 1)])
def test_the_first_page_named(words: str, page: int) -> None:
    assert first_page(words) == page
