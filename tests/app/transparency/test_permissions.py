"""Every page of the log against the whole cast: all of it is everybody's, and nobody is told more than a stranger."""

from __future__ import annotations

from dataclasses import fields

from django.test import Client

from openocop.transparency.services.publishing import publish_all
from openocop.transparency.urls import urlpatterns
from tests.factories.actors import Cast, Person
from tests.factories.catalogue import a_recognition

LOG = "/so-minh-bach/ca-mau/"
PAGES = {"logs": ("/so-minh-bach/", 302), "log": (LOG, 200), "entry": (f"{LOG}muc/0/", 200)}
FEEDS = {
    "checkpoint": f"{LOG}checkpoint",
    "key": f"{LOG}key",
    "entries": f"{LOG}entries.json",
    "inclusion": f"{LOG}inclusion.json",
    "consistency": f"{LOG}consistency.json",
}


def test_every_view_is_in_these_tables() -> None:
    assert {path.name for path in urlpatterns} == PAGES.keys() | FEEDS.keys() | {"of-recognition"}


def test_the_whole_cast_reads_what_a_stranger_reads(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô")
    a_recognition(cast, "Ba khía muối")
    publish_all()
    pages = PAGES | {"of-recognition": (f"/so-minh-bach/cong-nhan/{one.public_id}/", 302)}
    said = {address: Client().get(address).content for address in FEEDS.values()}
    for name in (field.name for field in fields(Cast)):
        person: Person = getattr(cast, name)
        client = Client()
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        for view, (address, status) in pages.items():
            assert (name, view, client.get(address).status_code) == (name, view, status)
        assert {address: client.get(address).content for address in FEEDS.values()} == said
        assert client.post(f"{LOG}entries.json").status_code == 405
