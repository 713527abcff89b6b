"""What is entered into the log, in which words, and what is not."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from openocop.config.cli import main
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry
from openocop.core.selectors.journal import verify_chains
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Recognition
from openocop.recognition.services.records import withdraw_recognition
from openocop.registry.signals import products_changed
from openocop.transparency.domain.checkpoint import opened
from openocop.transparency.domain.statement import Names, names_digest
from openocop.transparency.models import LogEntry, LogHead, Opening, Pending
from openocop.transparency.services.publishing import publish_all
from openocop.transparency.services.signing import private_key, public_key
from tests.factories.actors import PROVINCE, Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import a_producer
from tests.unit.transparency import rfc9162


def _leaves() -> list[str]:
    return list(LogEntry.objects.order_by("index").values_list("leaf", flat=True))


def _withdraw(recognition: Recognition, cast: Cast) -> None:
    withdraw_recognition(
        recognition=recognition,
        ground=WithdrawalGround.PRODUCTION_STOPPED,
        decision_no="9/QĐ-UBND",
        decided_on=date(2026, 11, 20),
        by=cast.leader.post,
    )


def test_a_recognition_is_entered_in_words_that_hold(cast: Cast) -> None:
    facts = {"decided_on": date(2025, 6, 1), "decision_no": "12/QĐ-UBND"}
    one = a_recognition(cast, "Tôm khô", a_producer(cast), **facts)
    assert publish_all() == 1
    (leaf,) = _leaves()
    said, opening = json.loads(leaf), Opening.objects.get()
    assert said.pop("recorded_at")[:2] == "20"
    assert said == {
        "kind": "openocop/recognition/1",
        "province": "ca-mau",
        "recognition": one.public_id,
        "product": one.product.public_id,
        "names": names_digest(Names("Tôm khô", "HTX Cái Bát"), opening.salt),
        "stands": {
            "star": 3,
            "council_on": "2022-11-30",
            "decision": "12/QĐ-UBND",
            "valid_from": "2025-06-01",
            "valid_until": "2028-06-02",
            "withdrawn_on": "",
            "withdrawal_ground": "",
            "withdrawal_decision": "",
            "superseded_on": "",
            "superseded_by": "",
            "certificate": None,
            "illustrative": False,
        },
    }
    assert "Tôm khô" not in leaf
    assert "Cái Bát" not in leaf


def test_what_changes_is_entered_below_and_what_does_not_is_not(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô", decided_on=date(2025, 6, 1), decision_no="12/QĐ-UBND")
    a_recognition(cast, "Ba khía muối")
    assert publish_all() == 2
    products_changed.send(sender=None, province=PROVINCE, product_ids=[one.product_id])
    assert publish_all() == 0
    assert LogHead.objects.count() == 1
    _withdraw(one, cast)
    assert publish_all() == 1
    first, _other, last = (json.loads(leaf) for leaf in _leaves())
    assert (first["recognition"], first["names"]) == (last["recognition"], last["names"])
    assert last["stands"]["withdrawn_on"] == "2026-11-20"
    assert last["stands"]["withdrawal_ground"] == "Chủ thể ngừng sản xuất, kinh doanh sản phẩm"


def test_another_name_is_another_entry_under_another_salt(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô")
    publish_all()
    one.product.name = "Tôm khô loại 1"
    one.product.save()
    products_changed.send(sender=None, province=PROVINCE, product_ids=[one.product_id])
    assert publish_all() == 1
    former, later = Opening.objects.order_by("entry__index")
    assert (former.product_name, later.product_name) == ("Tôm khô", "Tôm khô loại 1")
    assert former.salt != later.salt


def test_an_import_that_was_taken_back_stays_in_the_log_and_says_so(cast: Cast) -> None:
    one = a_recognition(cast, "Tôm khô")
    publish_all()
    products = [one.product_id]
    one.product.listing.delete()
    one.delete()
    Pending.objects.create(province=PROVINCE, product_ids=products)
    assert publish_all() == 1
    assert json.loads(_leaves()[1])["stands"] is None
    Pending.objects.create(province=PROVINCE, product_ids=products)
    assert publish_all() == 0


def test_each_publication_signs_a_head_that_the_second_implementation_comes_to(cast: Cast) -> None:
    for name in ("Tôm khô", "Ba khía muối", "Mắm cá đồng"):
        a_recognition(cast, name)
        publish_all()
    leaves = [leaf.encode() for leaf in _leaves()]
    heads = LogHead.objects.order_by("size")
    assert [head.size for head in heads] == [1, 2, 3]
    for head in heads:
        checkpoint = opened(head.note, public_key(PROVINCE))
        assert (checkpoint.origin, checkpoint.size) == ("ocop.example/so-minh-bach/ca-mau", head.size)
        assert checkpoint.root == rfc9162.mth(leaves[: head.size]) == bytes.fromhex(head.root)
    assert JournalEntry.objects.filter(verb="log.published").count() == 3
    assert verify_chains().valid


def test_what_an_act_touched_waits_with_the_act_and_goes_back_with_it(cast: Cast) -> None:
    with transaction.atomic():
        a_recognition(cast, "Tôm khô")
        assert Pending.objects.exists()
        transaction.set_rollback(True)
    assert publish_all() == 0


def test_what_begins_on_a_later_day_is_not_told_before(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = legal_day(timezone.now()) + timedelta(days=1)
    a_recognition(cast, "Tôm khô", council_on=None, decided_on=tomorrow, decision_no="12/QĐ-UBND")
    a_recognition(cast, "Ba khía muối")
    assert publish_all() == 1
    assert publish_all() == 0
    assert main(["log", "verify", "--json"]) == 0
    later = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert publish_all() == 1
    assert not Pending.objects.exists()
    assert main(["log", "verify", "--json"]) == 0


def test_the_key_is_for_the_account_of_the_service_alone(cast: Cast, settings: Settings) -> None:
    first = public_key(PROVINCE)
    path = Path(settings.OPENOCOP_KEYS) / "log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert public_key(PROVINCE) == first
    assert [file.name for file in path.parent.iterdir()] == ["log"]
    assert str(first).startswith("ocop.example/so-minh-bach/ca-mau+")


def test_of_several_who_need_the_first_key_at_once_one_makes_it(settings: Settings) -> None:
    at_once = Barrier(8)

    def key(_one: int) -> bytes:
        at_once.wait(10)
        return private_key().private_bytes_raw()

    with ThreadPoolExecutor(8) as people:
        assert len(set(people.map(key, range(8)))) == 1


@pytest.mark.parametrize("table", ["logentry", "lognode", "loghead"])
@pytest.mark.parametrize("act", ["UPDATE {} SET province = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_changes(cast: Cast, table: str, act: str) -> None:
    a_recognition(cast, "Tôm khô")
    a_recognition(cast, "Ba khía muối")
    publish_all()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(f"transparency_{table}"))


def test_names_can_be_forgotten_and_the_log_stays_whole(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô")
    publish_all()
    Opening.objects.all().delete()
    assert LogEntry.objects.count() == 1
