"""The administrator's pages of people, posts, offices and the journal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import OfficeLevel, Role
from openocop.accounts.forms import DelegationForm, EndForm, OfficeForm, PersonForm, TermForm
from openocop.accounts.models import Appointment, User
from openocop.accounts.permissions import (
    entries_visible_to,
    may_keep_people,
    may_keep_person,
    may_read_journal,
    may_read_people,
)
from openocop.accounts.selectors.journal import history_of_person, lines_of
from openocop.accounts.selectors.people import (
    PAST,
    appointment_of,
    has_second_factor,
    held_by,
    office_choices,
    offices_listed,
    people_choices,
    people_listed,
    person_of,
    person_rows,
    role_choices,
    unit_choices,
)
from openocop.accounts.services import keeping
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require

PER_PAGE = 30


@acting
def listing(request: ActingRequest) -> HttpResponse:
    """Who holds which post, searched by name and role."""
    require(may_read_people(request.post))
    on = legal_day(timezone.now())
    words, role = request.GET.get("q", "")[:200], request.GET.get("vai-tro", "")
    roles = [Role.PRODUCER.value, *role_choices()]
    role = role if role in roles else ""
    found = people_listed(request.post, on=on, words=words, role=role)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": person_rows(list(page), on=on),
        "words": words,
        "role": role,
        "roles": roles,
        "may_keep": may_keep_people(request.post),
    }
    return render(request, "accounts/people.html", context)


@acting
def person(request: ActingRequest, public_id: str) -> HttpResponse:
    """One person: the account, the posts of today, to come and past, and what was done to them."""
    require(may_read_people(request.post))
    found = _person(request, public_id)
    posts = held_by(found, on=legal_day(timezone.now()))
    identifiers = [found.public_id, *(held.appointment.public_id for held in posts)]
    context = {
        "person": found,
        "posts": [held for held in posts if held.state != PAST],
        "past": [held for held in posts if held.state == PAST],
        "history": history_of_person(request.post, identifiers),
        "may_keep": may_keep_person(request.post, found),
        "second_factor": has_second_factor(found),
        "illustrative": found.is_illustrative,
    }
    return render(request, "accounts/person.html", context)


@acting
def admit(request: ActingRequest) -> HttpResponse:
    """Open an account with its first post; the password is shown on the answer and nowhere else."""
    require(may_keep_people(request.post))
    form = PersonForm(_posted(request), **_term_choices(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user, password = keeping.admit_person(
                by=request.post, login=data["login"], full_name=data["full_name"], phone=data["phone"], term=form.term()
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            return shown_once(request, user, password, back=_address(user))
    context = {"form": form, "heading": _("Open an account"), "button": _("Open the account")}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


@acting
def appoint_(request: ActingRequest, public_id: str) -> HttpResponse:
    """Give a further post."""
    found = _kept(request, public_id)
    form = TermForm(_posted(request), **_term_choices(request))
    if request.method == "POST" and form.is_valid():
        try:
            keeping.appoint_person(by=request.post, user=found, term=form.term())
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("The post is given."))
            return redirect("accounts:person", public_id)
    context = {"form": form, "person": found, "heading": _("Give a post"), "button": _("Give the post")}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


@acting
def lend(request: ActingRequest, public_id: str) -> HttpResponse:
    """Lend a post to somebody else for a term."""
    appointment = _appointment(request, public_id)
    choices = people_choices(request.post, but=appointment.user)
    initial = {"valid_from": legal_day(timezone.now())}
    form = DelegationForm(_posted(request), people=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        to = _person(request, data["to"])
        try:
            keeping.delegate(
                by=request.post,
                appointment=appointment,
                to=to,
                valid_from=data["valid_from"],
                last_day=data["last_day"],
                basis=data["basis"],
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("The post is lent to %(name)s.") % {"name": to.full_name})
            return redirect("accounts:person", appointment.user.public_id)
    context = {"form": form, "person": appointment.user, "appointment": appointment}
    context |= {"heading": _("Lend the post"), "button": _("Record the delegation")}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


@acting
def end(request: ActingRequest, public_id: str) -> HttpResponse:
    """End a post."""
    appointment = _appointment(request, public_id)
    form = EndForm(_posted(request), initial={"last_day": legal_day(timezone.now())})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.end_appointment(by=request.post, appointment=appointment, **form.cleaned_data)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("The end of the post is recorded."))
            return redirect("accounts:person", appointment.user.public_id)
    context = {"form": form, "person": appointment.user, "appointment": appointment}
    context |= {"heading": _("End the post"), "button": _("End the post")}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


@require_POST
@acting
def password(request: ActingRequest, public_id: str) -> HttpResponse:
    """Hand over a new temporary password, shown on the answer and nowhere else."""
    found = _kept(request, public_id)
    return shown_once(request, found, keeping.renew_password(by=request.post, user=found), back=_address(found))


@require_POST
@acting
def second_factor(request: ActingRequest, public_id: str) -> HttpResponse:
    """Take the second step of signing in off the account of somebody who lost the telephone."""
    keeping.remove_second_factor(by=request.post, user=_kept(request, public_id))
    messages.success(request, _("Signing in now asks for the password alone. The person sets up a second step again."))
    return redirect("accounts:person", public_id)


@require_POST
@acting
def account(request: ActingRequest, public_id: str) -> HttpResponse:
    """Close the account, or open it again."""
    found = _kept(request, public_id)
    opened = request.POST.get("mo") == "1"
    keeping.set_account_open(by=request.post, user=found, open=opened)
    messages.success(request, _("The account is open again.") if opened else _("The account is closed."))
    return redirect("accounts:person", public_id)


@acting
def offices(request: ActingRequest) -> HttpResponse:
    """The offices people are appointed to, and the form for one more."""
    require(may_read_people(request.post))
    on = legal_day(timezone.now())
    form = OfficeForm(_posted(request), units=unit_choices(request.post.province, on=on))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            keeping.record_office(
                by=request.post,
                level=OfficeLevel(data["level"]),
                name=data["name"],
                unit_code=data["unit_code"],
                valid_from=on,
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("“%(name)s” is in the list.") % {"name": data["name"]})
            return redirect("accounts:offices")
    listed = Paginator(offices_listed(request.post.province, on=on), PER_PAGE).get_page(request.GET.get("trang"))
    context = {"page": listed, "form": form, "may_keep": may_keep_people(request.post)}
    return render(request, "accounts/offices.html", context, status=422 if form.errors else 200)


@acting
def journal(request: ActingRequest) -> HttpResponse:
    """What was done in the province, the latest first."""
    require(may_read_journal(request.post))
    page = Paginator(entries_visible_to(request.post).order_by("-sequence"), PER_PAGE).get_page(
        request.GET.get("trang")
    )
    return render(request, "accounts/journal.html", {"page": page, "lines": lines_of(list(page))})


def shown_once(request: HttpRequest, person: User, password: str, *, back: str) -> HttpResponse:
    """Answer with a temporary password, and the address to go on to; no store keeps the page."""
    response = render(request, "accounts/password.html", {"person": person, "password": password, "back": back})
    response["Cache-Control"] = "no-store"
    return response


def _address(person: User) -> str:
    return reverse("accounts:person", args=[person.public_id])


def _posted(request: ActingRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _term_choices(request: ActingRequest) -> dict[str, Any]:
    return {
        "roles": role_choices(),
        "offices": office_choices(request.post.province),
        "initial": {"valid_from": legal_day(timezone.now())},
    }


def _person(request: ActingRequest, public_id: str) -> User:
    found = person_of(request.post, public_id)
    if found is None:
        raise Http404
    return found


def _kept(request: ActingRequest, public_id: str) -> User:
    require(may_keep_people(request.post))
    found = _person(request, public_id)
    require(may_keep_person(request.post, found))
    return found


def _appointment(request: ActingRequest, public_id: str) -> Appointment:
    require(may_keep_people(request.post))
    found = appointment_of(request.post, public_id)
    if found is None:
        raise Http404
    require(may_keep_person(request.post, found.user))
    return found
