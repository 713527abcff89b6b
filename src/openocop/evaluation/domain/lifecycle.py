"""How a session moves from its invitation to a fixed result.

Source: 1048/QĐ-TTg annex II (independent sheets, discussion when members differ by more than the regulation allows, a
second sheet); 26/2026/QĐ-TTg art. 7.3 leaves the order of business to the council's regulation.
"""

from __future__ import annotations

from enum import StrEnum

from openocop.accounts.domain.roles import Role
from openocop.core.domain.lifecycle import Step


class SeatRole(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SECRETARY = "secretary"
    GUEST = "guest"


class Form(StrEnum):
    """How the council comes to its result: at one table, or on re-assessments in writing (26/2026 art. 7.6d)."""

    MEETING = "meeting"
    WRITTEN = "written"


class Answer(StrEnum):
    """What a member answers in writing on one product: the proposed result stands, or the council should meet."""

    AGREE = "agree"
    MEET = "meet"


class SessionStage(StrEnum):
    """`CLOSED`: a written-opinion round of which every product was called to a meeting; it has no result."""

    SCHEDULED = "scheduled"
    SCORING = "scoring"
    REVEALED = "revealed"
    FIXED = "fixed"
    CLOSED = "closed"


class PaperKind(StrEnum):
    SHEET = "sheet.pdf"
    SUMMARY = "summary.pdf"
    SUMMARY_WORD = "summary.docx"
    MINUTES = "minutes.pdf"
    MINUTES_WORD = "minutes.docx"


_TABLE = frozenset({Role.CHAIR, Role.SECRETARY})

STEPS = (
    Step("open", frozenset({SessionStage.SCHEDULED}), SessionStage.SCORING, _TABLE, "Open the session"),
    Step("reveal", frozenset({SessionStage.SCORING}), SessionStage.REVEALED, _TABLE, "Reveal the scores"),
    Step("fix", frozenset({SessionStage.REVEALED}), SessionStage.FIXED, _TABLE, "Fix the result"),
)
