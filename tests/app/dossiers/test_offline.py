"""A self-score opens without a network: what its pages draw with is on the device, and no page beside it is."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from openocop.dossiers.views.offline import CARRIED
from tests.factories.actors import build_cast
from tests.factories.carried import carried_by, drawn_with
from tests.factories.dossiers import a_draft

pytestmark = pytest.mark.django_db


def test_the_worker_keeps_all_that_a_self_score_draws_with() -> None:
    person = build_cast().producer
    draft = a_draft(person.post).public_id
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [
        reverse("dossiers:home"),
        reverse("dossiers:sheet", args=[draft]),
        reverse("dossiers:group", args=[draft, "1"]),
        reverse("dossiers:away"),
    ]
    named = {name for page in pages for name in drawn_with(client.get(page).content.decode())}
    assert named - set(CARRIED.assets) == set()
    assert [name for name in CARRIED.assets if finders.find(name) is None] == []


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("home", 0, True),
        ("helping", 0, True),
        ("sheet", 1, True),
        ("group", 2, True),
        ("list", 0, False),
        ("commune-inbox", 0, False),
        ("vault", 0, False),
        ("dossier", 1, False),
        ("paper", 2, False),
        ("next-star", 1, False),
    ],
)
def test_the_worker_answers_for_the_self_score_alone(name: str, arguments: int, *, expected: bool) -> None:
    path = reverse(f"dossiers:{name}", args=["abcdefghjkmn"] * arguments)
    assert any(pattern.match(path) for pattern in carried_by(reverse("dossiers:worker"))) is expected
