"""The rows of the papers as somebody reads them who opens the file in Word or as a table."""

from __future__ import annotations

import csv
import io

from docx import Document


def table_rows(paper: bytes) -> list[list[str]]:
    """Return the rows of all tables of a Word file, a repeated merged cell once."""
    rows = []
    for table in Document(io.BytesIO(paper)).tables:
        for row in table.rows:
            cells: list[str] = []
            seen: set[int] = set()
            for cell in row.cells:
                if id(cell._tc) not in seen:
                    seen.add(id(cell._tc))
                    cells.append(" ".join(cell.text.split()))
            rows.append(cells)
    return rows


def words(paper: bytes) -> str:
    return "\n".join(" ".join(paragraph.text.split()) for paragraph in Document(io.BytesIO(paper)).paragraphs)


def csv_rows(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))[1:]
