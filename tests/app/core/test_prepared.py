"""Queries that are worded once: every asking is answered by the database as it is then."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import CharField, F, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from openocop.core.models import JournalHead
from openocop.core.prepared import Given, Prepared

pytestmark = pytest.mark.django_db


def _by_province(newest_first: bool) -> QuerySet[JournalHead]:
    found = JournalHead.objects.filter(province=Given("province", CharField())).annotate(next=F("sequence") + 1)
    return found.order_by("-sequence" if newest_first else "sequence")


def test_values_change_from_one_asking_to_the_next_and_answers_are_never_kept() -> None:
    heads = Prepared(_by_province)
    JournalHead.objects.create(province="cao-bang", sequence=7)
    assert [(head.province, head.next) for head in heads.rows(True, province="cao-bang")] == [("cao-bang", 8)]
    assert heads.rows(True, province="lai-chau") == []

    JournalHead.objects.create(province="lai-chau", sequence=2)
    JournalHead.objects.filter(province="cao-bang").update(sequence=9)
    assert heads.first(True, province="lai-chau").sequence == 2
    assert heads.first(False, province="cao-bang").next == 10


def test_an_asking_is_one_statement_whose_values_stand_apart() -> None:
    heads = Prepared(_by_province)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert heads.first(True, province="' OR 1=1 --") is None
    assert len(asked) == 1


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        Prepared(_by_province).rows(True)


def test_words_that_can_find_nothing_are_not_put_to_the_database() -> None:
    nothing = Prepared(lambda: JournalHead.objects.none())
    with CaptureQueriesContext(connection) as asked:
        assert nothing.rows() == []
    assert len(asked) == 0


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused_every_time() -> None:
    locked = Prepared(lambda: JournalHead.objects.select_for_update())
    with transaction.atomic():
        assert locked.rows() == []
    with pytest.raises(TransactionManagementError):
        locked.rows()
