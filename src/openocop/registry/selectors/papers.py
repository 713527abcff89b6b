"""Papers of producers in words: what kind they are and how their term stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from openocop.core.documents.vietnamese import date_short
from openocop.registry.domain.paper_kinds import paper_kinds
from openocop.registry.domain.paper_terms import State, Term
from openocop.registry.models import ProducerPaper

STATES: Mapping[State, str | Promise] = {
    State.ENDED: gettext_lazy("Has ended"),
    State.ENDS_30: gettext_lazy("Ends within 30 days"),
    State.ENDS_90: gettext_lazy("Ends within 90 days"),
    State.ENDS_180: gettext_lazy("Ends within 180 days"),
    State.RUNNING: gettext_lazy("Holds"),
    State.NO_TERM: gettext_lazy("Without a term"),
}
# How a state is drawn: shape and colour of the shared look.
SIGNS: Mapping[State, str] = {
    State.ENDED: "bad",
    State.ENDS_30: "bad",
    State.ENDS_90: "soon",
    State.ENDS_180: "soon",
    State.RUNNING: "ok",
    State.NO_TERM: "none",
}


def kind_name(kind: str) -> str:
    return paper_kinds()[kind].label


def term_words(term: Term) -> str:
    """Return the term in words: "until 01/02/2027, 63 days left"."""
    if term.last_day is None or term.days_left is None:
        return str(STATES[State.NO_TERM])
    day = date_short(term.last_day)
    if term.days_left < 0:
        return _("ended on %(day)s") % {"day": day}
    if term.state == State.RUNNING:
        return _("until %(day)s") % {"day": day}
    left = ngettext("%(count)d day left", "%(count)d days left", term.days_left) % {"count": term.days_left}
    return _("until %(day)s, %(left)s") % {"day": day, "left": left}


def versions_of(paper: ProducerPaper) -> list[ProducerPaper]:
    """Return every paper in the line of `paper`, the newest first: what it superseded and what superseded it."""
    rows = {row.pk: row for row in ProducerPaper.objects.filter(producer=paper.producer_id).select_related("file")}
    newer = {row.supersedes_id: row for row in rows.values() if row.supersedes_id}
    line = [paper]
    while line[0].pk in newer:
        line.insert(0, newer[line[0].pk])
    while line[-1].supersedes_id:
        line.append(rows[line[-1].supersedes_id])
    return line


def newest_of(papers: list[ProducerPaper]) -> dict[int, ProducerPaper]:
    """Return for each paper (by key) the newest in its line, in one query; a paper that was not renewed is its own."""
    producers = {paper.producer_id for paper in papers}
    rows = ProducerPaper.objects.filter(producer__in=producers, supersedes__isnull=False).select_related("file")
    newer = {row.supersedes_id: row for row in rows}
    found = {}
    for paper in papers:
        last = paper
        while last.pk in newer:
            last = newer[last.pk]
        found[paper.pk] = last
    return found


def ends_before(paper: ProducerPaper, day: date) -> bool:
    """Tell whether the paper no longer holds on `day`."""
    return paper.valid_until is not None and paper.valid_until <= day
