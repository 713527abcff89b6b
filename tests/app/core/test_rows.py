"""Rows put in their place in one statement, as `save` would have left them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.factories.evaluation import an_open_panel

from openocop.core.rows import Put, put_all
from openocop.evaluation.models import Entry, ScoreSheet

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
LEVELS = {"1.1": None, "“%s”": [0, 2]}


def _given(ballot: int, opinion: str, sent_at: datetime | None = None) -> ScoreSheet:
    (entry,) = Entry.objects.all()
    seat = entry.session.council.seats.filter(scores=True).first()
    return ScoreSheet(
        province="cao-bang", entry=entry, seat=seat, ballot=ballot, client_id=UUID(int=7), opinion=opinion,
        levels=LEVELS, saved_at=NOW, sent_at=sent_at,
    )  # fmt: skip


def _put(*sheets: ScoreSheet, over: dict[str, object] | None = None) -> list[ScoreSheet | None]:
    return put_all(
        [Put(sheet, over or {}) for sheet in sheets], same=("entry_id", "seat_id", "ballot"), closed_by="sent_at"
    )


def test_a_row_is_put_over_the_one_in_its_place_until_that_is_closed() -> None:
    an_open_panel(products=1, members=1)
    first, second = _put(_given(1, "một"), _given(2, "hai"))
    (again,) = _put(_given(1, "ba", sent_at=NOW))
    assert first is not None
    assert again is not None
    assert second is not None
    assert (again.pk, again.public_id) == (first.pk, first.public_id)
    assert _put(_given(1, "bốn"), _given(1, "năm", sent_at=NOW)) == [None, None]
    found = ScoreSheet.objects.order_by("ballot").values_list("public_id", "opinion", "sent_at", "levels")
    assert list(found) == [(first.public_id, "ba", NOW, LEVELS), (second.public_id, "hai", None, LEVELS)]


def test_a_row_goes_over_no_other_state_than_the_one_it_knows() -> None:
    an_open_panel(products=1, members=1)
    _put(_given(1, "một"))
    other, later = UUID(int=8), datetime(2026, 11, 30, 9, tzinfo=UTC)
    for opinion, over, goes in (
        ("hai", {"client_id": other}, False),
        ("ba", {"client_id": other, "saved_at": later}, False),
        ("bốn", {"client_id": other, "saved_at": NOW}, True),
        ("năm", {"client_id": UUID(int=7)}, True),
    ):
        (done,) = _put(_given(1, opinion), over=over)
        assert (done is not None, ScoreSheet.objects.get().opinion == opinion) == (goes, goes)


def test_of_several_for_one_place_each_meets_what_the_one_before_it_left() -> None:
    an_open_panel(products=1, members=1)
    given = [_given(1, "một"), _given(2, "hai"), _given(1, "ba", sent_at=NOW), _given(1, "bốn")]
    first, second, again, late = _put(*given)
    assert first is not None
    assert again is not None
    assert second is not None
    assert (again.pk, late) == (first.pk, None)
    assert list(ScoreSheet.objects.order_by("ballot").values_list("opinion", flat=True)) == ["ba", "hai"]


def test_what_one_row_may_go_over_another_may_not() -> None:
    """Both places hold a draft of this device saved at 8:00; who knows another device's state writes over neither."""
    an_open_panel(products=1, members=1)
    _put(_given(1, "một"), _given(2, "hai"))
    same = ("entry_id", "seat_id", "ballot")
    puts = [Put(_given(1, "ba"), {"client_id": UUID(int=7)}), Put(_given(2, "bốn"), {"client_id": UUID(int=8)})]
    goes, stays = put_all(puts, same=same, closed_by="sent_at")
    assert (goes is not None, stays) == (True, None)
    assert list(ScoreSheet.objects.order_by("ballot").values_list("opinion", flat=True)) == ["ba", "hai"]
