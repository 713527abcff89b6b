"""Every rule of every channel is executed: kept by a complete record and at its very bound, told where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from scripts.channel_rules import PAGE, page

from openocop.channels.domain.checking import KIND, REQUIRED, check
from openocop.channels.domain.checks import CHECKS
from openocop.channels.domain.conditions import CHANNEL_ASKS, Live
from openocop.channels.domain.rulebook import Channel, Rule, Severity, channels
from tests.unit.channels.complete import complete, put

ON = date(2027, 2, 1)  # every dated rule binds
_EVERY = [(channel, number, rule) for channel in channels().values() for number, rule in enumerate(channel.rules)]
# As if each channel asked for all that it asks for in one category or another.
ASKED = Live(asks=frozenset(rule.field for _channel, _number, rule in _EVERY if rule.when == CHANNEL_ASKS))
# The least that makes a rule ask; a condition that is not here names the very value, so that it cannot be missing.
_ASKING: dict[str, dict[str, Any]] = {
    "": {},
    CHANNEL_ASKS: {},
    "has_no_gtin_exemption": {},
    "has_no_identifier": {},
    "text_is_generated": {"content_origin": "generated"},
    "is_food": {"food": {"storage": "Nơi khô mát"}},
    "is_live": {"listing": {"state": "live"}},
}
# What breaks a check that does not measure.
_BREAKING: dict[str, Callable[[Rule, Any], Any]] = {
    "decimals": lambda _rule, bound: Decimal("1.23456") if bound else Decimal("1.5"),
    "values": lambda rule, _bound: ["nothing-such"] if rule.at == "label.languages" else "nothing-such",
    "pattern": lambda _rule, _bound: "tên có dấu",
    "charset": lambda rule, _bound: "https://ocop.example/tôm.jpg" if rule.kind == "url" else "Tôm khô",
    "forbid": lambda _rule, bound: f"{bound and 'Tôm khô loại một của hợp tác xã'} \N{SHRIMP}",
    "forbid_chars": lambda _rule, bound: f"Tôm khô {bound[0]}",
    "forbid_prefix_gtin13": lambda _rule, _bound: "2000000000008",  # a shop's own, its check digit holds
    "check": lambda _rule, _bound: "8936001234568",  # one off
    "lengths_by_type": lambda _rule, _bound: "12345678901",
    "html": lambda _rule, _bound: "<b>Tôm</b> khô",
    "allowed_tags": lambda _rule, _bound: ["<table><tr></tr></table>"],
    "max_hashtags": lambda _rule, bound: "#tom " * (bound + 1),
    "max_word_repeats": lambda _rule, bound: "shrimp " * (bound + 1),
    "less_than": lambda _rule, _bound: 250_000,
    "ports": lambda _rule, _bound: "https://ocop.example:8443/a.jpg",
    "ip_host": lambda _rule, _bound: "https://192.0.2.7/a.jpg",
    "formats": lambda _rule, _bound: [{"mime": "text/html"}],
}


def _named(rows: list[tuple[Channel, int, Rule]]) -> Iterator[Any]:
    for channel, number, rule in rows:
        yield pytest.param(channel, rule, id=f"{channel.slug}-{number}-{rule.name}")


def _checks(*, measuring: bool) -> Iterator[Any]:
    for channel, number, rule in _EVERY:
        for name in rule.bounds:
            if (name in {"min", "max", "min_exclusive"}) is measuring:
                yield pytest.param(channel, rule, name, id=f"{channel.slug}-{number}-{rule.name}-{name}")


def _found(channel: Channel, rule: Rule, record: dict[str, Any]) -> list[str]:
    return [problem.check for problem in check(replace(channel, rules=(rule,)), record, ON, ASKED).problems]


def _sized(rule: Rule, size: Any) -> Any:
    """Return a value that comes to `size` in the unit of its rule."""
    if rule.kind == "url" and size > 1:
        return "https://ocop.example/".ljust(size, "a")
    if rule.unit == "chars":
        return "ố" * size
    if rule.unit == "utf8_bytes":
        return "a" * size
    if rule.unit == "items":
        return [f"{number}" if rule.at == "gtins" else {"mime": "image/png", "url": "a"} for number in range(size)]
    return Decimal(str(size)) if rule.kind == "money" and not isinstance(size, int) else size


@pytest.mark.parametrize("channel", channels().values(), ids=lambda channel: channel.slug)
def test_a_complete_record_is_taken_by_every_channel(channel: Channel) -> None:
    checked = check(channel, complete(), ON, ASKED)
    assert [problem.id_in(channel.slug) for problem in checked.problems] == []
    assert (checked.ready, checked.score) == (True, 100)


@pytest.mark.parametrize(
    ("channel", "rule"), _named([row for row in _EVERY if row[2].required and row[2].when in _ASKING])
)
def test_what_is_asked_for_is_missed_once(channel: Channel, rule: Rule) -> None:
    of_items = "[" in rule.at and not rule.at.endswith(".url")
    assert _found(channel, rule, _ASKING[rule.when]) == ([] if of_items else [REQUIRED])


@pytest.mark.parametrize(("channel", "rule", "name"), _checks(measuring=True))
def test_a_bound_is_kept_at_it_and_broken_beyond_it(channel: Channel, rule: Rule, name: str) -> None:
    bound = rule.bounds[name]
    step = 1 if isinstance(bound, int) else Decimal("0.01")
    kept, broken = {
        "min": (bound, bound - step),
        "max": (bound, bound + step),
        "min_exclusive": (bound + step, bound),
    }[name]
    record = complete()
    put(record, rule.at, _sized(rule, kept))
    assert name not in _found(channel, rule, record)
    put(record, rule.at, _sized(rule, broken))
    found = _found(channel, rule, record)
    if broken == 0 and rule.unit in {"chars", "utf8_bytes", "items"}:
        # Nothing is left: it is missing, not too short.
        assert found == ([REQUIRED] if rule.required and rule.when in _ASKING else [])
    else:
        assert name in found


@pytest.mark.parametrize(("channel", "rule", "name"), _checks(measuring=False))
def test_what_does_not_keep_a_check_is_told(channel: Channel, rule: Rule, name: str) -> None:
    record = complete()
    assert name not in _found(channel, rule, record)
    if name == "currency":
        record["currency"], record["wholesale"]["currency"] = "THB", "THB"
    else:
        put(record, rule.at, _BREAKING[name](rule, rule.bounds[name]))
    assert name in _found(channel, rule, record)


def test_every_check_there_is_is_used_and_every_one_used_is_there() -> None:
    assert {name for _channel, _number, rule in _EVERY for name in rule.bounds} == set(CHECKS)


@pytest.mark.parametrize("price", ["250,000", "250.000", 250000.0, True, "0"])
def test_a_price_is_a_whole_number_and_nothing_that_looks_like_one(price: object) -> None:
    record = complete() | {"price": price}
    problems = check(channels()["lazada"], record, ON).problems
    assert [problem.id_in("lazada") for problem in problems] == [f"lazada.price.{KIND}"]


def test_bytes_are_counted_where_the_channel_counts_bytes() -> None:
    """128 bytes are 128 letters without accents, and 42 letters with two of them (3 bytes each)."""
    title = next(rule for rule in channels()["alibaba_com"].rules if rule.name == "product_title")
    for text, kept in (("a" * 128, True), ("a" * 129, False), ("ố" * 42, True), ("ố" * 43, False)):
        assert (_found(channels()["alibaba_com"], title, complete() | {"title_en": text}) == []) is kept


def test_a_letter_counts_once_however_it_is_put_together() -> None:
    title = next(rule for rule in channels()["lazada"].rules if rule.name == "name")
    loose = "o\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING ACUTE ACCENT}" * 255
    assert _found(channels()["lazada"], title, complete() | {"title": loose}) == []


def test_a_dated_rule_weighs_otherwise_before_its_day() -> None:
    """Google asks for 500 by 500 points from 31/01/2027 (support.google.com/merchants/answer/6324350)."""
    record = complete()
    record["images"][0].update(width=499, height=800)
    for on, severity in ((date(2027, 1, 30), Severity.WARNING), (date(2027, 1, 31), Severity.ERROR)):
        (problem,) = check(channels()["google_merchant"], record, on).problems
        assert (problem.id_in("google_merchant"), problem.severity) == (
            "google_merchant.image_link.size_px.min",
            severity,
        )


def test_what_the_channel_tells_goes_before_what_is_printed() -> None:
    record = complete() | {"title": "Tôm khô loại một " * 6}  # 102 letters; the sample of get_item_limit says 100
    assert [one.id_in("shopee") for one in check(channels()["shopee"], record, ON).problems] == [
        "shopee.item_name.max.advised"
    ]
    live = Live(bounds={"item_name": {"max": 120}})
    assert check(channels()["shopee"], record, ON, live).problems == ()


def test_advice_is_left_out_where_the_limit_itself_is_broken() -> None:
    record = complete() | {"title": "Tôm " * 5}
    told = [problem.id_in("tiktok_shop") for problem in check(channels()["tiktok_shop"], record, ON).problems]
    assert told == ["tiktok_shop.title.min"]


def test_the_score_falls_with_what_is_wrong() -> None:
    lazada = channels()["lazada"]
    scores = [check(lazada, record, ON).score for record in (complete(), complete() | {"stock": None}, {})]
    assert 100 == scores[0] > scores[1] > scores[2]


def test_the_page_of_the_rules_is_as_the_rules_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m scripts.channel_rules"
