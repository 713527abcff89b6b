"""Dumps on a bad day: two processes at once, a lost photograph, a full disk; and descriptions made by other hands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.catalogue.models import CatalogueState
from openocop.core.domain.canonical import sha256_hex
from openocop.core.services.files import path_of
from openocop.dossiers.models import Round
from openocop.opendata.domain.tables import TABLES
from openocop.opendata.selectors.dumps import days_of, dumps_folder
from openocop.opendata.services.dumping import dump, dump_all
from openocop.opendata.services.importing import read_in
from openocop.opendata.services.reading import CannotReadIn
from openocop.proofs.models import SigningKey
from openocop.recognition.models import Recognition
from openocop.registry.models import Producer, Product, ProductPhoto
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.photographs import a_photograph
from tests.factories.registry import AT, ON, a_producer

PROVINCE = "ca-mau"
EMPTIED = (ProductPhoto, Recognition, Product, Producer, Round)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any) -> None:
    settings.OPENOCOP_HOME = str(tmp_path / "home")


def _a_product_with_a_photograph(cast: Cast) -> Product:
    product = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1)).product
    a_photograph(cast, product, caption="Hũ")
    return product


def _emptied() -> None:
    for model in EMPTIED:
        model.objects.all().delete()


def test_every_row_of_something_made_up_says_so(cast: Cast) -> None:
    named = {table.name for table in TABLES if "illustrative" in [column.name for column in table.columns]}
    # A key stands for a province, not for a product.
    assert {table.name for table in TABLES} - named == {"signing_keys"}


def test_a_published_day_stays_as_it_is(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    first = (dump(PROVINCE, ON) / "products.jsonl").read_bytes()
    a_recognition(cast, "Mắm cá", a_producer(cast, "HTX Hai"), decided_on=date(2026, 6, 1))
    assert (dump(PROVINCE, ON) / "products.jsonl").read_bytes() == first


def test_what_another_process_is_building_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    """Beside a folder that somebody names there may be anything, and among the published ones one builds at a time."""
    import fcntl
    import os

    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    other = tmp_path / "out" / ".building-other"
    other.mkdir(parents=True)
    dump(PROVINCE, ON, into=tmp_path / "out" / "dump")
    assert other.is_dir()

    folder = dumps_folder(PROVINCE)
    (building := folder / ".building-other").mkdir(parents=True)
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    waiting = Thread(target=_lock_and_leave, args=(folder,))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    assert building.is_dir()
    os.close(held)
    waiting.join(5)
    assert not waiting.is_alive()


def _lock_and_leave(folder: Path) -> None:
    from openocop.opendata.services.dumping import _alone

    with _alone(folder):
        pass


def test_a_disk_that_takes_nothing_does_not_end_the_work_of_the_day(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    folder = dumps_folder(PROVINCE)
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    assert dump_all(ON) == 0
    assert "no open data of ca-mau on 2026-11-24" in caplog.text
    folder.unlink()
    assert dump_all(ON + timedelta(days=1)) == 1


def test_a_lost_photograph_is_missing_there_and_in_a_copy(cast: Cast, tmp_path: Path) -> None:
    product = _a_product_with_a_photograph(cast)
    path_of(ProductPhoto.objects.get().file.sha256).unlink()
    folder = dump(PROVINCE, ON)
    assert days_of(PROVINCE) == [ON]
    assert list((folder / "photos").iterdir()) == []
    _emptied()
    read_in(folder)
    copied = ProductPhoto.objects.get(product__public_id=product.public_id)
    assert copied.caption == "Hũ"
    assert Client().get(f"/anh/{copied.public_id}/").status_code == 404


def test_a_dump_with_keys_does_not_meet_other_keys(cast: Cast, tmp_path: Path) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    _emptied()
    SigningKey.objects.create(province=PROVINCE, public_key="ab" * 32, active_from=ON)
    with pytest.raises(CannotReadIn, match="đã có dữ liệu"):
        read_in(folder)


def _unnamed(package: dict[str, Any]) -> Any:
    package["resources"] = [one for one in package["resources"] if one["path"] != "products.jsonl"]
    return package


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda package: [], "datapackage.json: tệp bị hỏng"),
        (lambda package: package | {"resources": 3}, "datapackage.json: tệp bị hỏng"),
        (lambda package: package | {"resources": [{}]}, "datapackage.json: tệp bị hỏng"),
        (lambda package: package | {"data_until": "hôm qua"}, "datapackage.json: tệp bị hỏng"),
        (lambda package: {key: package[key] for key in package if key != "province"}, "datapackage.json: tệp bị hỏng"),
        (_unnamed, "products.jsonl: thiếu tệp"),
    ],
)
def test_a_description_that_is_none_is_refused_in_words(
    cast: Cast, tmp_path: Path, harm: Callable[[dict[str, Any]], Any], words: str
) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    _emptied()
    description = folder / "datapackage.json"
    description.write_text(json.dumps(harm(json.loads(description.read_text(encoding="utf-8")))), encoding="utf-8")
    with pytest.raises(CannotReadIn, match=words):
        read_in(folder)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("products", '"name":', '"ten":'),  # a column is missing
        ("products", "{", "[{"),  # no JSON
        ("recognitions", '"valid_from":"2026-06-01"', '"valid_from":"01/06/2026"'),  # no day
        ("recognitions", '"star":3', '"star":9'),  # the database refuses it
        ("recognitions", '"product":"', '"product":"x'),  # of a product that is not there
        ("producers", '"unit_basis":"', '"unit_basis":"x'),
    ],
)
def test_rows_that_say_nothing_are_refused_in_words_and_leave_nothing(
    cast: Cast, tmp_path: Path, table: str, old: str, new: str
) -> None:
    """Whoever changed a file may have made a fitting checksum as well."""
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    _emptied()
    lines, description = folder / f"{table}.jsonl", folder / "datapackage.json"
    changed = lines.read_text(encoding="utf-8").replace(old, new, 1)
    assert changed != lines.read_text(encoding="utf-8")
    fitting = description.read_text(encoding="utf-8").replace(
        sha256_hex(lines.read_bytes()), sha256_hex(changed.encode())
    )
    lines.write_text(changed, encoding="utf-8")
    description.write_text(fitting, encoding="utf-8")
    with pytest.raises(CannotReadIn, match=f"{table}.jsonl: không hiểu được dữ liệu"):
        read_in(folder)
    assert not any(model.objects.exists() for model in EMPTIED)


def test_the_catalogue_of_data_says_who_publishes_what(cast: Cast) -> None:
    """What DCAT-AP 2 makes mandatory: title, description and publisher of a catalogue; title, description of a set."""
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    dump_all(ON)
    catalogue = Client().get("/du-lieu-mo/dcat.jsonld").json()
    (dataset,) = catalogue["dcat:dataset"]
    assert catalogue["dct:publisher"]["foaf:name"] == "OpenOCOP"
    assert catalogue["dct:description"].startswith("Mọi điều")
    assert dataset["dct:publisher"] == {"@type": "foaf:Agent", "foaf:name": "tỉnh Cà Mau"}
    assert "Kết quả công nhận hạng sao" in dataset["dct:description"]


@pytest.mark.django_db(transaction=True)
def test_whoever_writes_does_not_wait_for_a_dump(tmp_path: Path) -> None:
    """On SQLite one transaction at a time may write, and those begun as IMMEDIATE take that place at once."""
    CatalogueState.objects.create(province=PROVINCE, changed_at=AT)
    with CaptureQueriesContext(connection) as asked:
        dump(PROVINCE, ON, into=tmp_path / "dump")
    begun = [query["sql"] for query in asked if query["sql"].startswith(("BEGIN", "SET TRANSACTION"))]
    one_state = {"sqlite": "BEGIN", "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"}
    assert begun[-1] == one_state[connection.vendor]
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        CatalogueState.objects.update(version=2)
    if connection.vendor == "sqlite":
        assert asked[0]["sql"] == "BEGIN IMMEDIATE"
