"""People with their posts, offices, and the choices of the forms about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Count, Prefetch, Q, QuerySet

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.domain.terms import LEVELS_OF_ROLE, SOON, last_day
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.permissions import people_visible_to
from openocop.core.domain.text import search_key, sort_key
from openocop.geography.selectors.tenants import tenant_units
from openocop.geography.selectors.units import communes_of, full_name

RUNNING, COMING, PAST = "running", "coming", "past"


@dataclass(frozen=True, slots=True)
class Held:
    """One post as a page shows it. `state` is running, coming or past; `last_day` None: until it is ended."""

    appointment: Appointment
    state: str
    last_day: date | None
    ends_soon: bool

    @property
    def can_be_lent(self) -> bool:
        row = self.appointment
        return self.state != PAST and row.delegated_by_id is None and row.office_id is not None


@dataclass(frozen=True, slots=True)
class PersonRow:
    person: User
    posts: Sequence[Held]


def people_listed(post: Post, *, on: date, words: str = "", role: str = "") -> QuerySet[User]:
    """Return the people this post may know of, by name, with their posts fetched; `words` without accents."""
    found = people_visible_to(post)
    for word in search_key(words).split():
        found = found.filter(search_key__contains=word)
    if role:
        found = found.filter(
            pk__in=Appointment.objects.filter(_on(on), province=post.province, role=role).values("user")
        )
    return found.prefetch_related(_posts_in(post.province)).order_by("search_key", "pk")


def person_rows(people: Sequence[User], *, on: date) -> list[PersonRow]:
    """Return rows with the posts of today and to come; the people come from `people_listed`."""
    return [PersonRow(p, [held for held in held_by(p, on=on) if held.state != PAST]) for p in people]


def person_of(post: Post, public_id: str) -> User | None:
    """Return one person with their posts in the province, None for whom this post may not know of."""
    return people_visible_to(post).filter(public_id=public_id).prefetch_related(_posts_in(post.province)).first()


def held_by(person: User, *, on: date) -> list[Held]:
    """Return the fetched posts of a person: running ones, those to come, then past ones."""
    order = {RUNNING: 0, COMING: 1, PAST: 2}
    return sorted((_held(row, on) for row in person.appointments.all()), key=lambda held: order[held.state])


def appointment_of(post: Post, public_id: str) -> Appointment | None:
    rows = Appointment.objects.filter(province=post.province, user__in=people_visible_to(post).values("pk"))
    return rows.filter(public_id=public_id).select_related("user", "office", "delegated_by__user").first()


def has_second_factor(person: User) -> bool:
    return bool(Authenticator.objects.filter(user=person).exists())


def terms_ending_soon(province: str, *, on: date) -> int:
    """Return how many posts of the province end within the next thirty days."""
    return Appointment.objects.filter(_on(on), province=province, valid_until__lte=on + SOON).count()


def offices_listed(province: str, *, on: date) -> list[Office]:
    """Return the offices of a province with the number of people who hold a post there today (`people`).

    From the ministry down to the communes, each level in the order of the Vietnamese alphabet.
    """
    running = _on(on, prefix="appointments__")
    counted = Count("appointments__user", filter=running, distinct=True)
    return _in_order(Office.objects.filter(province=province).annotate(people=counted))


def office_choices(province: str) -> list[tuple[str, str]]:
    rows = _in_order(Office.objects.filter(province=province))
    return [(office.public_id, office.name) for office in rows if _gives_anything(office)]


def _in_order(offices: Iterable[Office]) -> list[Office]:
    levels = list(reversed(OfficeLevel))
    return sorted(offices, key=lambda office: (levels.index(OfficeLevel(office.level)), sort_key(office.name)))


def people_choices(post: Post, *, but: User) -> list[tuple[str, str]]:
    """Return whom a post may be lent to: everybody with an open account but its holder and oneself."""
    rows = people_visible_to(post).filter(is_active=True).exclude(pk__in=[but.pk, post.user_id]).order_by("search_key")
    rows = rows.filter(appointments__office__isnull=False)
    return [(person.public_id, f"{person.full_name} ({person.username})") for person in rows]


def unit_choices(province: str, *, on: date) -> list[tuple[str, str]]:
    """Return (code, name) of the province's communes of day `on`, the province itself first."""
    units = tenant_units(province, on)
    return [(unit.code, full_name(unit)) for unit in (*units[:1], *communes_of([u.code for u in units], on))]


def _gives_anything(office: Office) -> bool:
    return any(OfficeLevel(office.level) in levels for levels in LEVELS_OF_ROLE.values())


def _posts_in(province: str) -> Prefetch[str]:
    rows = Appointment.objects.filter(province=province).select_related("office", "delegated_by__user")
    return Prefetch("appointments", rows.order_by("-valid_from", "-pk"))


def _held(row: Appointment, on: date) -> Held:
    ended = row.valid_until is not None and row.valid_until <= on
    state = PAST if ended else RUNNING if row.valid_from <= on else COMING
    soon = state == RUNNING and row.valid_until is not None and row.valid_until <= on + SOON
    return Held(row, state, last_day(row.valid_until), soon)


def _on(on: date, *, prefix: str = "") -> Q:
    started = Q(**{f"{prefix}valid_from__lte": on})
    return started & (Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": on}))


def role_choices() -> list[str]:
    """Return the roles an administrator gives, in the order of the way a dossier goes."""
    return [role.value for role in Role if role in LEVELS_OF_ROLE]
