"""Accounts that act for a producer: who opens them, what they may do, how they end."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta

import pytest
from django.test import Client

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import User
from openocop.accounts.selectors.posts import posts_of
from openocop.core.models import JournalEntry
from openocop.core.verdict import NotPermitted
from openocop.registry.models import ProducerMember
from openocop.registry.permissions import memberships
from openocop.registry.services.members import admit_member, end_member, renew_member_password
from tests.factories.actors import PROVINCE, Cast, Person
from tests.factories.registry import AT, ON, a_producer

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]
ADMITS = {"commune_officer", "provincial_officer"}


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def admitted(cast: Cast, *, by: str = "commune_officer") -> ProducerMember:
    producer = a_producer(cast)
    person = getattr(cast, by).post
    admit_member(producer=producer, login="tran-thi-mau", full_name="Trần Thị Mẫu", phone="", by=person, at=AT)
    return producer.members.get()


def test_an_account_of_the_commune_s_own_producer_acts_at_once(cast: Cast) -> None:
    user = admitted(cast).user
    assert [post.role for post in posts_of(user, on=ON)] == [Role.PRODUCER]
    assert memberships(user.pk, PROVINCE, on=ON).count() == 1
    assert user.password_is_temporary
    verbs = JournalEntry.objects.filter(province=PROVINCE).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["account.opened", "person.appointed", "producer.member_added"]


@pytest.mark.parametrize("name", [name for name in CAST if name not in ADMITS | {"outsider"}])
def test_others_open_renew_and_end_none(cast: Cast, name: str) -> None:
    member = admitted(cast)
    by = getattr(cast, name).post
    with pytest.raises(NotPermitted):
        admit_member(producer=member.producer, login="x-y-z", full_name="X", phone="", by=by, at=AT)
    with pytest.raises(NotPermitted):
        renew_member_password(member=member, by=by, at=AT)
    with pytest.raises(NotPermitted):
        end_member(member=member, by=by, at=AT)


def test_acting_ends_at_once_even_on_its_first_day(cast: Cast) -> None:
    member = admitted(cast)
    user = member.user
    end_member(member=member, by=cast.commune_officer.post, at=AT)
    assert memberships(user.pk, PROVINCE, on=ON).count() == 0
    assert JournalEntry.objects.filter(verb="producer.member_ended").count() == 1


def test_acting_ends_today_and_stays_on_record(cast: Cast) -> None:
    member = admitted(cast)
    later = AT + timedelta(days=7)
    for _again in range(2):
        end_member(member=member, by=cast.commune_officer.post, at=later)
    assert memberships(member.user.pk, PROVINCE, on=ON + timedelta(days=6)).count() == 1
    assert memberships(member.user.pk, PROVINCE, on=ON + timedelta(days=7)).count() == 0
    assert JournalEntry.objects.filter(verb="producer.member_ended").count() == 1


# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune officer,
# provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator, outsider.
@pytest.mark.parametrize(
    ("deed", "statuses"),
    [
        ("", "403 403 422 403 422 403 403 403 403 403 403 403 403 403"),
        ("{member}/mat-khau/", "403 403 200 403 200 403 403 403 403 403 403 403 403 403"),
        ("{member}/cham-dut/", "403 403 302 403 302 403 403 403 403 403 403 403 403 403"),
    ],
)
def test_deeds_against_the_whole_cast(cast: Cast, deed: str, statuses: str) -> None:
    member = admitted(cast)
    ProducerMember.objects.update(valid_from=ON - timedelta(days=100))
    url = f"/van-phong/chu-the/{member.producer.public_id}/tai-khoan/" + deed.format(member=member.public_id)
    got = {name: client_of(getattr(cast, name)).post(url).status_code for name in CAST}
    assert got == dict(zip(CAST, map(int, statuses.split()), strict=True))


def test_the_page_opens_an_account_and_shows_the_password_once(cast: Cast) -> None:
    producer = a_producer(cast, representative="Trần Thị Mẫu")
    client = client_of(cast.commune_officer)
    url = f"/van-phong/chu-the/{producer.public_id}/tai-khoan/"
    assert 'value="Trần Thị Mẫu"' in client.get(url).content.decode()
    response = client.post(url, {"full_name": "Trần Thị Mẫu", "login": "tran-thi-mau"})
    password = re.findall(r'<span class="big num">([^<]+)</span>', response.content.decode())[0]
    assert User.objects.get(username="tran-thi-mau").check_password(password)
    page = client.get(f"/van-phong/chu-the/{producer.public_id}/").content.decode()
    assert "tran-thi-mau" in page
    assert password not in page
    again = client.post(url, {"full_name": "Trần Thị Mẫu", "login": "tran-thi-mau"})
    assert "Tên đăng nhập này đã có người dùng" in again.content.decode()
