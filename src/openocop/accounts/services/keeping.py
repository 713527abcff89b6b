"""What an administrator does with people: open and close accounts, give posts, lend them, end them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.accounts.domain.terms import Term, gives, until
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.permissions import may_keep_people, may_keep_person
from openocop.accounts.services.people import appoint, one_time_password, open_account
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.verdict import require

_DAY = timedelta(days=1)


@transaction.atomic
def admit_person(*, by: Post, login: str, full_name: str, phone: str, term: Term) -> tuple[User, str]:
    """Open an account with a first post; return it with its temporary password, which is kept nowhere.

    Raises:
        NotPermitted: not an administrator.
        Refused: the name is taken, or the post cannot be given as stated.
    """
    require(may_keep_people(by))
    user, password = open_with_password(by=by, login=login, full_name=full_name, phone=phone)
    _give(by, user, term)
    return user, password


def open_with_password(*, by: Post, login: str, full_name: str, phone: str = "") -> tuple[User, str]:
    """Open an account whose password is temporary and is returned once. The caller asked permission."""
    if User.objects.filter(username=login).exists():
        raise Refused(_("This sign-in name is taken. Choose another."), field="login")
    password = one_time_password()
    user = open_account(
        login=login,
        full_name=nfc(full_name),
        phone=phone,
        password=password,
        password_is_temporary=True,
        province=by.province,
        by=by.as_actor(),
    )
    return user, password


@transaction.atomic
def appoint_person(*, by: Post, user: User, term: Term) -> Appointment:
    """Give a further post to somebody who has an account. `Refused` with the field that keeps it from being given."""
    user = _locked(user)
    require(may_keep_person(by, user))
    return _give(by, user, term)


def _give(by: Post, user: User, term: Term) -> Appointment:
    office = Office.objects.filter(province=by.province, public_id=term.office).first()
    if office is None or not gives(OfficeLevel(office.level), term.role):
        raise Refused(_("This office does not give this post. Choose an office of the right level."), field="office")
    _refuse_backwards(term.valid_from, term.last_day)
    running = user.appointments.filter(role=term.role, office=office, delegated_by=None)
    if any(row.valid_until is None or row.valid_until > term.valid_from for row in running):
        raise Refused(_("This person already holds this post then. End it first, or choose a later day."), field="role")
    return appoint(
        user=user,
        role=term.role,
        province=by.province,
        office=office,
        title=nfc(term.title),
        basis=nfc(term.basis),
        valid_from=term.valid_from,
        valid_until=until(term.last_day),
        by=by.as_actor(),
    )


@transaction.atomic
def delegate(
    *, by: Post, appointment: Appointment, to: User, valid_from: date, last_day: date, basis: str
) -> Appointment:
    """Lend a post to another for a term, on the paper that says so; it lapses with the post it is lent from.

    Source: 26/2026/QĐ-TTg art. 7.3b: the chair may empower the head of a specialised agency.
    """
    appointment = _locked_appointment(appointment)
    require(may_keep_person(by, to))
    require(may_keep_person(by, appointment.user))
    if appointment.delegated_by_id or appointment.office is None:
        raise Refused(_("Only a post held in one's own name can be lent."))
    if to.pk == appointment.user_id:
        raise Refused(_("A post is lent to somebody else."), field="to")
    _refuse_backwards(valid_from, last_day)
    within = appointment.valid_from <= valid_from and (
        appointment.valid_until is None or last_day < appointment.valid_until
    )
    if not within:
        raise Refused(_("The delegation must lie within the term of the post itself."), field="last_day")
    if not basis.strip():
        raise Refused(_("Name the paper of the delegation: number and date."), field="basis")
    return appoint(
        user=to,
        role=Role(appointment.role),
        province=by.province,
        office=appointment.office,
        basis=nfc(basis),
        delegated_by=appointment,
        valid_from=valid_from,
        valid_until=until(last_day),
        by=by.as_actor(),
    )


@transaction.atomic
def end_appointment(
    *, by: Post, appointment: Appointment, last_day: date, basis: str, at: datetime | None = None
) -> Appointment:
    """End a post after `last_day`; yesterday ends it at once. What was done in it before stands."""
    appointment = _locked_appointment(appointment)
    require(may_keep_person(by, appointment.user))
    today = legal_day(at or timezone.now())
    end = last_day + _DAY
    if appointment.valid_until is not None and appointment.valid_until <= end:
        raise Refused(_("The post ends by then already. Choose an earlier day."), field="last_day")
    if end < today or end <= appointment.valid_from:
        raise Refused(
            _("The last day is not before yesterday and not before the post begins: what was done in it stands."),
            field="last_day",
        )
    appointment.valid_until = end
    appointment.save(update_fields=["valid_until"])
    facts = {"role": appointment.role, "until": end.isoformat(), "basis": nfc(basis)}
    record(province=by.province, actor=by.as_actor(), verb="person.post_ended", subject=appointment, facts=facts)
    return appointment


@transaction.atomic
def renew_password(*, by: Post, user: User) -> str:
    """Replace a forgotten password by a temporary one and return it; whoever is signed in with the old one is out."""
    require(may_keep_person(by, user))
    return renewed_password(by=by, user=user)


def renewed_password(*, by: Post, user: User) -> str:
    """Set and return a temporary password. The caller opened the transaction and asked permission."""
    user = _locked(user)
    password = one_time_password()
    user.set_password(password)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    record(province=by.province, actor=by.as_actor(), verb="account.password_renewed", subject=user)
    return password


@transaction.atomic
def remove_second_factor(*, by: Post, user: User) -> int:
    """Take authenticator, keys and recovery codes off an account whose holder lost them; return how many there were."""
    user = _locked(user)
    require(may_keep_person(by, user))
    removed, _each = Authenticator.objects.filter(user=user).delete()
    if removed:
        record(province=by.province, actor=by.as_actor(), verb="account.second_factor_removed", subject=user)
    return int(removed)


@transaction.atomic
def set_account_open(*, by: Post, user: User, open: bool) -> User:
    """Close an account at once, or open it again. Its posts stay as they are."""
    user = _locked(user)
    require(may_keep_person(by, user))
    if user.is_active != open:
        user.is_active = open
        user.save(update_fields=["is_active"])
        verb = "account.reopened" if open else "account.closed"
        record(province=by.province, actor=by.as_actor(), verb=verb, subject=user)
    return user


@transaction.atomic
def record_office(*, by: Post, level: OfficeLevel, name: str, unit_code: str, valid_from: date) -> Office:
    """Take an office into the list; `unit_code` is that of its unit on `valid_from`, empty for the ministry."""
    require(may_keep_people(by))
    name = nfc(name)
    if level in {OfficeLevel.COMMUNE, OfficeLevel.DISTRICT} and not unit_code:
        raise Refused(_("Choose the commune: its officers see the dossiers filed with it."), field="unit_code")
    if Office.objects.filter(province=by.province, name=name, unit_code=unit_code).exists():
        raise Refused(_("This office is in the list already."), field="name")
    office = Office.objects.create(
        province=by.province, level=level, name=name, unit_code=unit_code, valid_from=valid_from
    )
    facts = {"name": name, "level": level.value, "unit": unit_code}
    record(province=by.province, actor=by.as_actor(), verb="office.recorded", subject=office, facts=facts)
    return office


def _refuse_backwards(valid_from: date, last: date | None) -> None:
    if last is not None and last < valid_from:
        raise Refused(_("The last day lies before the first."), field="last_day")


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _locked_appointment(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("user", "office")
    return rows.get(pk=appointment.pk)
