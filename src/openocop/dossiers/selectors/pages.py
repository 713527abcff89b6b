"""What the page of one dossier shows, and what its producer should do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.selectors.journal import HistoryRow, history_of
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.domain.lifecycle import EDITABLE, Stage
from openocop.dossiers.domain.requests import EXAMINED
from openocop.dossiers.models import Dossier, HelpConsent, LocalReport, ReturnNotice, SupplementRequest
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.acts import Act, acts_of
from openocop.dossiers.selectors.clocks import ClockView, clock_of
from openocop.dossiers.selectors.form_papers import latest_report
from openocop.dossiers.selectors.helping import MARK, helps_of
from openocop.dossiers.selectors.listings import with_places
from openocop.dossiers.selectors.paper_terms import TermWarning, term_warnings
from openocop.dossiers.selectors.required import Component, components_of, lacking
from openocop.dossiers.selectors.sheets import SheetView, sheet_of

SECONDS_A_CRITERION = 45
QUIET_DEEDS = frozenset(
    {"dossier.self_scored", "dossier.paper_added", "dossier.paper_removed", "dossier.paper_straightened"}
)
WAY = (Stage.DRAFT, Stage.SUBMITTED, Stage.PROPOSED, Stage.ACCEPTED, Stage.IN_SESSION, Stage.RESOLVED)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the history; runs of small edits by one person are drawn together, `count` of them."""

    row: HistoryRow
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class DossierPage:
    dossier: Dossier
    place: str
    sheet: SheetView
    acts: Sequence[Act]
    clock: ClockView | None
    report: LocalReport | None
    returns: Sequence[ReturnNotice]
    stations: Sequence[tuple[str, str]]
    forms: Sequence[tuple[str, str]]
    requests_open: int
    requests_told: bool
    components: Sequence[Component]
    terms: Sequence[TermWarning]
    helps: Sequence[HelpConsent]


def dossier_page(post: Post, dossier: Dossier, *, on: date) -> DossierPage:
    """Return everything but the history; the caller has made sure that `post` may read it."""
    sheet = sheet_of(dossier)
    components = components_of(dossier, sheet, on=on)
    report = latest_report(dossier)
    requests = list(dossier.requests.all())
    return DossierPage(
        dossier=dossier,
        place=with_places([dossier])[0].place,
        sheet=sheet,
        acts=acts_of(post, dossier, on=on, marks_missing=len(sheet.progress.missing), lacking=lacking(components)),
        clock=clock_of(dossier, today=on),
        report=report,
        returns=list(dossier.returns.order_by("-returned_at", "-id")),
        stations=stations_of(dossier, for_producer=False),
        forms=forms_of(dossier, reported=report is not None),
        requests_open=sum(asked.is_open for asked in requests),
        requests_told=bool(requests) or dossier.stage in EXAMINED,
        components=components,
        terms=term_warnings(dossier, sheet, on=on),
        helps=helps_of(dossier),
    )


def forms_of(dossier: Dossier, *, reported: bool) -> list[tuple[str, str]]:
    """Return (number, name) of the forms of Annex III that there are now; none under an earlier release."""
    if dossier.release not in WITH_FORMS:
        return []
    return [(number, str(name)) for number, name in words.FORMS.items() if number != "03" or reported]


def stations_of(dossier: Dossier, *, for_producer: bool) -> list[tuple[str, str]]:
    """Return (name, "done" | "current" | "") of the stations on a dossier's way; a returned one is being prepared."""
    at = {Stage.RETURNED: Stage.DRAFT, Stage.ADVISED: Stage.ACCEPTED}.get(Stage(dossier.stage), Stage(dossier.stage))
    here = WAY.index(at) if at in WAY else -1
    level = words.level_of(dossier)
    return [
        (
            words.stage_name(Stage.RETURNED if here == place and dossier.stage == Stage.RETURNED else stage,
                             for_producer=for_producer, level=level),
            "done" if place < here else "current" if place == here else "",
        )
        for place, stage in enumerate(WAY)
    ]  # fmt: skip


def history_page(dossier: Dossier) -> list[Deed]:
    """Return the history of a dossier, latest first, in two queries."""
    deeds: list[Deed] = []
    for row in history_of(dossier):
        verb = row.entry.verb
        what = str(words.DEEDS.get(verb, verb))
        last = deeds[-1] if deeds else None
        same = last and last.row.entry.verb == verb and last.row.actor == row.actor
        if last and same and verb in QUIET_DEEDS and (MARK in last.row.entry.facts) == (MARK in row.entry.facts):
            deeds[-1] = Deed(row, what, last.count + 1)
        else:
            deeds.append(Deed(row, what, 1))
    return deeds[::-1]


@dataclass(frozen=True, slots=True)
class Task:
    """Something for the producer to do; `minutes` is an estimate, 0 when there is none.

    `part` is the part of the address after the dossier: a group of the sheet, a request.
    """

    title: str
    lead: str
    url_name: str
    dossier: Dossier
    part: str = ""
    minutes: int = 0


def tasks_of(dossier: Dossier, sheet: SheetView) -> list[Task]:
    """Return what the producer should do with a dossier that is theirs to change, the first thing first."""
    if dossier.stage not in EDITABLE:
        return []
    name = {"product": dossier.product.name}
    tasks = []
    if dossier.stage == Stage.RETURNED:
        tasks.append(Task(_("Complete “%(product)s”") % name, _returned(dossier), "dossiers:dossier", dossier))
    tasks += _marking(dossier, sheet)
    if not sheet.progress.missing and sheet.without_paper:
        lead = _("%(count)d criteria with points have no paper yet.") % {"count": len(sheet.without_paper)}
        group = next(g.group.code for g in sheet.groups if sheet.without_paper[0] in g.criteria)
        tasks.append(Task(_("Photograph the papers of “%(product)s”") % name, lead, "dossiers:group", dossier, group))
    if not sheet.progress.missing:
        lead = _("The commune receives it at once and checks it within 15 working days.")
        tasks.append(Task(_("Look over and submit “%(product)s”") % name, lead, "dossiers:submit", dossier))
    return tasks


def request_tasks(requests: Iterable[SupplementRequest]) -> list[Task]:
    """Return what the producer is asked for; each leads to its own page."""
    return [
        Task(
            _("Answer a request on “%(product)s”") % {"product": asked.dossier.product.name},
            f"{asked.office}: {asked.text}"
            + (_(" (until %(day)s)") % {"day": date_short(asked.answer_by)} if asked.answer_by else ""),
            "dossiers:request",
            asked.dossier,
            asked.public_id,
        )
        for asked in requests
    ]


def _marking(dossier: Dossier, sheet: SheetView) -> list[Task]:
    left = [group for group in sheet.groups if group.missing]
    if not left:
        return []
    progress = sheet.progress
    minutes = max(1, len(progress.missing) * SECONDS_A_CRITERION // 60)
    lead = _("%(left)d of %(total)d criteria are still to be marked. What you mark is saved at once.") % {
        "left": len(progress.missing),
        "total": progress.total,
    }
    title = _("Mark the self-score of “%(product)s”") % {"product": dossier.product.name}
    return [Task(title, lead, "dossiers:group", dossier, left[0].group.code, minutes)]


def _returned(dossier: Dossier) -> str:
    notices = list(dossier.returns.all())  # oldest first; a list of dossiers has them fetched
    return f"{notices[-1].office}: {notices[-1].reason}" if notices else ""
