"""Who may see and keep what: every predicate before the whole cast."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from openocop.accounts.domain.roles import Post
from openocop.core.verdict import Verdict
from openocop.places.models import Place
from openocop.places.permissions import may_keep, may_list, may_register, places_kept_by
from tests.app.places.test_keeping import a_place
from tests.factories.actors import DAM_DOI, Cast
from tests.factories.evaluation import signed_in
from tests.factories.registry import ON

KEEPERS = {"provincial_officer", "commune_officer"}
Ask = Callable[[Post, Place], Verdict]

CASES: dict[str, tuple[Ask, set[str]]] = {
    "list": (lambda post, _: may_list(post), KEEPERS | {"other_commune_officer"}),
    "register": (lambda post, _: may_register(post, "ca-mau", DAM_DOI), KEEPERS),
    "keep": (lambda post, it: may_keep(post, it, on=ON), KEEPERS),
}
PAGES = {
    "/diem-ban/quan-ly/": KEEPERS | {"other_commune_officer"},
    "/diem-ban/quan-ly/moi/": KEEPERS | {"other_commune_officer"},
    "/diem-ban/quan-ly/{place}/": KEEPERS,
    "/diem-ban/quan-ly/{place}/sua/": KEEPERS,
}


@pytest.mark.parametrize("case", CASES)
def test_exactly_these_may(cast: Cast, case: str) -> None:
    ask, expected = CASES[case]
    place = a_place(cast)
    verdicts = {name: ask(post, place) for name, post in cast.posts().items()}
    assert {name for name, verdict in verdicts.items() if verdict} == expected
    assert all(verdict.reason for verdict in verdicts.values() if not verdict)


def test_everybody_lists_only_what_they_keep(cast: Cast) -> None:
    a_place(cast)
    seeing = {name for name, post in cast.posts().items() if places_kept_by(post, on=ON).exists()}
    assert seeing == KEEPERS


@pytest.mark.parametrize("path", PAGES)
def test_exactly_these_open_the_page(cast: Cast, path: str) -> None:
    address = path.format(place=a_place(cast).public_id)
    answers = {name: signed_in(post).get(address).status_code for name, post in cast.posts().items()}
    assert {name for name, status in answers.items() if status == 200} == PAGES[path]
    assert set(answers.values()) <= {200, 403}


@pytest.mark.parametrize("act", ["luu-tru", "trung-bay"])
def test_nobody_else_acts_on_a_place(cast: Cast, act: str) -> None:
    place = a_place(cast)
    address = f"/diem-ban/quan-ly/{place.public_id}/{act}/"
    others = {name: post for name, post in cast.posts().items() if name not in KEEPERS}
    assert {signed_in(post).post(address).status_code for post in others.values()} == {403}
    place.refresh_from_db()
    assert place.archived_at is None


def test_nobody_acts_in_another_province(cast: Cast) -> None:
    place = a_place(cast)
    Place.objects.filter(pk=place.pk).update(province="an-giang")
    place.refresh_from_db()
    for post in cast.posts().values():
        assert not may_keep(post, place, on=ON)
        assert not may_register(post, "an-giang", DAM_DOI)
