"""Pages of papers that others made, as drawings: what is seen on them is taken over and nothing that acts.

A PDF may be a program. Of each page only its drawing and what it draws with are copied, and the drawn faces of its
fields and stamps (a signature that is seen, a form that was filled in); scripts, actions, links, fields, files and
sounds have no way into what we build.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from openocop.dossiers.domain.pdf_programs import UNREADABLE

Matrix = tuple[float, float, float, float, float, float]
MILLIMETRE = 72 / 25.4
# What a page may draw with; anything else in its resources is left behind.
_DRAWS_WITH = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties")
_LEFT_BEHIND = (
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/Launch", "/URI", "/SubmitForm", "/GoToR", "/Annots", "/AcroForm"),
    *(
        "/EmbeddedFiles",
        "/EF",
        "/AF",
        "/Names",
        "/Parent",
        "/StructParent",
        "/StructParents",
        "/Metadata",
        "/PieceInfo",
    ),
    *("/Ref", "/OPI", "/Alternates"),
)
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition"})
_IN_ANOTHER_FILE = ("/F", "/FFilter", "/FDecodeParms")  # a stream may name a file to be read instead of itself
_FACES = frozenset(
    {"/Widget", "/Stamp", "/FreeText", "/Ink", "/Line", "/Square", "/Circle", "/Highlight", "/Underline"}
)
_UNSEEN = 0b100010  # hidden, or not shown on a screen
_QUALITY = 88
MAX_PAGES = 1000  # a small file can claim millions
logging.getLogger("pypdf").setLevel(logging.ERROR)  # what is odd in a paper is told by its page, not by the log


class LockedPaper(ValueError):
    """The PDF opens with a password only."""


class LongPaper(ValueError):
    """The PDF has more pages than anybody files on purpose."""


class BrokenPaper(ValueError):
    """The PDF or picture cannot be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it is seen: width and height in points, turned upright; `page` to be drawn."""

    page: PageObject | bytes
    width: float
    height: float

    @property
    def is_wide(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Area:
    """Where a page is laid on a sheet of A4, in points from the lower left corner; it is made smaller, never larger."""

    left: float
    bottom: float
    width: float
    height: float


def sheets_of_pdf(content: bytes) -> list[Sheet]:
    """Return the pages of a PDF.

    Raises:
        LockedPaper, LongPaper, BrokenPaper: its pages cannot be shown.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedPaper
        if len(reader.pages) > MAX_PAGES:
            raise LongPaper
        found = [_sheet(page) for page in reader.pages]
    except (LockedPaper, LongPaper):
        raise
    except UNREADABLE as wrong:
        raise BrokenPaper from wrong
    if not found:
        raise BrokenPaper
    return found


def sheet_of_picture(content: bytes) -> Sheet:
    """Return a picture as a sheet of its own proportions, as wide as A4 allows; `BrokenPaper` when it is none."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            wide, high = picture.size
    except (OSError, ValueError, SyntaxError) as wrong:
        raise BrokenPaper from wrong
    scale = 297 * MILLIMETRE / max(wide, high)
    return Sheet(content, wide * scale, high * scale)


def lay(writer: PdfWriter, target: PageObject, sheet: Sheet, area: Area) -> None:
    """Draw `sheet` on `target`, below what stands there, as large as `area` allows and in its middle.

    Raises:
        BrokenPaper: the page cannot be copied; `target` is as it was.
    """
    scale = min(1.0, area.width / sheet.width, area.height / sheet.height)
    left = area.left + (area.width - sheet.width * scale) / 2
    bottom = area.bottom + (area.height - sheet.height * scale) / 2
    to_area: Matrix = (scale, 0, 0, scale, left, bottom)
    try:
        drawn = list(_drawings(writer, sheet, to_area))
    except UNREADABLE as wrong:
        raise BrokenPaper from wrong
    _draw(writer, target, drawn)


def _sheet(page: PageObject) -> Sheet:
    x0, y0, x1, y1 = _seen(page)
    wide, high = x1 - x0, y1 - y0
    return Sheet(page, high, wide) if page.rotation % 180 else Sheet(page, wide, high)


def _seen(page: PageObject) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown; an empty one is not a page."""
    media, crop = page.mediabox, page.cropbox
    x0, y0 = max(float(media.left), float(crop.left)), max(float(media.bottom), float(crop.bottom))
    x1, y1 = min(float(media.right), float(crop.right)), min(float(media.top), float(crop.top))
    if x1 - x0 < 1 or y1 - y0 < 1:
        raise ValueError("an empty page")
    return x0, y0, x1, y1


