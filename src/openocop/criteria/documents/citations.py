"""How papers cite a legal release.

Source: Decree 30/2020/NĐ-CP, Annex I: kind, number, day, issuer and subject of what a paper rests on.
"""

from __future__ import annotations

from datetime import date

from openocop.core.documents.vietnamese import date_long
from openocop.criteria.domain.legal_release import Release


def cited(law: Release, on: date) -> str:
    """Return the release as a paper of day `on` cites it, with the amendments that stood on that day."""
    subject = law.title.removeprefix("Quyết định ")
    amendments = [
        f"Quyết định số {amendment.number} {date_long(amendment.issued_on)}"
        for amendment in law.amended_by
        if amendment.issued_on <= on
    ]
    amended = f" (được sửa đổi bởi {'; '.join(amendments)})" if amendments else ""
    return f"Quyết định số {law.number} {date_long(law.issued_on)} của {law.issuer} {subject}{amended}"


def cited_sheet(law: Release, set_no: int | str) -> str:
    """Return where the law prints a scoring sheet: number of the set, annex and decision."""
    annex = next(key for key, content in law.annexes.items() if content.startswith("Bộ tiêu chí"))
    return f"Bộ số {set_no}, Phụ lục {annex} kèm theo Quyết định số {law.number} {date_long(law.issued_on)}"


def printed_number(code: str) -> str:
    """Return the number of a criterion as the sheet prints it: "4.1" of "4.1#2" (printed twice)."""
    return code.partition("#")[0]
