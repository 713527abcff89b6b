"""Every page of signatures against the whole cast. The tables are literal: a changed row is a decision."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.test import Client

from openocop.core.services.journal import SYSTEM
from openocop.core.verdict import NotPermitted
from openocop.recognition.models import DecisionPaper
from openocop.sealing.models import PaperToSign, TrustAnchor
from openocop.sealing.services.anchors import add_anchor, believe, withdraw_anchor
from openocop.sealing.services.papers import hand_in, record_on_paper, release_paper
from openocop.sealing.urls import urlpatterns
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.recognition import FOUR, recognised
from tests.factories.signing import AGENCY, anchor_pem

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]
READS = {"provincial_officer", "secretary", "leader", "administrator"}
OFFICER, ADMINISTRATOR = {"provincial_officer"}, {"administrator"}


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_every_page_is_in_this_table() -> None:
    papers = {"papers", "release", "paper", "hand-in", "on-paper", "file"}
    assert {path.name for path in urlpatterns} == papers | {"anchors", "withdraw-anchor"}


def test_who_opens_what() -> None:
    certificate, cast = recognised(FOUR)[0].certificate, build_cast()
    decision = DecisionPaper.objects.get(is_draft=False, file__media_type="application/pdf")
    anchor = believe(province="ca-mau", pem=anchor_pem(), signers="both", agency_name=AGENCY, actor=SYSTEM)
    taken = release_paper(paper=certificate, by=cast.provincial_officer.post)
    table = {
        "/ky-so/": ("get", 200, READS),
        f"/ky-so/{taken.public_id}/": ("get", 200, READS),
        f"/ky-so/{taken.public_id}/chua-ky.pdf": ("get", 200, READS),
        f"/ky-so/lay/quyet-dinh/{decision.public_id}/": ("post", 302, OFFICER),
        f"/ky-so/{taken.public_id}/nop/": ("post", 422, OFFICER),
        f"/ky-so/{taken.public_id}/ban-giay/": ("post", 302, OFFICER),
        "/neo-tin-cay/": ("get", 200, ADMINISTRATOR),
        f"/neo-tin-cay/{anchor.public_id}/rut/": ("get", 200, ADMINISTRATOR),
    }
    for name in CAST:
        client = _client(getattr(cast, name))
        for address, (method, allowed, who) in table.items():
            expected = allowed if name in who else 403
            assert (name, address, getattr(client, method)(address).status_code) == (name, address, expected)
    for address, (method, _allowed, _who) in table.items():
        assert getattr(Client(), method)(address)["Location"].startswith("/tai-khoan/login/")


def test_services_refuse_whoever_is_not_the_office_or_the_administrator() -> None:
    certificate, cast = recognised(FOUR)[0].certificate, build_cast()
    anchor = believe(province="ca-mau", pem=anchor_pem(), signers="both", agency_name=AGENCY, actor=SYSTEM)
    taken = release_paper(paper=certificate, by=cast.provincial_officer.post)
    for name, post in cast.posts().items():
        if name not in OFFICER:
            for act in (
                lambda by: release_paper(paper=certificate, by=by),
                lambda by: hand_in(paper=taken, content=b"", by=by),
                lambda by: record_on_paper(paper=taken, by=by),
            ):
                with pytest.raises(NotPermitted):
                    act(post)
        if name not in ADMINISTRATOR:
            with pytest.raises(NotPermitted):
                add_anchor(province="ca-mau", pem=anchor_pem(), signers="persons", agency_name="", by=post)
            with pytest.raises(NotPermitted):
                withdraw_anchor(anchor=anchor, reason="thử", by=post)
    assert TrustAnchor.objects.filter(withdrawn_at=None).count() == 1


def test_nothing_of_another_province_is_found() -> None:
    certificate, cast = recognised(FOUR)[0].certificate, build_cast()
    taken = release_paper(paper=certificate, by=cast.provincial_officer.post)
    PaperToSign.objects.filter(pk=taken.pk).update(province="an-giang")
    anchor = believe(province="an-giang", pem=anchor_pem(), signers="both", agency_name=AGENCY, actor=SYSTEM)
    officer, administrator = _client(cast.provincial_officer), _client(cast.administrator)
    assert officer.get(f"/ky-so/{taken.public_id}/").status_code == 404
    assert officer.get(f"/ky-so/{taken.public_id}/chua-ky.pdf").status_code == 404
    assert administrator.get(f"/neo-tin-cay/{anchor.public_id}/rut/").status_code == 404
    assert anchor.name not in administrator.get("/neo-tin-cay/").content.decode()


def test_changing_what_is_believed_asks_for_the_password() -> None:
    administrator = _client(build_cast().administrator)
    told = {"pem": anchor_pem(), "signers": "persons", "agency_name": ""}
    assert administrator.post("/neo-tin-cay/", told)["Location"].startswith("/tai-khoan/reauthenticate/")
    assert TrustAnchor.objects.count() == 0