def _drawings(writer: PdfWriter, sheet: Sheet, to_area: Matrix) -> Iterator[tuple[Matrix, PdfObject]]:
    """Yield what is drawn, each with the way from its own space to that of the target."""
    if isinstance(sheet.page, bytes):
        yield _then((sheet.width, 0, 0, sheet.height, 0, 0), to_area), writer._add_object(_image(sheet.page))
        return
    page = sheet.page
    upright = _then(_turned(page), to_area)
    yield upright, writer._add_object(_form(writer, page))
    for face, way in _faces(page):
        yield _then(way, upright), _copied(writer, face)


def _turned(page: PageObject) -> Matrix:
    """Return the way from the page's own space to the seen page with its lower left corner at the origin."""
    x0, y0, x1, y1 = _seen(page)
    ways: Mapping[int, Matrix] = {
        0: (1, 0, 0, 1, -x0, -y0),
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return ways[page.rotation % 360 // 90 * 90]


def _form(writer: PdfWriter, page: PageObject) -> StreamObject:
    """Return the page's drawing, with what it draws with, as one object that can be drawn anywhere."""
    form = _content(writer, page)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, _seen(page)))
    kept = DictionaryObject()
    found = _under(page, "/Resources") or {}
    for category in _DRAWS_WITH:
        named = _under(found, category)
        if isinstance(named, DictionaryObject):
            kept[NameObject(category)] = DictionaryObject(
                {NameObject(name): _copied(writer, value) for name, value in named.items()}
            )
    form[NameObject("/Resources")] = kept
    group = _under(page, "/Group")
    if group is not None:
        form[NameObject("/Group")] = _copied(writer, group)
    return form


def _under(holder: Any, key: str) -> Any:
    """Return what stands under `key` wherever it is kept, None for nothing."""
    found = holder.get(key)
    return None if found is None else found.get_object()


def _copied(writer: PdfWriter, value: Any) -> Any:
    found = value.clone(writer, ignore_fields=_LEFT_BEHIND)
    return getattr(found, "indirect_reference", None) or found


def _content(writer: PdfWriter, page: PageObject) -> StreamObject:
    """Return the page's drawing as it is packed; one in several parts is unpacked, joined and packed anew."""
    contents = _under(page, "/Contents")
    form = StreamObject()
    if isinstance(contents, ArrayObject):
        parts = [part.get_object() for part in contents]
        form.set_data(b"\n".join(part.get_data() for part in parts if isinstance(part, StreamObject)))
        return form.flate_encode()
    if isinstance(contents, StreamObject):
        form._data = contents._data
        for key in ("/Filter", "/DecodeParms"):
            if key in contents:
                form[NameObject(key)] = _copied(writer, _under(contents, key))
    return form


def _faces(page: PageObject) -> Iterator[tuple[StreamObject, Matrix]]:
    """Yield the drawn faces of fields and stamps, each with its way onto the page (ISO 32000-1, 12.5.5)."""
    for note in _under(page, "/Annots") or ():
        note = note.get_object()
        if note.get("/Subtype") not in _FACES or int(note.get("/F", 0)) & _UNSEEN:
            continue
        face = _under(_under(note, "/AP") or {}, "/N")
        if isinstance(face, DictionaryObject) and not isinstance(face, StreamObject):
            face = _under(face, note.get("/AS", "/Off"))
        if isinstance(face, StreamObject) and "/BBox" in face:
            way = _onto(face, [float(side) for side in _under(note, "/Rect")])
            if way is not None:
                yield face, way


