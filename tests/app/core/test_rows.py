"""Rows written in one statement, as `save` would have left them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from openocop.core.models import JournalEntry, JournalHead
from openocop.core.rows import write

pytestmark = pytest.mark.django_db


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
    entry = write(JournalEntry(province="cao-bang", sequence=3, recorded_at=now, facts={"tên": [1, None]}, **texts))
    stored = JournalEntry.objects.get(pk=entry.pk)
    assert (stored.sequence, stored.recorded_at, stored.facts) == (3, now, {"tên": [1, None]})
    assert {name: getattr(stored, name) for name in names} == texts


def test_a_row_that_was_read_is_changed_and_no_other() -> None:
    other = JournalHead.objects.create(province="lai-chau", sequence=1)
    head = write(JournalHead(province="cao-bang"))
    head.sequence = 8
    write(head)
    assert dict(JournalHead.objects.values_list("province", "sequence")) == {"lai-chau": 1, "cao-bang": 8}
    assert write(JournalHead.objects.get(pk=other.pk)).sequence == 1


def test_what_the_database_refuses_is_refused() -> None:
    write(JournalHead(province="cao-bang"))
    with pytest.raises(IntegrityError), transaction.atomic():
        write(JournalHead(province="cao-bang"))


def test_a_row_that_is_gone_is_an_error() -> None:
    head = write(JournalHead(province="cao-bang"))
    JournalHead.objects.all().delete()
    with pytest.raises(DatabaseError):
        write(head)
