"""Every page of keys and proofs against the whole cast. The tables are literal: a changed row is a decision."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.test import Client

from openocop.core.verdict import NotPermitted
from openocop.proofs.models import Proof, SigningKey
from openocop.proofs.services.keys import revoke_key, rotate_key
from openocop.proofs.services.proving import prove_lacking
from openocop.proofs.urls import urlpatterns
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.evaluation import signed_in_again
from tests.factories.recognition import FOUR, recognised

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]
KEPT = {"keys", "rotate", "prove", "revoke"}


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_every_page_is_public_or_in_this_table() -> None:
    public = {"published-keys", "province-keys", "offline", "worker", "known", "worker-of-addresses"}
    assert {path.name for path in urlpatterns} == KEPT | public | {"credential", "label-svg", "label-png"}


def test_the_administrator_alone_keeps_keys() -> None:
    recognised(FOUR)
    key, cast = SigningKey.objects.get(), build_cast()
    addresses = {
        "/khoa-ky/": ("get", 200),
        "/khoa-ky/thay/": ("get", 200),
        f"/khoa-ky/{key.public_id}/thu-hoi/": ("get", 200),
        "/khoa-ky/chung-thuc/": ("post", 302),
    }
    for name in CAST:
        client = _client(getattr(cast, name))
        for address, (method, allowed) in addresses.items():
            expected = allowed if name == "administrator" else 403
            assert (name, address, getattr(client, method)(address).status_code) == (name, address, expected)
    for address in addresses:
        assert Client().get(address)["Location"].startswith("/tai-khoan/login/")
    assert SigningKey.objects.count() == 1
    for name, post in cast.posts().items():
        if name == "administrator":
            continue
        with pytest.raises(NotPermitted):
            rotate_key(province=key.province, by=post)
        with pytest.raises(NotPermitted):
            revoke_key(key=key, reason="thử", by=post)
        with pytest.raises(NotPermitted):
            prove_lacking(province=key.province, by=post)


def test_an_administrator_keeps_the_keys_of_their_own_province() -> None:
    key = SigningKey.objects.create(province="an-giang", public_key="00" * 32, active_from="2026-12-01")
    assert _client(build_cast().administrator).get(f"/khoa-ky/{key.public_id}/thu-hoi/").status_code == 404


def test_rotating_and_revoking_ask_for_the_password() -> None:
    recognised(FOUR)
    key, administrator = SigningKey.objects.get(), build_cast().administrator
    post = administrator.post
    assert _client(administrator).post("/khoa-ky/thay/")["Location"].startswith("/tai-khoan/reauthenticate/")
    client = signed_in_again(post)
    assert client.post("/khoa-ky/thay/")["Location"] == "/khoa-ky/"
    empty = client.post(f"/khoa-ky/{key.public_id}/thu-hoi/", {"reason": " "})
    assert empty.status_code == 422
    assert client.post(f"/khoa-ky/{key.public_id}/thu-hoi/", {"reason": "Khóa bị sao chép"}).status_code == 302
    shown = client.get("/khoa-ky/").content.decode()
    assert "Khóa bị sao chép" in shown
    assert "1 giấy chứng nhận chưa có chứng thực" in shown
    client.post("/khoa-ky/chung-thuc/")
    assert Proof.objects.count() == 2
