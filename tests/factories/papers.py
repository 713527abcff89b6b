"""Files as people send them: a PDF of one page, one that is a program, a photograph."""

from __future__ import annotations

import io

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def a_pdf(title: str = "", *, action: str = "", inside: bool = False, password: str = "") -> bytes:
    """Return a PDF of one empty page; `action` ("/JavaScript", "/Launch") is done as it is opened."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": title})
    if action:
        does = {"/S": NameObject(action), "/JS": TextStringObject("app.alert(1)"), "/F": TextStringObject("cmd.exe")}
        page[NameObject("/AA")] = DictionaryObject(
            {NameObject("/O"): DictionaryObject({NameObject(name): value for name, value in does.items()})}
        )
    if inside:
        writer.add_attachment("chuong-trinh.exe", b"MZ")
    if password:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_photograph(kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, turned: bool = False) -> bytes:
    """Return a green picture; of one `turned` the camera noted that it lies on its side, and where it was taken."""
    picture = Image.new("RGB", size, "green")
    tags = Image.Exif()
    if turned:
        tags[0x0112] = 6  # orientation: turn by 90 degrees
        tags[0x010F] = "Máy ảnh"
        tags.get_ifd(0x8825)[1] = "N"  # where
    target = io.BytesIO()
    picture.save(target, kind, exif=tags)
    return target.getvalue()
