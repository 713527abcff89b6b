"""What members are asked to declare, what might tie them to a product, and who has declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import Appointment
from openocop.evaluation.domain.conflicts import Hint, Maker, Member, hints
from openocop.evaluation.models import AdvisorySheet, Declaration, Entry, Recusal, Seat, Session
from openocop.evaluation.permissions import entries_visible_to, is_declared
from openocop.registry.models import Producer, ProducerMember
from openocop.registry.selectors.places import written_places

HINT_WORDS = {
    Hint.ACCOUNT: gettext_lazy("the member's account acts for this producer"),
    Hint.REPRESENTATIVE: gettext_lazy("the representative bears the member's name"),
    Hint.CONTACT: gettext_lazy("the same telephone number or e-mail address as the member's"),
    Hint.HOUSEHOLD: gettext_lazy("the same address as a producer the member acts for"),
    Hint.FAMILY: gettext_lazy("the representative has the member's family name, in the same commune"),
    Hint.PARTNER: gettext_lazy("the same representative or contact as a producer the member acts for"),
    Hint.EMPLOYER: gettext_lazy("the body the member sits for bears this producer's name"),
    Hint.OFFICE: gettext_lazy("the member held a post in the office that proposed the dossier"),
    Hint.ADVISER: gettext_lazy("a person of the member's name wrote the advisory team's sheet"),
}


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One product to declare on: only what is needed to know whether one has an interest in it."""

    entry: Entry
    place: str
    hints: tuple[str, ...]

    @property
    def key(self) -> str:
        return str(self.entry.dossier.public_id)


@dataclass(frozen=True, slots=True)
class SeatState:
    """One scoring member with what they declared; `aside` and `hints` name products the reader may know of."""

    seat: Seat
    declarations: tuple[Declaration, ...]
    open: int
    aside: tuple[tuple[str, str], ...]
    hints: tuple[tuple[str, tuple[str, ...]], ...]


def undeclared(entries: QuerySet[Entry], seat: Seat) -> QuerySet[Entry]:
    """Return those of `entries` on which this member has not declared their interests."""
    late = Q() if seat.declared_until is None else Q(added_at__gt=seat.declared_until)
    return entries.filter(late).order_by("position")


def declaration_rows(post: Post, session: Session, seat: Seat) -> list[DeclarationRow]:
    """Return what this member is asked to declare on, in six queries at most whatever the agenda."""
    asked = undeclared(entries_visible_to(post).filter(session=session), seat)
    entries = list(asked.select_related("dossier__product__producer"))
    makers = [entry.dossier.product.producer for entry in entries if entry.dossier.product.producer]
    places = written_places(makers)
    found = _hints_by_seat([seat], entries)[seat.pk]
    return [
        DeclarationRow(entry, places.get(entry.dossier.product.producer_id or 0, ""), found.get(entry.pk, ()))
        for entry in entries
    ]


def own_declarations(seat: Seat) -> QuerySet[Declaration]:
    return seat.declarations.order_by("declared_at", "pk")


def declarations_of(post: Post, session: Session) -> list[SeatState]:
    """Return who has declared what, for the secretary; of products they may not know of themselves, nothing."""
    entries = list(
        entries_visible_to(post)
        .filter(session=session)
        .select_related("dossier__product__producer")
        .order_by("position")
    )
    seats = list(session.council.seats.filter(scores=True, replaced_on=None).select_related("user"))
    given: dict[int, list[Declaration]] = defaultdict(list)
    for one in Declaration.objects.filter(seat__in=seats):
        given[one.seat_id].append(one)
    named = {entry.dossier_id: entry.dossier.product.name for entry in entries}
    aside: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for recusal in Recusal.objects.filter(seat__in=seats, dossier__in=named).order_by("declared_at", "pk"):
        aside[recusal.seat_id].append((named[recusal.dossier_id], recusal.reason))
    found = _hints_by_seat(seats, entries)
    return [
        SeatState(
            seat,
            tuple(given[seat.pk]),
            sum(1 for entry in entries if not is_declared(seat, entry)),
            tuple(aside[seat.pk]),
            tuple(
                (entry.dossier.product.name, found[seat.pk][entry.pk])
                for entry in entries
                if entry.pk in found[seat.pk]
            ),
        )
        for seat in seats
    ]


def _hints_by_seat(seats: Sequence[Seat], entries: Sequence[Entry]) -> dict[int, dict[int, tuple[str, ...]]]:
    """Return the words of the hints by seat and entry; three queries beside those who came with them."""
    members = _members(seats)
    dossiers = [entry.dossier_id for entry in entries]
    sent = AdvisorySheet.objects.filter(dossier__in=dossiers, sent_at__isnull=False)
    advisers = dict(sent.values_list("dossier", "adviser"))
    found: dict[int, dict[int, tuple[str, ...]]] = {seat.pk: {} for seat in seats}
    for entry in entries:
        producer = entry.dossier.product.producer
        maker = _maker(producer) if producer else None
        for seat in seats:
            kinds = hints(
                members[seat.pk],
                maker,
                local_unit=entry.dossier.local_unit_code,
                adviser=advisers.get(entry.dossier_id, ""),
            )
            if kinds:
                found[seat.pk][entry.pk] = tuple(str(HINT_WORDS[kind]) for kind in kinds)
    return found


def _members(seats: Sequence[Seat]) -> dict[int, Member]:
    users = [seat.user_id for seat in seats if seat.user_id]
    acts: dict[int, list[Maker]] = defaultdict(list)
    for one in ProducerMember.objects.filter(user__in=users).select_related("producer"):
        acts[one.user_id].append(_maker(one.producer))
    units: dict[int, set[str]] = defaultdict(set)
    held = Appointment.objects.filter(user__in=users, office__isnull=False).exclude(office__unit_code="")
    for user, unit in held.values_list("user", "office__unit_code"):
        units[user].add(unit)
    return {seat.pk: _member(seat, acts[seat.user_id or 0], units[seat.user_id or 0]) for seat in seats}


def _member(seat: Seat, acts_for: Iterable[Maker], units: Collection[str]) -> Member:
    phone, email = (seat.user.phone, seat.user.email) if seat.user else ("", "")
    return Member(seat.name, seat.body, phone, email, tuple(acts_for), frozenset(units))


def _maker(producer: Producer) -> Maker:
    return Maker(
        key=producer.pk,
        name=producer.name,
        representative=producer.representative,
        phone=producer.phone,
        email=producer.email,
        address=producer.address,
        unit=producer.unit_code,
    )
