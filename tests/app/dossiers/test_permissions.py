"""Every page against the whole cast, and what each may see. The tables are literal: a changed row is a decision."""

from __future__ import annotations

import uuid
from copy import deepcopy
from dataclasses import dataclass, fields

import pytest
from django.test import Client
from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Evidence, HelpConsent, SupplementRequest
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.dossiers.selectors.acts import acts_of
from openocop.dossiers.services.evidence import attach_evidence, point_to_paper
from openocop.dossiers.services.uploads import AsEvidence, start_upload
from openocop.registry.models import ProducerPaper
from tests.conftest import Once
from tests.factories.actors import TODAY, Cast, Person, build_cast
from tests.factories.dossiers import NOON, a_check, a_consent, a_dossier, a_draft, a_kept_paper
from tests.factories.papers import a_pdf, a_photograph

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Scene:
    """The producer's drafts and three that were filed.

    Of the drafts one has papers, one is filled in by the commune officer too, and one is of a recognised product.
    """

    cast: Cast
    draft: Dossier
    helped: Dossier
    again: Dossier
    submitted: Dossier
    proposed: Dossier
    accepted: Dossier
    paper: Evidence
    asked: SupplementRequest
    kept: ProducerPaper
    photograph: Evidence
    upload: uuid.UUID
    consent: HelpConsent


@pytest.fixture(scope="module")
def made(once: Once[Scene]) -> Scene:
    return once(_scene)


@pytest.fixture
def scene(made: Scene) -> Scene:
    return deepcopy(made)


def _scene() -> Scene:
    cast = build_cast()
    by = cast.producer.post
    draft = a_draft(by)
    paper = attach_evidence(by=by, dossier=draft, client_id=uuid.uuid4(), name="a.pdf", content=a_pdf(), at=NOON)
    photograph = attach_evidence(
        by=by, dossier=draft, client_id=uuid.uuid4(), name="a.jpg", content=a_photograph(), at=NOON
    )
    kept = a_kept_paper(by, draft.product.producer)
    point_to_paper(by=by, dossier=draft, client_id=uuid.uuid4(), source=kept, at=NOON)
    made = {
        stage.value: a_dossier(stage, producer_post=by) for stage in (Stage.SUBMITTED, Stage.PROPOSED, Stage.ACCEPTED)
    }
    asked = SupplementRequest.objects.create(
        province=draft.province,
        dossier=made["accepted"],
        client_id=uuid.uuid4(),
        kind="paper",
        text="Giấy chứng nhận còn hạn",
        office="Tổ tư vấn",
        asked_by="A",
        asked_at=NOON,
    )
    upload = uuid.uuid4()
    start_upload(by=by, into=AsEvidence(draft), client_id=upload, name="b.pdf", size=9, head=b"%PDF-", about={})
    helped = a_draft(by)
    again = a_draft(by, kind="again")
    consent = a_consent(cast.commune_officer.post, helped)
    return Scene(
        cast=cast,
        draft=draft,
        helped=helped,
        again=again,
        paper=paper,
        asked=asked,
        kept=kept,
        photograph=photograph,
        upload=upload,
        consent=consent,
        **made,
    )


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


CAST = [field.name for field in fields(Cast)]

# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune
# officer, provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator,
# outsider. A dossier that may not be seen is 404: its existence is not told.
PAGES = {
    "": "302 302 302 302 200 200 403 403 403 200 403 403 403 403",
    "viec-can-lam/": "200 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "ngoai-tuyen.js": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    "ngoai-tuyen/": "200 200 200 200 200 200 200 200 200 200 200 200 200 200",
    "mo/": "200 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "giay-to/": "200 200 200 200 200 403 403 403 403 200 403 403 403 403",
    "giay-to/giay-to.csv": "200 200 200 200 200 403 403 403 403 200 403 403 403 403",
    "giay-to/them/": "200 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "giay-to/{kept}/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "giay-to/{kept}/tep/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "giay-to/{kept}/ban-moi/": "200 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "{draft}/thay-doi/": "404 404 404 404 404 404 404 404 404 404 404 404 404 403",
    "{again}/thay-doi/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "xa/": "403 403 200 200 403 403 403 403 403 403 403 403 403 403",
    "dot/": "403 403 200 200 200 200 403 403 403 200 403 403 403 403",
    "dot/mo/": "403 403 403 403 200 403 403 403 403 403 403 403 403 403",
    "{draft}/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{submitted}/": "200 404 200 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{draft}/tu-danh-gia/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/tu-danh-gia/1/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/len-sao/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/giong/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/giong/": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{draft}/minh-chung/{paper}/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{draft}/yeu-cau/": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/yeu-cau/": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{accepted}/yeu-cau/{asked}/": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{draft}/minh-chung/{photograph}/nan/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/minh-chung/{photograph}/nan/thu.jpg?goc=0,0,900,0,900,900,0,900": (
        "200 404 404 404 403 403 403 403 403 403 403 403 403 403"
    ),
    "{draft}/tep/{upload}/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/nop/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/rut/": "200 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "dien-giup/": "403 403 200 200 200 403 403 403 403 403 403 403 403 403",
    "{draft}/dien-giup/": "200 404 404 404 200 403 403 403 403 200 403 403 403 403",
    "{helped}/": "200 404 200 404 200 404 404 404 404 200 404 404 404 403",
    "{helped}/tu-danh-gia/": "200 404 200 404 403 403 403 403 403 403 403 403 403 403",
    "{helped}/tu-danh-gia/1/": "200 404 200 404 403 403 403 403 403 403 403 403 403 403",
    "{helped}/nop/": "200 404 200 404 403 403 403 403 403 403 403 403 403 403",
    "{helped}/rut/": "200 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "{helped}/dien-giup/": "200 404 200 404 200 403 403 403 403 200 403 403 403 403",
    "{helped}/dien-giup/{consent}/giay/": "200 404 200 404 200 403 403 403 403 200 403 403 403 403",
    "{submitted}/mau-03/": "403 403 200 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/mau-01.pdf": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{submitted}/mau-01.docx": "200 404 200 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/mau-01.pdf": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{draft}/mau-02.docx": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{submitted}/mau-02.pdf": "200 404 200 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/mau-02.pdf": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{submitted}/mau-03.pdf": "404 404 404 404 404 404 404 404 404 404 404 404 404 403",
    "{proposed}/mau-03.pdf": "200 404 200 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/mau-03.docx": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{draft}/toan-bo.pdf": "200 404 404 404 200 404 404 404 404 200 404 404 404 403",
    "{submitted}/toan-bo.pdf": "200 404 200 404 200 404 404 404 404 200 404 404 404 403",
    "{accepted}/toan-bo.pdf": "200 404 200 404 200 200 404 404 404 200 404 404 404 403",
    "{submitted}/tra/": "403 403 200 404 200 403 403 403 403 403 403 403 403 403",
    "{proposed}/tra/": "403 403 200 404 200 403 403 403 403 403 403 403 403 403",
}
DEEDS = {
    "{draft}/minh-chung/chon/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/minh-chung/{paper}/con-dung/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/minh-chung/{paper}/ban-moi/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{again}/thay-doi/": "302 404 404 404 403 404 404 404 404 403 404 404 404 403",
    "{helped}/minh-chung/chon/": "302 404 302 404 403 403 403 403 403 403 403 403 403 403",
    "giay-to/them/": "422 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "giay-to/{kept}/ban-moi/": "422 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "{accepted}/yeu-cau/": "422 404 422 404 422 422 404 404 404 422 404 404 404 403",
    "{accepted}/yeu-cau/{asked}/": "422 404 403 404 403 403 404 404 404 403 404 404 404 403",
    "{accepted}/yeu-cau/{asked}/giay/": "302 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "{accepted}/yeu-cau/{asked}/rut/": "403 403 403 403 302 302 403 403 403 403 403 403 403 403",
    "{draft}/muc/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/minh-chung/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/minh-chung/{paper}/bo/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{proposed}/tiep-nhan/": "403 403 403 403 302 403 403 403 403 403 403 403 403 403",
    "{submitted}/mau-03/": "403 403 422 404 403 403 403 403 403 403 403 403 403 403",
    "{submitted}/tra/": "403 403 422 404 422 403 403 403 403 403 403 403 403 403",
    "{draft}/minh-chung/{photograph}/nan/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/tep/": "422 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/tep/{upload}/": "409 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/nop/": "200 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "{draft}/rut/": "200 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "dien-giup/": "403 403 422 422 422 403 403 403 403 403 403 403 403 403",
    "{draft}/dien-giup/ma/": "302 404 403 403 403 403 403 403 403 403 403 403 403 403",
    "{helped}/muc/": "302 404 302 404 403 403 403 403 403 403 403 403 403 403",
    "{helped}/dien-giup/{consent}/het/": "302 404 404 404 403 403 403 403 403 403 403 403 403 403",
    "dot/mo/": "403 403 403 403 422 403 403 403 403 403 403 403 403 403",
}


