"""A browser's session: whose it is, what it lets in, and when it is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from openocop.accounts.models import SignIn, User
from openocop.accounts.services.sweeping import end_sign_ins
from tests.factories.actors import Cast, Person, build_cast

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast() -> Cast:
    return build_cast()


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return client


def _behind(client: Client) -> object:
    return client.get(reverse("accounts:my-work")).wsgi_request.user


def test_only_sign_ins_that_have_run_out_are_forgotten() -> None:
    now = timezone.now()
    for key, hours in (("gone", -1), ("here", 1)):
        SignIn.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))

    assert end_sign_ins(now) == 1
    assert list(SignIn.objects.values_list("session_key", flat=True)) == ["here"]


def test_session_person_and_posts_are_read_in_one_query(cast: Cast) -> None:
    client, quiet = _client(cast.adviser), reverse("accounts:my-work")
    client.get(quiet)
    with CaptureQueriesContext(connection) as asked:
        client.get(quiet)
    first, *others = [query["sql"] for query in asked.captured_queries]
    assert all(f'"{table}"' in first for table in ("accounts_signin", "accounts_user", "accounts_appointment"))
    assert not any('"accounts_user"' in sql or '"accounts_signin"' in sql for sql in others)


def test_a_session_is_of_the_person_who_signed_in_and_of_nobody_afterwards(cast: Cast) -> None:
    client = _client(cast.adviser)
    assert SignIn.objects.get().user == cast.adviser.user
    client.force_login(cast.leader.user, backend=BACKEND)
    assert list(SignIn.objects.values_list("user", flat=True)) == [cast.leader.user.pk]
    client.logout()
    assert _behind(client) == AnonymousUser()
    assert not SignIn.objects.filter(user__isnull=False).exists()


@pytest.mark.parametrize("change", ["password", "inactive"])
def test_a_changed_password_or_a_closed_account_ends_every_session(cast: Cast, change: str) -> None:
    client, user = _client(cast.adviser), User.objects.get(pk=cast.adviser.user.pk)
    assert _behind(client) == user
    if change == "password":
        user.set_password("một mật khẩu khác hẳn")
    else:
        user.is_active = False
    user.save()
    assert _behind(client) == AnonymousUser()


def test_a_session_whose_words_name_another_person_lets_nobody_in_as_the_first(cast: Cast) -> None:
    client = _client(cast.adviser)
    SignIn.objects.update(user=cast.leader.user)  # a row tampered with
    assert _behind(client) == cast.adviser.user
