"""Every page of ideas against the whole cast. The tables are literal: a changed row is a decision."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, fields

import pytest
from django.test import Client
from django.urls import resolve

from openocop.ideas.models import Idea
from openocop.ideas.permissions import ideas_visible_to
from openocop.ideas.urls import urlpatterns
from tests.conftest import Once
from tests.factories.actors import TODAY, Cast, Person, build_cast
from tests.factories.dossiers import THERE, a_producer, some_units
from tests.factories.ideas import an_idea, an_own_idea

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]


@dataclass(frozen=True)
class Scene:
    """An idea sent without an account, one sent by the producer, one sent to the other commune."""

    cast: Cast
    public: Idea
    own: Idea
    other: Idea


@pytest.fixture(scope="module")
def made(once: Once[Scene]) -> Scene:
    return once(_scene)


@pytest.fixture
def scene(made: Scene) -> Scene:
    return deepcopy(made)


def _scene() -> Scene:
    some_units()
    cast = build_cast()
    by = cast.producer.post
    own = an_own_idea(by, a_producer(member=by))
    return Scene(cast, an_idea(), own, an_idea(unit=THERE))


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune
# officer, provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator,
# outsider. An idea that may not be seen is 404: its existence is not told.
PAGES = {
    "danh-sach/": "200 200 200 200 200 403 403 403 403 200 403 403 403 403",
    "danh-sach.csv": "200 200 200 200 200 403 403 403 403 200 403 403 403 403",
    "y/{public}/": "404 404 200 404 200 403 403 403 403 200 403 403 403 403",
    "y/{own}/": "200 404 200 404 200 403 403 403 403 200 403 403 403 403",
    "y/{own}/lap-ho-so/": "200 404 403 404 403 403 403 403 403 403 403 403 403 403",
    "gui-cua-toi/": "200 302 403 403 403 403 403 403 403 403 403 403 403 403",
    "minh-chung/": "200 200 200 200 200 200 200 200 200 200 200 200 200 403",
    "minh-chung/8/": "200 200 200 200 200 200 200 200 200 200 200 200 200 403",
    "minh-chung/27/": "404 404 404 404 404 404 404 404 404 404 404 404 404 403",
    "": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    # Whoever holds the address that was given to the sender.
    "theo-doi/{key}/": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    "gui/": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    "chon-bo/?ten=tom+kho": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    "tap-cham/?bo=8": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
}
DEEDS = {
    "y/{public}/tra-loi/": "404 404 422 404 422 403 403 403 403 422 403 403 403 403",
    "y/{own}/tra-loi/": "422 404 422 404 422 403 403 403 403 422 403 403 403 403",
    "theo-doi/{key}/xoa/": "302 302 302 302 302 302 302 302 302 302 302 302 302 302",
    "y/{public}/chu-the/": "404 404 302 404 302 403 403 403 403 302 403 403 403 403",
}
OPEN = {"", "theo-doi/{key}/", "gui/", "chon-bo/?ten=tom+kho", "tap-cham/?bo=8"}


def address(scene: Scene, pattern: str) -> str:
    names = {"public": scene.public.public_id, "own": scene.own.public_id, "key": scene.public.follow_key}
    return "/y-tuong/" + pattern.format(**names)


def test_every_address_is_in_a_table(scene: Scene) -> None:
    met = {resolve(address(scene, pattern).partition("?")[0]).url_name for pattern in (*PAGES, *DEEDS)}
    assert met == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize(("pattern", "statuses"), PAGES.items())
def test_pages(scene: Scene, pattern: str, statuses: str) -> None:
    url = address(scene, pattern)
    got = [client_of(getattr(scene.cast, name)).get(url).status_code for name in CAST]
    assert dict(zip(CAST, got, strict=True)) == dict(zip(CAST, map(int, statuses.split()), strict=True))


@pytest.mark.parametrize(("pattern", "statuses"), DEEDS.items())
def test_deeds(scene: Scene, pattern: str, statuses: str) -> None:
    url = address(scene, pattern)
    got = [client_of(getattr(scene.cast, name)).post(url, {}).status_code for name in CAST]
    assert dict(zip(CAST, got, strict=True)) == dict(zip(CAST, map(int, statuses.split()), strict=True))


@pytest.mark.parametrize("pattern", [*PAGES, *DEEDS])
def test_who_is_signed_out_is_asked_to_sign_in_or_finds_the_public_page(scene: Scene, pattern: str) -> None:
    url = address(scene, pattern)
    response = Client().post(url) if pattern in DEEDS else Client().get(url)
    assert response.status_code == (200 if pattern in OPEN else 302)


def test_what_each_may_see(scene: Scene) -> None:
    everything = {"public", "own", "other"}
    expected = {name: set() for name in scene.cast.posts()} | {
        "producer": {"own"},
        "commune_officer": {"public", "own"},
        "other_commune_officer": {"other"},
        "provincial_officer": everything,
        "leader": everything,
    }
    found = {
        name: {one for one in everything if ideas_visible_to(post, on=TODAY).filter(pk=getattr(scene, one).pk).exists()}
        for name, post in scene.cast.posts().items()
    }
    assert found == expected


def test_only_those_who_answer_take_the_contacts_away(scene: Scene) -> None:
    held = {
        name: "0900 000 000" in client_of(getattr(scene.cast, name)).get("/y-tuong/danh-sach.csv").getvalue().decode()
        for name in ("producer", "commune_officer", "provincial_officer", "leader")
    }
    assert held == {"producer": False, "commune_officer": True, "provincial_officer": True, "leader": False}


def test_a_wrong_follow_up_address_tells_nothing(scene: Scene) -> None:
    assert Client().get("/y-tuong/theo-doi/" + "2" * 26 + "/").status_code == 404
    answer = Client().get(f"/y-tuong/theo-doi/{scene.public.follow_key}/")
    assert answer.status_code == 200
    assert "0900 000 000" not in answer.content.decode()  # the address may be read over a shoulder
    assert "no-store" in answer["Cache-Control"]
