"""Papers of producers as pages list them, and what of them ends soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.selectors.waiting import Waiting
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import may_list_papers, papers_visible_to
from openocop.registry.domain.paper_kinds import paper_kinds
from openocop.registry.domain.paper_terms import State, Term, window
from openocop.registry.models import ProducerPaper
from openocop.registry.selectors.papers import SIGNS, STATES, kind_name, term_words

OLDER = "older"  # papers that a newer one supersedes
_WARNED = (State.ENDED, State.ENDS_30, State.ENDS_90, State.ENDS_180)
PAPER_HEADS = (
    *("Loại giấy tờ", "Tên", "Số", "Nơi cấp", "Ngày cấp", "Có giá trị đến hết ngày", "Tình trạng", "Chủ thể", "Tệp"),
    *("SHA-256", "Thay bằng bản mới", "Số hồ sơ dùng"),
)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with its term on the day of the page; `used` counts the dossiers of the reader that point to it."""

    paper: ProducerPaper
    term: Term
    used: int

    @property
    def kind(self) -> str:
        return kind_name(self.paper.kind)

    @property
    def words(self) -> str:
        return term_words(self.term)

    @property
    def state(self) -> str:
        return str(STATES[self.term.state])

    @property
    def sign(self) -> str:
        return SIGNS[self.term.state]


def paper_rows(papers: QuerySet[ProducerPaper] | list[ProducerPaper], *, on: date) -> list[PaperRow]:
    return [PaperRow(paper, paper.term(on), getattr(paper, "used", 0)) for paper in papers]


def papers_listed(post: Post, *, on: date, state: str = "", kind: str = "") -> QuerySet[ProducerPaper]:
    """Return the papers the reader may know of, those that end first on top; `state` and `kind` narrow the list.

    Without a state the list holds what is current: no paper that a newer one supersedes.
    """
    in_use = Count("evidence__dossier", filter=Q(evidence__removed_at=None), distinct=True)
    rows = papers_visible_to(post, on=on).select_related("producer", "file", "superseded_by").annotate(used=in_use)
    rows = rows.filter(superseded_by__isnull=state != OLDER)
    if state in set(State):
        rows = rows.filter(_in_state(State(state), on))
    if kind in paper_kinds():
        rows = rows.filter(kind=kind)
    return rows.order_by("valid_until", "kind", "id")


def state_counts(post: Post, *, on: date) -> dict[str, int]:
    """Return how many papers stand in each state ("" for all that are current), in one query."""
    current = Q(superseded_by__isnull=True)
    asked = {state.value: Count("pk", filter=current & _in_state(state, on)) for state in State}
    found = papers_visible_to(post, on=on).aggregate(
        **asked, every=Count("pk", filter=current), **{OLDER: Count("pk", filter=~current)}
    )
    return {"": found.pop("every"), **found}


def _in_state(state: State, on: date) -> Q:
    if state == State.NO_TERM:
        return Q(valid_until=None)
    first, before = window(state, on=on)
    found = Q(valid_until__isnull=False)
    if first:
        found &= Q(valid_until__gte=first)
    if before:
        found &= Q(valid_until__lt=before)
    return found


def dossiers_with(paper: ProducerPaper, dossiers: QuerySet[Dossier]) -> list[Dossier]:
    """Return those of `dossiers` that point to the paper now, the latest first."""
    pointing = dossiers.filter(evidence__paper=paper, evidence__removed_at=None).exclude(stage=Stage.WITHDRAWN)
    return list(pointing.select_related("product", "round").distinct().order_by("-opened_at", "-id"))


def papers_waiting(post: Post, *, on: date) -> list[Waiting]:
    """Return what of the reader's papers has ended or ends within 180 days, in one query."""
    if not may_list_papers(post):
        return []
    counts = state_counts(post, on=on)
    ended, within = counts[State.ENDED], sum(counts[state] for state in _WARNED[1:])
    own = post.role == Role.PRODUCER
    things = []
    if ended:
        title = ngettext("%(count)d paper has ended", "%(count)d papers have ended", ended) % {"count": ended}
        lead = _("Put the renewed one in its place.") if own else _("Dossiers before you point to it.")
        things.append(Waiting(title, lead, _listed(State.ENDED), urgent=True))
    if within:
        title = ngettext("%(count)d paper ends within 180 days", "%(count)d papers end within 180 days", within)
        lead = (
            _("Ask for the new one in time: some offices take months.")
            if own
            else _("Remind the producer to renew it.")
        )
        soonest = next(state for state in _WARNED[1:] if counts[state])
        things.append(Waiting(title % {"count": within}, lead, _listed(soonest), urgent=bool(counts[State.ENDS_30])))
    return things


def _listed(state: State) -> str:
    return f"{reverse('dossiers:vault')}?tinh-trang={state}"


def paper_cells(post: Post, *, on: date) -> Iterator[tuple[str, ...]]:
    """Yield every paper the reader may know of as a row under `PAPER_HEADS`."""
    rows = papers_visible_to(post, on=on).select_related("producer", "file", "superseded_by")
    in_use = Count("evidence__dossier", filter=Q(evidence__removed_at=None), distinct=True)
    for row in paper_rows(list(rows.annotate(used=in_use).order_by("producer__sort_key", "kind", "id")), on=on):
        yield _cells(row)


def _cells(row: PaperRow) -> tuple[str, ...]:
    paper = row.paper
    newer = getattr(paper, "superseded_by", None)
    return (
        *(row.kind, paper.title, paper.number, paper.issuer, _iso(paper.issued_on), _iso(paper.last_day), row.state),
        *(paper.producer.name, paper.file.name, paper.file.sha256, newer.title if newer else "", str(row.used)),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
