"""Lists of ideas and the page of one. Each starts from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import search_key
from openocop.core.verdict import Verdict
from openocop.criteria.domain.guidance import OWN_RELEASE
from openocop.criteria.domain.releases import criteria_set
from openocop.geography.selectors.units import full_names
from openocop.ideas.domain.reference import spoken
from openocop.ideas.domain.stages import IdeaStage
from openocop.ideas.models import Idea, IdeaAnswer
from openocop.ideas.permissions import ideas_visible_to, may_answer, may_open_from

PAGE_SIZE = 30
SHOWN_STAGES = (IdeaStage.NEW, IdeaStage.ANSWERED, IdeaStage.OPENED)


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea with its commune in words and how long its first answer took, or has been waited for."""

    idea: Idea
    place: str
    waited: str
    last: IdeaAnswer | None

    @property
    def reference(self) -> str:
        return spoken(self.idea.public_id)


@dataclass(frozen=True, slots=True)
class IdeaPage:
    row: IdeaRow
    answers: Sequence[IdeaAnswer]
    may_answer: Verdict
    may_open: Verdict


def ideas_listed(post: Post, *, on: date, stage: str = "", words: str = "", unit: str = "") -> QuerySet[Idea]:
    """Return the ideas a post may see, narrowed, the longest waiting first, then the latest."""
    found = ideas_visible_to(post, on=on).select_related("producer", "dossier").prefetch_related("answers")
    if stage in SHOWN_STAGES:
        found = found.filter(stage=stage)
    if unit:
        found = found.filter(unit_code=unit)
    for word in search_key(words).split():
        found = found.filter(search_key__contains=word)
    order = "registered_at" if stage == IdeaStage.NEW else "-registered_at"
    return found.order_by(order, "id")


def stage_counts(post: Post, *, on: date) -> dict[str, int]:
    rows = ideas_visible_to(post, on=on).order_by().values_list("stage").annotate(Count("pk"))
    return dict(rows)


def rows_of(ideas: Iterable[Idea], *, at: datetime) -> list[IdeaRow]:
    """Return the ideas as rows; communes are named in one query."""
    known = list(ideas)
    names = full_names({(idea.unit_code, idea.unit_on) for idea in known})
    return [
        IdeaRow(
            idea,
            names.get((idea.unit_code, idea.unit_on), ""),
            waited(idea, at=at),
            next(reversed(idea.answers.all()), None),
        )
        for idea in known
    ]


def waited(idea: Idea, *, at: datetime) -> str:
    """Return in whole days of Vietnam how long the first answer took, or how long it has been waited for."""
    until = idea.first_answered_at or at
    days = (legal_day(until) - legal_day(idea.registered_at)).days
    if idea.first_answered_at:
        if not days:
            return _("answered the same day")
        return ngettext("answered after %(n)d day", "answered after %(n)d days", days) % {"n": days}
    if not days:
        return _("arrived today")
    return ngettext("waiting for %(n)d day", "waiting for %(n)d days", days) % {"n": days}


def idea_page(post: Post, idea: Idea, *, on: date, at: datetime) -> IdeaPage:
    """Return one idea as the office and its producer read it; the caller has made sure that `post` may."""
    row = rows_of([idea], at=at)[0]
    return IdeaPage(row, list(idea.answers.all()), may_answer(post, idea, on=on), may_open_from(post, idea, on=on))


def followed(key: str) -> Idea | None:
    """Return the idea whose follow-up address bears `key`."""
    return Idea.objects.prefetch_related("answers").filter(follow_key=key).first()


def set_title(number: int | None) -> str:
    """Return "8. Chế biến từ thịt…", "" without a number."""
    return f"{number}. {criteria_set(OWN_RELEASE, number).title}" if number else ""
