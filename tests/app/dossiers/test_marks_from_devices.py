"""Marks that a device kept: sent again they count once, and what was marked elsewhere meanwhile is not written over."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from openocop.core.models import JournalEntry
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.self_scores import ChangedElsewhere, save_self_score
from tests.factories.actors import Cast, build_cast
from tests.factories.dossiers import NOON, a_draft, lowest_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build_cast()


@pytest.fixture
def draft(cast: Cast) -> Dossier:
    return a_draft(cast.producer.post)


def levels_of(draft: Dossier) -> dict[str, object]:
    return Dossier.objects.get(pk=draft.pk).self_levels


def client_of(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.producer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_mark_is_taken_over_what_the_device_knew(cast: Cast, draft: Dossier) -> None:
    by = cast.producer.post
    for mark, seen in ((1, [""]), (1, [""]), (0, ["", 1]), (None, ["", 1, 0])):
        save_self_score(by=by, dossier=draft, levels={"1.1": mark}, seen={"1.1": seen}, at=NOON)
        assert levels_of(draft) == {"1.1": mark}
    assert JournalEntry.objects.filter(verb="dossier.self_scored").count() == 3  # the repeated one is no deed


def test_a_mark_set_elsewhere_meanwhile_stands_and_both_are_named(cast: Cast, draft: Dossier) -> None:
    by = cast.producer.post
    save_self_score(by=by, dossier=draft, levels={"1.1": 1}, at=NOON)
    with pytest.raises(ChangedElsewhere) as wrong:
        save_self_score(by=by, dossier=draft, levels={"1.1": 0}, seen={"1.1": [""]}, at=NOON)
    assert (wrong.value.now, wrong.value.field) == (1, "1.1")
    assert "Người thử chu-the" in str(wrong.value)
    assert levels_of(draft) == {"1.1": 1}


def test_the_page_offers_both_marks_and_takes_the_one_chosen(cast: Cast, draft: Dossier) -> None:
    client, url = client_of(cast), f"/ho-so/{draft.public_id}/muc/"
    assert (
        '<input type="hidden" name="seen" value="">'
        in client.get(f"/ho-so/{draft.public_id}/tu-danh-gia/1/").content.decode()
    )
    client.post(url, {"criterion": "1.1", "level": "1", "seen": ""})
    late = {"criterion": "1.1", "level": "0", "seen": ""}
    answer = client.post(url, late, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'id="tong"' in page
    assert '<input type="hidden" name="seen" value="1">' in page
    assert "Lấy mức tôi chọn" in page
    assert "vừa được chọn" in client.post(url, late, follow=True).content.decode()  # without a script: the same words
    assert levels_of(draft) == {"1.1": 1}
    client.post(url, {"criterion": "1.1", "level": "0", "seen": "1"})
    assert levels_of(draft) == {"1.1": 0}


LAST_MOMENT = datetime(2027, 3, 1, 16, 59, 59, tzinfo=UTC)  # 01/03/2027, 23:59:59 in Vietnam


def test_a_filing_counts_from_the_moment_its_request_came_in(cast: Cast, draft: Dossier) -> None:
    """The request comes in a second before midnight; over a slow line it is read and done two minutes later."""
    save_self_score(by=cast.producer.post, dossier=draft, levels=lowest_levels())
    with patch.object(timezone, "now", lambda: LAST_MOMENT):
        client = client_of(cast)  # signed in that day
    url, form = f"/ho-so/{draft.public_id}/nop/", {"client_id": uuid.uuid4(), "version": "1"}
    clock = chain([LAST_MOMENT], repeat(LAST_MOMENT + timedelta(minutes=2)))
    with patch.object(timezone, "now", lambda: next(clock)):
        client.post(url, form)
    draft.refresh_from_db()
    assert draft.submitted_at == LAST_MOMENT
    assert f"{draft.received_on:%d/%m/%Y}" == "01/03/2027"
    assert f"{draft.due_on:%d/%m/%Y}" == "22/03/2027"  # 15 working days, the first not counted


def test_one_second_later_is_the_next_day(cast: Cast, draft: Dossier) -> None:
    save_self_score(by=cast.producer.post, dossier=draft, levels=lowest_levels())
    with patch.object(timezone, "now", lambda: LAST_MOMENT + timedelta(seconds=1)):
        client_of(cast).post(f"/ho-so/{draft.public_id}/nop/", {"client_id": uuid.uuid4(), "version": "1"})
    draft.refresh_from_db()
    assert f"{draft.received_on:%d/%m/%Y}" == "02/03/2027"
