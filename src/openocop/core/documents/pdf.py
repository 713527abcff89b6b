"""From a typst template and plain data to PDF/A-2a, tagged for readers aloud (PDF/UA-1).

Data reaches the template as JSON and is never read as typst source, so text cannot act.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst

from openocop.core.documents.fonts import FONT_FOLDER
from openocop.core.documents.text import breakable_tree, printable_tree

# Templates of all apps import the shared layout by its path from here.
TEMPLATE_ROOT = Path(__file__).resolve().parent.parent.parent

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


class PdfNotMade(Exception):
    """The template did not compile, or compiled with a warning (a missing font, say); carries what typst said."""


def render_pdf(
    template: Path,
    context: Mapping[str, object],
    *,
    created_at: datetime,
    drawings: Mapping[str, str] | None = None,
) -> bytes:
    """Return the PDF that `template` makes of `context`; the same arguments give the same bytes.

    Args:
        template: a `.typ` file of this package.
        context: text, whole numbers, truth values, lists and mappings only.
        created_at: aware instant, written into the metadata.
        drawings: SVG sources made by us, by name; they are not touched by the cleaning of text.

    Raises:
        PdfNotMade: typst refused or warned.
    """
    try:
        return _compiled(_compiler(template, context, drawings or {}), template, created_at, _STANDARDS)
    except typst.TypstError as error:
        raise PdfNotMade(f"{template.name}: {error.message}") from error


def render_frames(
    template: Path, context: Mapping[str, object], *, created_at: datetime, label: str
) -> tuple[bytes, list[int]]:
    """Return a PDF into which pages of others are laid, and the whole numbers that the template labels `label`.

    It claims neither PDF/A nor PDF/UA: nobody can vouch for what is laid in. Arguments and errors as in `render_pdf`.
    """
    compiler = _compiler(template, context, {})
    try:
        made = _compiled(compiler, template, created_at, [])
        told = json.loads(compiler.query(f"<{label}>", field="value"))
    except typst.TypstError as error:
        raise PdfNotMade(f"{template.name}: {error.message}") from error
    return made, [int(number) for number in told]


def _compiler(template: Path, context: Mapping[str, object], drawings: Mapping[str, str]) -> typst.Compiler:
    data = json.dumps(breakable_tree(printable_tree(context)), ensure_ascii=False)
    return typst.Compiler(template, root=TEMPLATE_ROOT, font_paths=_fonts(), sys_inputs={"data": data, **drawings})


def _compiled(
    compiler: typst.Compiler, template: Path, created_at: datetime, standards: list[typst.PDFStandard]
) -> bytes:
    made, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=standards, timestamp=int(created_at.timestamp())
    )
    if warnings or not isinstance(made, bytes):
        raise PdfNotMade(f"{template.name}: {'; '.join(warning.message for warning in warnings)}")
    return made


@functools.cache
def _fonts() -> typst.Fonts:
    # One set for the whole process: each new one would read the files again.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER])
