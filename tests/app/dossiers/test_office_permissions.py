"""The pages around the authority's clocks against the whole cast. A changed row is a decision."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import resolve

from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.samples import Handover
from openocop.dossiers.models import Dossier, PortalFile, SampleHandover
from openocop.dossiers.services.counter import keep_portal_file, receive_at_counter
from openocop.dossiers.services.samples import hand_over_samples
from openocop.dossiers.urls import urlpatterns
from tests.app.dossiers import test_permissions
from tests.app.dossiers.test_permissions import CAST, client_of
from tests.factories.actors import Cast, build_cast
from tests.factories.dossiers import NOON, a_dossier

pytestmark = pytest.mark.django_db
HANDOVER = Handover("province", 5, date(2027, 3, 1), "Người giao", "Người nhận", "Nguyên vẹn")
PORTAL = "Số hồ sơ,Số phiếu đăng ký,Ngày tiếp nhận\n7,99/PĐK-96-32152-2027,01/03/2027\n".encode()


@dataclass(frozen=True)
class Scene:
    """A producer's dossiers at the commune and accepted; the accepted one has a counter number and samples."""

    cast: Cast
    submitted: Dossier
    accepted: Dossier
    handover: SampleHandover
    list: PortalFile

    def address(self, pattern: str) -> str:
        names = {name: getattr(self, name).public_id for name in ("submitted", "accepted", "handover", "list")}
        return "/ho-so/" + pattern.format(round=self.accepted.round.public_id, **names)


@pytest.fixture
def scene() -> Scene:
    cast = build_cast()
    by, officer = cast.producer.post, cast.commune_officer.post
    submitted, accepted = (a_dossier(stage, producer_post=by) for stage in (Stage.SUBMITTED, Stage.ACCEPTED))
    receive_at_counter(by=officer, dossier=accepted, number="1", received_on=date(2027, 3, 1), paper_set=True, at=NOON)
    kept = keep_portal_file(by=officer, name="cong.csv", content=PORTAL, at=NOON)
    handover = hand_over_samples(by=officer, dossier=accepted, stated=HANDOVER, client_id=uuid.uuid4(), at=NOON)
    return Scene(cast, submitted, accepted, handover, kept)


# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune
# officer, provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator,
# outsider. A dossier that may not be seen is 404: its existence is not told.
PAGES = {
    "dot/{round}/chuyen-dot/": "403 403 403 403 200 403 403 403 403 403 403 403 403 403",
    "dot/{round}/mau-san-pham/": "403 403 200 200 200 200 403 403 403 200 403 403 403 403",
    "lich/": "200 200 200 200 200 200 200 200 200 200 200 200 200 403",
    "lich/lich-ocop.ics": "200 200 200 200 200 200 200 200 200 200 200 200 200 403",
    "lich/ngay-nghi/": "200 200 200 200 200 200 200 200 200 200 200 200 200 403",
    "tuy-chon/": "403 403 403 403 200 403 403 403 403 403 403 403 403 403",
    "mot-cua/": "403 403 200 200 200 403 403 403 403 403 403 403 403 403",
    "mot-cua/xuat.csv": "403 403 200 200 200 403 403 403 403 403 403 403 403 403",
    "mot-cua/xuat.xlsx": "403 403 200 200 200 403 403 403 403 403 403 403 403 403",
    "mot-cua/tep/{list}/": "403 403 200 404 200 403 403 403 403 403 403 403 403 403",
    "{submitted}/thanh-phan/": "403 403 200 404 403 403 403 403 403 403 403 403 403 403",
    "{submitted}/thoi-han/": "403 403 200 404 200 403 403 403 403 403 403 403 403 403",
    "{submitted}/chuyen-tiep/": "403 403 403 403 200 403 403 403 403 403 403 403 403 403",
    "{submitted}/mot-cua/": "403 403 200 404 200 403 403 403 403 403 403 403 403 403",
    "{accepted}/giay-tiep-nhan.pdf": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{submitted}/giay-tiep-nhan.pdf": "404 404 404 404 404 404 404 404 404 404 404 404 404 403",
    "{submitted}/mau-san-pham/": "403 403 200 404 200 404 403 403 403 200 403 403 403 403",
    "{accepted}/mau-san-pham/": "403 403 200 404 200 200 403 403 403 200 403 403 403 403",
    "{accepted}/mau-san-pham/{handover}.pdf": "403 403 200 404 200 200 403 403 403 200 403 403 403 403",
}
DEEDS = {
    "dot/{round}/chuyen-dot/": "403 403 403 403 302 403 403 403 403 403 403 403 403 403",
    "tuy-chon/": "403 403 403 403 422 403 403 403 403 403 403 403 403 403",
    "mot-cua/": "403 403 422 422 422 403 403 403 403 403 403 403 403 403",
    "mot-cua/tep/{list}/ghi/": "403 403 302 404 302 403 403 403 403 403 403 403 403 403",
    "mot-cua/tep/{list}/go/": "403 403 302 404 302 403 403 403 403 403 403 403 403 403",
    "{submitted}/thanh-phan/": "403 403 422 404 403 403 403 403 403 403 403 403 403 403",
    # The province has not chosen to record papers on the term.
    "{submitted}/thoi-han/": "403 403 403 404 403 403 403 403 403 403 403 403 403 403",
    "{submitted}/thoi-han/{handover}/tiep/": "403 403 404 404 404 403 403 403 403 403 403 403 403 403",
    "{submitted}/chuyen-tiep/": "403 403 403 403 422 403 403 403 403 403 403 403 403 403",
    "{submitted}/mot-cua/": "403 403 422 404 422 403 403 403 403 403 403 403 403 403",
    "{accepted}/mau-san-pham/": "403 403 422 404 422 403 403 403 403 403 403 403 403 403",
    "{accepted}/mau-san-pham/{handover}/ghi/": "403 403 302 404 302 403 403 403 403 403 403 403 403 403",
}


def test_every_address_is_in_this_table_or_the_other() -> None:
    rows = [*PAGES, *DEEDS, *test_permissions.PAGES, *test_permissions.DEEDS]
    filled = [re.sub(r"\{\w+\}", "x", row.replace("{upload}", str(uuid.uuid4()))).partition("?")[0] for row in rows]
    assert {resolve(f"/ho-so/{row}").url_name for row in filled} == {pattern.name for pattern in urlpatterns}


def test_pages(scene: Scene) -> None:
    clients = [client_of(getattr(scene.cast, name)) for name in CAST]
    got = {
        pattern: " ".join(str(client.get(scene.address(pattern)).status_code) for client in clients)
        for pattern in PAGES
    }
    assert got == PAGES


def test_deeds(scene: Scene) -> None:
    clients = [client_of(getattr(scene.cast, name)) for name in CAST]
    got = {
        pattern: " ".join(str(client.post(scene.address(pattern)).status_code) for client in clients)
        for pattern in DEEDS
    }
    assert got == DEEDS


def test_who_is_signed_out_is_asked_to_sign_in(scene: Scene) -> None:
    led = [Client().get(scene.address(pattern)) for pattern in PAGES]
    led += [Client().post(scene.address(pattern)) for pattern in DEEDS]
    assert {(answer.status_code, answer["Location"].partition("?")[0]) for answer in led} == {
        (302, "/tai-khoan/login/")
    }
