"""Dumps: their schema, what is not in them, their days and changes, their page; and dumps that cannot be read in."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from django.test import Client

from openocop.config.cli import main
from openocop.core.domain.canonical import sha256_hex
from openocop.opendata.domain.tables import TABLES
from openocop.opendata.selectors.dumps import days_of, dump_of
from openocop.opendata.services.dumping import dump, dump_all
from openocop.opendata.services.importing import read_in
from openocop.opendata.services.reading import CannotReadIn
from openocop.registry.domain.facts import Identifier, ProductFacts
from openocop.registry.models import Product
from openocop.registry.services.producers import register_producer
from openocop.registry.services.products import revise_product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition, main_of
from tests.factories.registry import AT, ON, a_producer, a_product, producer_facts

PROVINCE = "ca-mau"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any) -> None:
    settings.OPENOCOP_HOME = str(tmp_path / "home")


def _lines(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_three_forms_say_the_same_and_the_description_fits(cast: Cast, tmp_path: Path) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast, aliases=("HTX, CB",)), star=3, decided_on=date(2026, 6, 1))
    a_recognition(cast, "Mắm cá", None, council_on=date(2022, 11, 30))
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["path"]: resource for resource in package["resources"]}
    for table in TABLES:
        lines = _lines(folder, table.name)
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as sheet:
            cells = list(csv.DictReader(sheet))
        columns = pyarrow.parquet.read_table(folder / f"{table.name}.parquet")
        assert len(lines) == len(cells) == columns.num_rows == named[f"{table.name}.csv"]["rowcount"], table.name
        assert [one["name"] for one in named[f"{table.name}.csv"]["schema"]["fields"]] == columns.column_names
    for path, resource in named.items():
        content = (folder / path).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256_hex(content)}"), path
    (dated, undated) = _lines(folder, "recognitions")
    assert (dated["star"], dated["valid_from"], dated["valid_until"]) == (3, "2026-06-01", "2029-06-02")
    assert (undated["council_on"], undated["valid_until"]) == ("2022-11-30", None)
    parquet = pyarrow.parquet.read_table(folder / "recognitions.parquet").to_pylist()
    assert (parquet[0]["valid_from"], parquet[1]["valid_from"]) == (date(2026, 6, 1), None)
    assert _lines(folder, "producers")[0]["aliases"] == ["HTX, CB"]


def test_nothing_stands_in_it_that_no_page_shows(cast: Cast, tmp_path: Path) -> None:
    facts = producer_facts(
        "HTX Kín",
        kind="household",
        phone="0912345678",
        email="kin@example.org",
        representative="Trần Thị Kín",
        address="ấp Kín",
        note="ghi kín",
    )
    numbers = [Identifier("personal_number", "096084001234")]
    producer = register_producer(facts=facts, identifiers=numbers, by=cast.provincial_officer.post, at=AT)
    a_recognition(cast, "Tôm khô", producer, note="lời ghi kín", decided_on=date(2026, 6, 1))
    a_product(cast, producer, "Chưa được công nhận")
    a_product(cast, a_producer(cast, "HTX không có sản phẩm công khai"), "Bản nháp")
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).decode("utf-8", "replace")
    assert "HTX Kín" in everything
    for private in (
        "0912345678",
        "kin@example.org",
        "Trần Thị",
        "ấp Kín",
        "ghi kín",
        "096084001234",
        "Chưa được",
        "Bản nháp",
        "không có sản phẩm",
    ):
        assert private not in everything, private


def test_a_dump_a_day_with_what_changed_and_seven_are_kept(cast: Cast) -> None:
    producer = a_producer(cast)
    first = a_recognition(cast, "Tôm khô", producer, decided_on=date(2026, 6, 1)).product
    assert (dump_all(ON), dump_all(ON)) == (1, 0)
    revise_product(product=first, facts=ProductFacts("Tôm sú khô"), by=cast.provincial_officer.post, at=AT)
    second = a_recognition(cast, "Mắm cá", producer, decided_on=date(2026, 6, 1))
    dump_all(ON + timedelta(days=1))
    two = dump_of(PROVINCE, ON + timedelta(days=1))
    assert two is not None
    changes = [json.loads(line) for line in (two.folder / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [(one["table"], one["change"], one["row"]["id"]) for one in changes]
    assert told == [
        ("products", "changed", first.public_id),
        ("products", "added", second.product.public_id),
        ("recognitions", "added", second.public_id),
    ]
    second.delete()
    Product.objects.filter(pk=second.product_id).update(name="x")
    for day in range(2, 9):
        dump_all(ON + timedelta(days=day))
    assert days_of(PROVINCE) == [ON + timedelta(days=day) for day in range(2, 9)]


def test_a_killed_dump_is_not_there_and_is_cleared_away(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from openocop.opendata.services import dumping

    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    monkeypatch.setattr(dumping, "described", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        dump(PROVINCE, ON)
    assert days_of(PROVINCE) == []
    monkeypatch.undo()
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    folder = dump(PROVINCE, ON)
    assert [path.name for path in folder.parent.iterdir()] == [ON.isoformat()]


def test_the_page_gives_every_file_and_nothing_else(cast: Cast) -> None:
    assert "Chưa có bản nào" in main_of(Client().get("/du-lieu-mo/"))
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    dump_all(ON)
    page = Client().get("/du-lieu-mo/")
    assert "Sản phẩm trên trang công khai" in main_of(page)
    base = f"/du-lieu-mo/{PROVINCE}/{ON}"
    for path, kind in (("products.csv", "text/csv"), ("products.parquet", "application/vnd.apache.parquet")):
        answer = Client().get(f"{base}/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert f"{base}/{path}" in page.content.decode()
    for path in (
        *(f"{base}/../../secret_key", f"{base}/%2e%2e/%2e%2e/secret_key", f"{base}/khac.csv", f"{base}/"),
        *(f"/du-lieu-mo/{PROVINCE}/2020-01-01/products.csv", f"/du-lieu-mo/{PROVINCE}/hom-nay/products.csv"),
        "/du-lieu-mo/khong-co/2026-11-24/products.csv",
    ):
        assert Client().get(path).status_code == 404, path
    assert Client().post(f"{base}/products.csv").status_code == 405


def test_catalogues_of_data_find_it(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    dump_all(ON)
    answer = Client().get("/du-lieu-mo/dcat.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    (dataset,) = answer.json()["dcat:dataset"]
    assert dataset["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert {one["dcat:mediaType"] for one in dataset["dcat:distribution"]} == {
        *("text/csv", "application/jsonl", "application/vnd.apache.parquet")
    }


def test_a_system_with_data_of_its_own_is_not_touched(cast: Cast, tmp_path: Path) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    with pytest.raises(CannotReadIn, match="đã có dữ liệu"):
        read_in(folder)
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("byte", "products.jsonl: tệp bị hỏng hoặc bị sửa"),
        ("missing", "rounds.csv: thiếu tệp"),
        ("format", "dạng 99"),
        ("outside", "thiếu tệp"),
        ("nothing", "không có bản dữ liệu mở nào ở đây"),
    ],
)
def test_a_damaged_dump_is_refused_in_words(cast: Cast, tmp_path: Path, harm: str, words: str) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    folder = dump(PROVINCE, ON, into=tmp_path / "dump")
    description = folder / "datapackage.json"
    package = json.loads(description.read_text(encoding="utf-8"))
    if harm == "byte":
        (folder / "products.jsonl").write_bytes((folder / "products.jsonl").read_bytes().replace(b"T", b"t", 1))
    elif harm == "missing":
        (folder / "rounds.csv").unlink()
    elif harm == "format":
        description.write_text(json.dumps(package | {"openocop_format": 99}), encoding="utf-8")
    elif harm == "outside":
        package["resources"][0]["path"] = "../../etc/passwd"
        description.write_text(json.dumps(package), encoding="utf-8")
    else:
        description.unlink()
    with pytest.raises(CannotReadIn, match=words):
        read_in(folder)


def test_the_command_line_says_where_it_went(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))
    assert main(["opendata", "dump", "--out", str(tmp_path / "dump")]) == 0
    assert str(tmp_path / "dump") in capsys.readouterr().out
    assert main(["opendata", "dump", "--out", str(tmp_path / "dump")]) == 2
    assert main(["opendata", "dump", "--province", "khong-co"]) == 2
    assert main(["opendata", "import", str(tmp_path / "dump")]) == 2
    assert "đã có dữ liệu" in capsys.readouterr().err