def _onto(face: StreamObject, rect: list[float]) -> Matrix | None:
    own: Matrix = tuple(float(part) for part in _under(face, "/Matrix") or (1, 0, 0, 1, 0, 0))  # type: ignore[assignment]  # six
    x0, y0, x1, y1 = (float(side) for side in _under(face, "/BBox"))
    corners = [_moved(own, x, y) for x in (x0, x1) for y in (y0, y1)]
    left, bottom = min(x for x, _y in corners), min(y for _x, y in corners)
    wide, high = max(x for x, _y in corners) - left, max(y for _x, y in corners) - bottom
    if not wide or not high:
        return None
    sx, sy = abs(rect[2] - rect[0]) / wide, abs(rect[3] - rect[1]) / high
    return sx, 0, 0, sy, min(rect[0], rect[2]) - left * sx, min(rect[1], rect[3]) - bottom * sy


def _image(content: bytes) -> StreamObject:
    """Return a picture to be drawn; a JPEG in colours or greys stays as it is."""
    with Image.open(io.BytesIO(content)) as picture:
        if picture.format != "JPEG" or picture.mode not in ("L", "RGB"):
            whole = picture.convert("RGBA")
            flat = Image.new("RGB", whole.size, "white")
            flat.paste(whole, mask=whole.getchannel("A"))
            packed = io.BytesIO()
            flat.save(packed, "JPEG", quality=_QUALITY)
            return _image(packed.getvalue())
        image = StreamObject()
        image._data = content
        space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
        facts = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": space, "/Filter": "/DCTDecode"}
        image.update({NameObject(key): NameObject(name) for key, name in facts.items()})
        numbers = {"/Width": picture.width, "/Height": picture.height, "/BitsPerComponent": 8}
        image.update({NameObject(key): NumberObject(number) for key, number in numbers.items()})
    return image


def _draw(writer: PdfWriter, target: PageObject, drawn: list[tuple[Matrix, PdfObject]]) -> None:
    resources = _under(target, "/Resources")
    objects = DictionaryObject(_under(resources, "/XObject") or {})
    words = []
    for number, (way, thing) in enumerate(drawn):
        name = f"/Laid{number}"
        objects[NameObject(name)] = thing
        words.append(f"q {' '.join(f'{part:.5f}' for part in way)} cm {name} Do Q")
    own = DictionaryObject(resources)
    own[NameObject("/XObject")] = objects
    target[NameObject("/Resources")] = own
    below = StreamObject()
    below.set_data("\n".join(words).encode())
    before = target.raw_get("/Contents") if "/Contents" in target else None
    parts = [part for part in (writer._add_object(below), before) if isinstance(part, IndirectObject)]
    target[NameObject("/Contents")] = ArrayObject(parts)


def leave_only_drawings(writer: PdfWriter) -> None:
    """Take out what was copied along with a drawing and draws nothing: a stream's other file, a hidden action."""
    for thing in writer._objects:
        if not isinstance(thing, DictionaryObject):
            continue
        if thing.get("/S") in _ACTIONS:
            thing.clear()
        for key in _IN_ANOTHER_FILE if isinstance(thing, StreamObject) else ():
            thing.pop(key, None)
        resources = _under(thing, "/Resources")
        if isinstance(resources, DictionaryObject):
            for key in [key for key in resources if key not in _DRAWS_WITH]:
                del resources[key]


def _moved(way: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = way
    return a * x + c * y + e, b * x + d * y + f


def _then(first: Matrix, second: Matrix) -> Matrix:
    """Return the way that goes `first` and then `second`."""
    a, b, c, d, e, f = first
    (x, y), (u, v) = _moved(second, a, b), _moved(second, c, d)
    zero = _moved(second, 0, 0)
    return x - zero[0], y - zero[1], u - zero[0], v - zero[1], *_moved(second, e, f)