def address(scene: Scene, pattern: str) -> str:
    rows = (
        "draft",
        "helped",
        "again",
        "submitted",
        "proposed",
        "accepted",
        "paper",
        "asked",
        "kept",
        "photograph",
        "consent",
    )
    names = {name: getattr(scene, name).public_id for name in rows} | {"upload": scene.upload}
    return "/ho-so/" + pattern.format(**names)


@pytest.mark.parametrize(("pattern", "statuses"), PAGES.items())
def test_pages(scene: Scene, pattern: str, statuses: str) -> None:
    url = address(scene, pattern)
    got = [client_of(getattr(scene.cast, name)).get(url).status_code for name in CAST]
    assert dict(zip(CAST, got, strict=True)) == dict(zip(CAST, map(int, statuses.split()), strict=True))


@pytest.mark.parametrize(("pattern", "statuses"), DEEDS.items())
def test_deeds(scene: Scene, pattern: str, statuses: str) -> None:
    url = address(scene, pattern)
    got = []
    for name in CAST:
        got.append(client_of(getattr(scene.cast, name)).post(url, {"criterion": "1.1", "level": "1"}).status_code)
    assert dict(zip(CAST, got, strict=True)) == dict(zip(CAST, map(int, statuses.split()), strict=True))


# What a device asks for by itself; it names nobody.
FOR_ALL = {"ngoai-tuyen.js", "ngoai-tuyen/"}


@pytest.mark.parametrize("pattern", sorted({*PAGES, *DEEDS} - FOR_ALL))
def test_who_is_signed_out_is_asked_to_sign_in(scene: Scene, pattern: str) -> None:
    response = Client().post(address(scene, pattern)) if pattern in DEEDS else Client().get(address(scene, pattern))
    assert response.status_code == 302
    assert response["Location"].startswith("/tai-khoan/login/")


def test_what_each_may_see(scene: Scene) -> None:
    everything = {"draft", "helped", "again", "submitted", "proposed", "accepted"}
    expected = {name: set() for name in scene.cast.posts()} | {
        "producer": everything,
        "commune_officer": everything - {"draft", "again"},
        "provincial_officer": everything,
        "leader": everything,
        "adviser": {"accepted"},
    }
    today = legal_day(timezone.now())
    found = {
        name: {d for d in everything if dossiers_visible_to(post, on=today).filter(pk=getattr(scene, d).pk).exists()}
        for name, post in scene.cast.posts().items()
    }
    assert found == expected


def test_a_dossier_of_another_province_does_not_exist(scene: Scene) -> None:
    Dossier.objects.filter(pk=scene.accepted.pk).update(province="bac-ninh")
    for name, post in scene.cast.posts().items():
        assert not dossiers_visible_to(post, on=TODAY).filter(pk=scene.accepted.pk).exists(), name


def test_an_ended_membership_ends_the_view(scene: Scene) -> None:
    product = scene.draft.product
    assert product.producer is not None
    product.producer.members.update(valid_until=TODAY)
    assert not dossiers_visible_to(scene.cast.producer.post, on=TODAY).filter(pk=scene.draft.pk).exists()


def offered(post: Post, dossier: Dossier) -> dict[str, bool]:
    return {act.verb: bool(act.verdict) for act in acts_of(post, dossier, on=TODAY)}


def test_buttons_come_from_the_lifecycle_and_say_why_they_are_closed(scene: Scene) -> None:
    cast = scene.cast
    assert offered(cast.commune_officer.post, scene.submitted) == {"return": True, "propose": False}
    a_check(cast.commune_officer.post, scene.submitted)
    assert offered(cast.commune_officer.post, scene.submitted) == {"return": True, "propose": True}
    assert offered(cast.commune_officer.post, scene.proposed) == {"return": False, "propose": False}
    assert offered(cast.provincial_officer.post, scene.proposed) == {"return_from_province": True, "accept": True}
    assert offered(cast.producer.post, scene.submitted) == {"submit": False, "withdraw": True}
    assert offered(cast.leader.post, scene.proposed) == {}
    closed = acts_of(cast.commune_officer.post, scene.proposed, on=TODAY)[0]
    assert closed.verdict.reason == "Hồ sơ đang ở bước “Đã trình tỉnh”."
    unready = acts_of(cast.producer.post, scene.draft, on=TODAY, marks_missing=31)[0]
    assert unready.verdict.reason == "Còn 31 tiêu chí chưa tự chấm."
