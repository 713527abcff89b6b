"""`openocop channels list`, `check` and `sign`, as a user calls them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from openocop.config.cli import main
from openocop.offers.domain.amounts import Unit
from openocop.offers.domain.facts import PackFacts
from openocop.offers.services.packs import add_pack
from openocop.registry.models import Product
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import AT, a_producer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openocop.core.serving.prepare_database", lambda: None)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code = main(["channels", *arguments, "--json"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def _sold(cast: Cast, decided_on: date | None) -> Product:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), star=3, council_on=None, decided_on=decided_on)
    for name, price in (("Hũ 500 g", 250_000), ("Hũ 1 kg", None)):
        pack = PackFacts(name, Decimal(500), Unit.GRAM, price)
        add_pack(product=recognition.product, facts=pack, client_id=uuid4(), by=cast.provincial_officer.post, at=AT)
    product: Product = recognition.product
    return product


def test_the_channels_are_listed_with_their_rules(capsys: pytest.CaptureFixture[str]) -> None:
    code, data = _run(capsys, "list")
    assert code == 0
    assert [one["channel"] for one in data["channels"]] == [
        *("alibaba_com", "amazon", "google_merchant", "lazada", "madeincamau", "meta_catalog", "postmart_buudien"),
        *("shopee", "tiktok_shop", "voso", "zalo"),
    ]


def test_a_record_in_a_file_is_checked_with_field_rule_and_fix(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"sku": "A1", "title": "Tôm khô " * 40, "price": 0}), encoding="utf-8")
    code, data = _run(capsys, "check", "lazada", "--file", str(file))
    assert (code, data["channel"], data["sku"], data["ready"]) == (1, "lazada", "A1", False)
    told = {problem["rule"]: problem for problem in data["problems"]}
    assert told["lazada.name.max"] == {
        "field": "name",
        "rule": "lazada.name.max",
        "severity": "error",
        "message": "Tên sản phẩm: 320 ký tự, Lazada nhận nhiều nhất 255.",
        "fix": "Rút còn nhiều nhất 255 ký tự.",
    }
    assert told["lazada.price.min_exclusive"]["message"] == "Giá: “0” phải lớn hơn 0."
    assert not any(rule.startswith("gate.") for rule in told)  # the file says nothing of its stars


def test_each_pack_of_a_product_is_checked_and_an_ended_star_is_held_back(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    product = _sold(cast, date(2022, 12, 15))
    code, data = _run(capsys, "check", "voso", "--product", product.public_id, "--on", "2026-12-01")
    assert (code, data["ready"], len(data["units"])) == (1, False, 2)
    for unit in data["units"]:
        gate = [problem for problem in unit["problems"] if problem["rule"].startswith("gate.")]
        assert [problem["rule"] for problem in gate] == ["gate.recognition_valid.expired"]
    _code, before = _run(capsys, "check", "voso", "--product", product.public_id, "--on", "2022-12-20")
    assert not any(problem["rule"].startswith("gate.") for unit in before["units"] for problem in unit["problems"])


def test_an_unknown_term_is_held_back_too(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    product = _sold(cast, None)
    _code, data = _run(capsys, "check", "voso", "--product", product.public_id)
    assert {problem["rule"] for unit in data["units"] for problem in unit["problems"]} >= {
        "gate.recognition_valid.term_unknown"
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "ebay", "--product", "x"), "không có kênh “ebay”; có: alibaba_com"),
        (("check", "voso", "--product", "x"), "không có sản phẩm nào mang mã “x”"),
        (("check", "voso", "--file", "{folder}"), "là thư mục"),
        (("check", "voso", "--file", "{folder}/none.json"), "không có ở đó"),
        (("check", "voso", "--file", "{folder}/list.json"), "phải là một đối tượng JSON"),
        (("check", "voso", "--file", "{folder}/deep.json"), "không đọc được JSON"),
        (("sign", "voso", "--file", "{folder}/list.json"), "“voso” không ký lời gọi"),
        (("sign", "lazada", "--file", "{folder}/empty.json"), "thiếu hoặc sai “params”"),
    ],
)
def test_bad_input_is_one_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "empty.json").write_text('{"api": "/p"}')
    assert main(["channels", *(part.format(folder=tmp_path) for part in arguments)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_described_request_is_signed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text('{"secret": "k", "path": "/p", "query": {"b": 2, "a": 1}, "body": null}')
    assert _run(capsys, "sign", "tiktok_shop", "--file", str(file)) == (
        0,
        {
            "string_to_sign": "k/pa1b2k",
            "signature": "f2dba56fb2da27274d14f4e9ad61911c90895ac685d748dd647ef457982ac53d",
        },
    )
