"""Rows written in one statement, as `save` would have left them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.evaluation import an_open_panel

from openocop.core.models import JournalEntry, JournalHead
from openocop.core.rows import insert, put
from openocop.evaluation.models import Entry, ScoreSheet

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_new_row_gets_its_key_and_keeps_text_json_and_time() -> None:
    now = timezone.now()
    names = (
        "actor_digest",
        "actor_role",
        "actor_office",
        "verb",
        "subject_type",
        "subject_id",
        "previous_hash",
        "hash",
    )
    texts = {name: f"“{name}” %s" for name in names}
    entry = insert(JournalEntry(province="cao-bang", sequence=3, recorded_at=now, facts={"tên": [1, None]}, **texts))
    stored = JournalEntry.objects.get(pk=entry.pk)
    assert (stored.sequence, stored.recorded_at, stored.facts) == (3, now, {"tên": [1, None]})
    assert {name: getattr(stored, name) for name in names} == texts


def test_what_the_database_refuses_is_refused() -> None:
    insert(JournalHead(province="cao-bang"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(JournalHead(province="cao-bang"))


def _given(ballot: int, opinion: str, sent_at: datetime | None = None) -> ScoreSheet:
    (entry,) = Entry.objects.all()
    seat = entry.session.council.seats.filter(scores=True).first()
    return ScoreSheet(
        province="cao-bang", entry=entry, seat=seat, ballot=ballot, client_id=UUID(int=7), opinion=opinion,
        levels={"1.1": None}, saved_at=NOW, sent_at=sent_at,
    )  # fmt: skip


def _put(sheet: ScoreSheet) -> ScoreSheet | None:
    return put(sheet, same=("entry_id", "seat_id", "ballot"), closed_by="sent_at")


def test_a_row_is_put_over_the_one_in_its_place_until_that_is_closed() -> None:
    an_open_panel(products=1, members=1)
    first, second = _put(_given(1, "một")), _put(_given(2, "hai"))
    again = _put(_given(1, "ba", sent_at=NOW))
    assert first is not None
    assert again is not None
    assert second is not None
    assert (again.pk, again.public_id) == (first.pk, first.public_id)
    assert _put(_given(1, "bốn")) is None
    assert _put(_given(1, "năm", sent_at=NOW)) is None
    found = ScoreSheet.objects.order_by("ballot").values_list("public_id", "opinion", "sent_at", "levels")
    assert list(found) == [(first.public_id, "ba", NOW, {"1.1": None}), (second.public_id, "hai", None, {"1.1": None})]
