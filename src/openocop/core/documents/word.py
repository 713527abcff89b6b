"""From a Word template and plain data to `.docx`, which an office may edit before signing.

The template is a document that people edit, and Jinja runs what stands in it: so it runs in a sandbox that reaches
nothing but the data, and the data is escaped, so that `&` and `<` arrive as typed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from docx.shared import Twips
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from openocop.core.documents.text import printable_tree
from openocop.core.domain.legal_time import VIETNAM


class WordTemplateRefused(Exception):
    """The template is no Word file, asks for something that the data does not hold, or tries what it may not do."""


def render_word(template: bytes, context: Mapping[str, object], *, created_at: datetime) -> bytes:
    """Return `template` filled with `context`; the same arguments give the same bytes.

    Args:
        template: the bytes of a `.docx` with Jinja tags as docxtpl understands them.
        context: text, whole numbers, truth values, lists and mappings only.
        created_at: aware instant, written into the properties.

    Raises:
        WordTemplateRefused: the template is broken, names an unknown value, or tries to act.
    """
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    data = printable_tree(context)
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render(data, environment, autoescape=True)
    except Exception as error:  # whatever a template brings about, from a broken file to a division by zero
        raise WordTemplateRefused(str(error)) from error
    _fit_columns(document.docx)
    stamp = created_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    document.docx.core_properties.created = stamp
    document.docx.core_properties.modified = stamp
    filled = io.BytesIO()
    document.save(filled)
    return with_fixed_times(filled.getvalue(), created_at)


def _fit_columns(document: Any) -> None:
    """Give every table the columns of its widest row, narrowed together where they exceed the page.

    A row may hold as many columns as there are members; the grid of the template knows nothing of them. A table whose
    width is a share of the page is also widened to fill it: columns without content were left out.
    """
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        widths: list[int] = max(([cell.width or 0 for cell in row._tr.tc_lst] for row in table.rows), key=len)
        if not all(widths):
            continue  # an office's own table without fixed columns
        share = Fraction(room, sum(widths))
        if not table._tbl.tblPr.xpath("./w:tblW[@w:type='pct']"):
            share = min(Fraction(1), share)
        # Whole twips, rounded down: rounded up by the library they could exceed the page together.
        fitted = [int(width * share) // Twips(1) * Twips(1) for width in widths]
        for row in table.rows:
            for cell in row._tr.tc_lst:
                cell.width = sum(fitted[cell.grid_offset : cell.grid_offset + cell.grid_span])
        grid = table._tbl.tblGrid
        for column in list(grid.gridCol_lst):
            grid.remove(column)
        for width in fitted:
            grid.add_gridCol().w = width


def with_fixed_times(package: bytes, created_at: datetime) -> bytes:
    """Return the zip `package` with one time on every entry: the library writes the time of day."""
    moment = created_at.astimezone(VIETNAM).timetuple()[:6]
    stable = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(stable, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stable.getvalue()
