"""Of what the law asks for: what is there, what is missing, what must be renewed. Each by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from openocop.core.documents.vietnamese import date_short
from openocop.dossiers.domain.required_papers import RequiredPaper, required_papers
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.differences import Differences, differences_of
from openocop.dossiers.selectors.sheets import SheetView

THERE, MISSING, RENEW = "there", "missing", "renew"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing the law asks for; `note` says what is missing in it, or where it comes from."""

    paper: RequiredPaper
    state: str
    note: str

    @property
    def sign(self) -> str:
        return {THERE: "ok", MISSING: "bad", RENEW: "bad"}[self.state]


def components_of(dossier: Dossier, view: SheetView, *, on: date) -> list[Component]:
    """Return the components of the dossier's kind with their state on day `on`."""
    asked = required_papers(dossier.release, dossier.kind)
    if not asked:
        return []
    found = differences_of(dossier, view, on=on)
    return [Component(paper, *_STATES[paper.how](paper, view, found)) for paper in asked]


def lacking(components: Sequence[Component]) -> list[str]:
    """Return by name what is not there, but for the self-score, which is said in numbers of its own."""
    return [
        f"{one.paper.label} ({one.note})" if one.note else one.paper.label
        for one in components
        if one.state != THERE and one.paper.how != "form_02"
    ]


def _form_01(_paper: RequiredPaper, _view: SheetView, _found: Differences) -> tuple[str, str]:
    return THERE, _("filled from the register and this dossier")


def _form_02(_paper: RequiredPaper, view: SheetView, _found: Differences) -> tuple[str, str]:
    left = len(view.progress.missing)
    return (MISSING, _("%(count)d criteria are not marked yet") % {"count": left}) if left else (THERE, "")


def _difference(paper: RequiredPaper, _view: SheetView, found: Differences) -> tuple[str, str]:
    unproven = ", ".join(change.row.criterion.code for change in found.raised_without_paper)
    if unproven:
        return MISSING, _("no evidence for the raised level of %(codes)s") % {"codes": unproven}
    return (THERE, "") if found.says_something else (MISSING, _("nothing has changed yet against what was recognised"))


def _matter(paper: RequiredPaper, view: SheetView, found: Differences) -> tuple[str, str]:
    if next(words for matter, words in found.matters if matter.slug == paper.slug):
        return THERE, ""
    fresh = (change.now for change in found.papers if change.what in ("added", "renewed"))
    if paper.paper_kind and any(one and one.paper and one.paper.kind == paper.paper_kind for one in fresh):
        return THERE, _("a new paper is in the dossier")
    return MISSING, _("say what became of it; “no change” is an answer")


def _terms(_paper: RequiredPaper, _view: SheetView, found: Differences) -> tuple[str, str]:
    ended = [change.now.paper for change in found.papers if change.what == "ended" and change.now]
    named = [f"{one.title} ({date_short(one.last_day)})" for one in ended if one and one.last_day]
    return (RENEW, _("ended: %(papers)s") % {"papers": "; ".join(named)}) if named else (THERE, "")


_STATES: Mapping[str, Callable[[RequiredPaper, SheetView, Differences], tuple[str, str]]] = {
    "form_01": _form_01,
    "form_02": _form_02,
    "difference": _difference,
    "matter": _matter,
    "terms": _terms,
}
