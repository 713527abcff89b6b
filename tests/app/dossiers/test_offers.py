"""What pages offer next, what waits for the offices, and what a page's notice claims."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from openocop.accounts.domain.roles import Post, Role
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.waiting import dossiers_waiting
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.dossiers import NOON, a_dossier, a_draft, a_post, a_product, a_round, some_units

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 1)


@pytest.fixture
def cast() -> Cast:
    some_units()
    return build_cast()


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(person: Person, url: str) -> str:
    return client_of(person).get(url).content.decode()


def test_a_product_leads_to_its_dossier_or_to_a_new_one(cast: Cast) -> None:
    draft = a_draft(cast.producer.post)
    producer = draft.product.producer
    assert producer is not None
    other = a_product(producer, "Mắm ruốc")
    offers = page(cast.producer, "/ho-so/mo/")
    assert f'href="/ho-so/{draft.public_id}/"' in offers
    assert "đã có hồ sơ trong đợt: Đang làm hồ sơ" in offers
    assert f"?san-pham={other.public_id}" in offers
    assert f"?san-pham={draft.product.public_id}" not in offers
    assert f"/van-phong/chu-the/{producer.public_id}/san-pham-moi/" in offers


def test_the_notice_speaks_of_invented_records_only_where_all_is_invented(cast: Cast) -> None:
    draft = a_draft(cast.producer.post)
    url = f"/ho-so/{draft.public_id}/"
    assert 'class="banner"' not in page(cast.producer, url)
    Dossier.objects.update(is_illustrative=True)
    assert "điểm và giấy tờ ở đây là minh hoạ" in page(cast.producer, url)
    draft.product.is_illustrative = True
    draft.product.save()
    assert "không nói về chủ thể có thật nào" in page(cast.producer, url)


def test_form_03_names_every_empty_heading_at_once(cast: Cast) -> None:
    dossier = a_dossier(Stage.SUBMITTED, producer_post=cast.producer.post)
    sent = {"client_id": str(uuid.uuid4()), "version": "1", "idea_origin": "Nghề của gia đình"}
    answer = client_of(cast.commune_officer).post(f"/ho-so/{dossier.public_id}/mau-03/", sent)
    assert answer.status_code == 422
    assert "còn 3 chỗ cần xem lại" in answer.content.decode()


def test_a_dossier_without_a_self_score_says_so_instead_of_nought(cast: Cast) -> None:
    draft = a_draft(cast.producer.post)
    words = page(cast.provincial_officer, f"/ho-so/{draft.public_id}/")
    assert "Hồ sơ này không có phần tự chấm điểm" in words
    assert "Điểm tự chấm" not in words


def waiting(post: Post, *, on: date = ON) -> list[tuple[str, str, bool]]:
    return [(thing.title, thing.url, thing.urgent) for thing in dossiers_waiting(post, on=on)]


def test_the_office_is_told_what_to_accept_and_what_is_late_at_communes() -> None:
    officer, leader = a_post(Role.PROVINCIAL_OFFICER), a_post(Role.LEADER)
    a_dossier(Stage.PROPOSED)
    a_dossier(Stage.SUBMITTED)
    accept = ("1 hồ sơ chờ tiếp nhận", "/ho-so/?buoc=proposed", False)
    late = ("1 hồ sơ quá hạn ở xã", "/ho-so/?buoc=submitted", True)
    assert waiting(officer) == [accept]
    assert waiting(leader) == []
    after_the_term = NOON.date() + timedelta(days=22)  # 15 working days after 01/03/2027 end on 22/03/2027
    assert waiting(officer, on=after_the_term) == [late, accept]
    assert waiting(leader, on=after_the_term) == [late]


def test_the_office_opens_a_round_when_none_is_open() -> None:
    officer = a_post(Role.PROVINCIAL_OFFICER)
    assert waiting(officer) == [("Mở đợt 1 năm 2027", "/ho-so/dot/mo/", False)]
    a_round(officer)
    assert waiting(officer) == []
    assert waiting(a_post(Role.COMMUNE_OFFICER, unit="32152")) == []
