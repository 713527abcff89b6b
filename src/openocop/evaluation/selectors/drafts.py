"""What an assessor has filled in of a sheet so far, and what an answer in writing still needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openocop.criteria.domain.sheet import Mark
from openocop.evaluation.domain.lifecycle import Answer
from openocop.evaluation.domain.marks import Marks
from openocop.evaluation.models import ScoreSheet

Levels = Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an assessor has filled in so far."""

    levels: Levels
    reasons: Mapping[str, str]
    disqualified: Sequence[str]
    opinion: str
    outside: Sequence[str] = ()
    answer: str = ""
    answer_reason: str = ""

    @classmethod
    def of(cls, kept: ScoreSheet | Marks) -> Draft:
        """Return what a sheet, or what was posted of one, has filled in."""
        return cls(
            kept.levels,
            kept.reasons,
            kept.disqualified,
            kept.opinion,
            kept.outside,
            kept.answer,
            kept.answer_reason,
        )


def answer_lacks(given: Draft | Marks) -> str:
    """Return what an answer in writing still needs, in words; "" when it is whole."""
    if not given.answer:
        return _("Answer first: do you agree with the proposed result, or do you propose a meeting?")
    if given.answer == Answer.MEET and not given.answer_reason.strip():
        return _("Say in a few words why the council should meet.")
    return ""
