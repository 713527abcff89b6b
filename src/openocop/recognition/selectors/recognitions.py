"""Reading recognitions: of products on a day, and as the office's list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from openocop.core.documents.vietnamese import average_text
from openocop.core.domain.text import search_key
from openocop.core.keys import among
from openocop.recognition.domain.status import ENDING_DAYS, State, Status, Term, current_of, status_on
from openocop.recognition.models import Recognition


@dataclass(frozen=True, slots=True)
class Filters:
    """What the office's list is narrowed to; empty means all."""

    query: str = ""
    state: str = ""
    star: str = ""
    round: str = ""
    ending_before: date | None = None


def term_of(recognition: Recognition) -> Term:
    """Return the days of a recognition as the domain counts with them."""
    return Term(
        council_on=recognition.council_on,
        valid_from=recognition.valid_from,
        valid_until=recognition.valid_until,
        withdrawn_on=recognition.withdrawn_on,
        superseded_on=recognition.superseded_on,
        kept_until=recognition.kept_until,
    )


def status_of(recognition: Recognition, on: date) -> Status:
    return status_on(term_of(recognition), on)


def score_text(score: str) -> str:
    """Return a stored score as people read it: "494/7" as "70,57"; what is no number stays as printed."""
    try:
        return average_text(Fraction(score))
    except (ValueError, ZeroDivisionError):
        return score


def current_recognitions(product_ids: Iterable[int], on: date) -> dict[int, Recognition]:
    """Return the recognition that speaks for each product on day `on`, in one query; products without are absent."""
    by_product: dict[int, list[Recognition]] = {}
    rows = Recognition.objects.filter(product__in=list(product_ids)).order_by("id")
    for recognition in rows.select_related("decision", "certificate"):
        by_product.setdefault(recognition.product_id, []).append(recognition)
    found: dict[int, Recognition] = {}
    for product_id, recognitions in by_product.items():
        place = current_of([term_of(recognition) for recognition in recognitions], on)
        if place is not None:
            found[product_id] = recognitions[place]
    return found


@dataclass(frozen=True, slots=True)
class Speaking:
    """The days and the star by which a product's current recognition is listed."""

    term: Term
    star: int | None
    is_illustrative: bool


def current_terms(product_ids: Iterable[int], on: date) -> dict[int, Speaking]:
    """Return what `current_recognitions` would say of many products, read as plain values."""
    by_product: dict[int, list[Speaking]] = {}
    rows = Recognition.objects.filter(product__in=among(product_ids)).order_by("id")
    days = ("council_on", "valid_from", "valid_until", "withdrawn_on", "superseded_on", "kept_until")
    for product_id, star, is_illustrative, *of_term in rows.values_list("product_id", "star", "is_illustrative", *days):
        by_product.setdefault(product_id, []).append(Speaking(Term(*of_term), star, is_illustrative))
    found: dict[int, Speaking] = {}
    for product_id, speaking in by_product.items():
        place = current_of([one.term for one in speaking], on)
        if place is not None:
            found[product_id] = speaking[place]
    return found


def in_state(state: str, on: date) -> Q:
    """Return the condition of being in `state` on day `on` by the days of a term; the same reading as `status_on`."""
    withdrawn = Q(withdrawn_on__lte=on)
    unknown = Q(valid_from=None) | Q(valid_until=None)
    running = ~unknown & Q(valid_from__lte=on, valid_until__gt=on)
    turn = on + timedelta(days=ENDING_DAYS)
    conditions = {
        State.WITHDRAWN: withdrawn,
        State.TERM_UNKNOWN: unknown,
        State.NOT_BEGUN: ~unknown & Q(valid_from__gt=on),
        State.EXTENDED: ~unknown & Q(valid_until__lte=on, kept_until__gt=on),
        State.EXPIRED: ~unknown & Q(valid_until__lte=on) & (Q(kept_until=None) | Q(kept_until__lte=on)),
        State.ENDING: running & Q(valid_until__lte=turn),
        State.VALID: running & Q(valid_until__gt=turn),
    }
    if state == State.WITHDRAWN:
        return withdrawn
    return (Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)) & conditions[State(state)]


def state_expression(on: date) -> Case:
    """Return the SQL expression that names the state of a term on day `on`; what speaks for a product needs no more."""
    states = (State.WITHDRAWN, State.TERM_UNKNOWN, State.NOT_BEGUN, State.EXTENDED, State.EXPIRED, State.ENDING)
    branches = [When(in_state(state, on), then=Value(state.value)) for state in states]
    return Case(*branches, default=Value(State.VALID.value), output_field=CharField())


def _is_superseded(on: date) -> Q:
    return Q(superseded_on__lte=on) & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))


def _listed_in(state: str, on: date) -> Q:
    """Return the condition of a recognition of the office's list; those superseded are among them."""
    if state == State.SUPERSEDED:
        return _is_superseded(on)
    found = in_state(state, on)
    return found if state == State.WITHDRAWN else found & (Q(superseded_on=None) | Q(superseded_on__gt=on))


def recognitions_of(province: str, filters: Filters, on: date) -> QuerySet[Recognition]:
    """Return the office's list, latest first, with all that its rows show in one query."""
    found = Recognition.objects.filter(province=province).select_related(
        "product__producer", "round", "decision", "certificate"
    )
    for word in search_key(filters.query).split():
        found = found.filter(Q(product__search_key__contains=word) | Q(product__producer__search_key__contains=word))
    if filters.state in {state.value for state in State}:
        found = found.filter(_listed_in(filters.state, on))
    if filters.star.isdecimal():
        found = found.filter(star=int(filters.star))
    if filters.star == "unknown":
        found = found.filter(star=None)
    if filters.round:
        found = found.filter(round__public_id=filters.round)
    if filters.ending_before is not None:
        found = found.filter(valid_until__gt=on, valid_until__lte=filters.ending_before)
    return found.order_by("-valid_from", "-council_on", "product__sort_key", "id")


def state_counts(province: str, on: date) -> dict[str, int]:
    """Return how many recognitions are in each state on day `on`, in one query."""
    superseded = When(_is_superseded(on), then=Value(State.SUPERSEDED.value))
    state = Case(superseded, default=state_expression(on), output_field=CharField())
    rows = Recognition.objects.filter(province=province).annotate(state=state).values("state")
    return {row["state"]: row["n"] for row in rows.annotate(n=Count("id")).order_by("state")}
