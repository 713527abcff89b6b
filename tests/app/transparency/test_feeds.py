"""The log for programs: proofs that the second implementation follows, and answers to what cannot be."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client

from openocop.transparency.domain.checkpoint import LogKey, opened
from openocop.transparency.services.publishing import publish_all
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.eyes import seen
from tests.unit.transparency import rfc9162

LOG = "/so-minh-bach/ca-mau/"
NAMES = ("Tôm khô", "Ba khía muối", "Mắm cá đồng", "Mật ong", "Chuối khô", "Cua biển", "Tôm chua")


@pytest.fixture(autouse=True)
def _seven_entries(cast: Cast) -> None:
    for name in NAMES[:5]:
        a_recognition(cast, name)
    publish_all()
    for name in NAMES[5:]:
        a_recognition(cast, name)
    publish_all()


def _leaves() -> list[bytes]:
    return [leaf.encode() for leaf in Client().get(f"{LOG}entries.json").json()["leaves"]]


def test_a_stranger_comes_to_the_signed_root_from_the_entries_alone() -> None:
    key = LogKey.parsed(Client().get(f"{LOG}key").content.decode())
    now = opened(Client().get(f"{LOG}checkpoint").content.decode(), key)
    assert (now.size, now.root) == (7, rfc9162.mth(_leaves()))
    before = opened(Client().get(f"{LOG}checkpoint?size=5").content.decode(), key)
    assert (before.size, before.root) == (5, rfc9162.mth(_leaves()[:5]))


def test_every_proof_is_the_one_of_the_second_implementation() -> None:
    leaves = _leaves()
    for index in range(7):
        said = Client().get(f"{LOG}inclusion.json?index={index}").json()
        assert said == {"index": index, "size": 7, "proof": [one.hex() for one in rfc9162.path(index, leaves)]}
    for first in range(1, 8):
        said = Client().get(f"{LOG}consistency.json?from={first}").json()
        assert said == {"from": first, "to": 7, "proof": [one.hex() for one in rfc9162.proof(first, leaves)]}


def test_an_entry_is_found_by_its_hash() -> None:
    leaves = _leaves()
    wanted = hashlib.sha256(b"\x00" + leaves[2]).hexdigest()
    said = Client().get(f"{LOG}inclusion.json?hash={wanted}&size=5").json()
    assert said == {"index": 2, "size": 5, "proof": [one.hex() for one in rfc9162.path(2, leaves[:5])]}
    assert Client().get(f"{LOG}inclusion.json?hash={'0' * 64}").status_code == 404


def test_entries_come_in_ranges() -> None:
    said = Client().get(f"{LOG}entries.json?from=2&to=4").json()
    assert (said["from"], said["to"], said["size"], len(said["leaves"])) == (2, 4, 7, 2)
    assert Client().get(f"{LOG}entries.json?from=7").json()["leaves"] == []


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("entries.json?from=8", "“from” phải là số từ 0 đến 7."),
        ("entries.json?from=-1", "“from” phải là số từ 0 đến 7."),
        ("entries.json?from=0&to=99999999999999999999", "“to” phải là số từ 0 đến 7."),
        ("inclusion.json?index=7", "“index” phải là số từ 0 đến 6."),
        ("inclusion.json?index=1&size=8", "“size” phải là số từ 1 đến 7."),
        ("inclusion.json?index=5&size=5", "“index” phải là số từ 0 đến 4."),
        ("inclusion.json?index=0&size=0", "“size” phải là số từ 1 đến 7."),
        ("consistency.json?from=6&to=5", "“from” phải là số từ 0 đến 5."),
        ("consistency.json?from=٣", "“from” phải là số từ 0 đến 7."),
        ("checkpoint?size=abc", "“size” phải là một số."),
    ],
)
def test_what_cannot_be_is_told(address: str, says: str) -> None:
    answer = Client().get(f"{LOG}{address}")
    assert (answer.status_code, answer.json()["problem"]) == (400, says)


@pytest.mark.parametrize("address", ["checkpoint", "key", "entries.json", "inclusion.json", "consistency.json", ""])
def test_a_log_that_is_not_there(address: str) -> None:
    assert Client().get(f"/so-minh-bach/ha-noi/{address}").status_code == 404


def test_what_cannot_change_may_be_kept_and_read_by_pages_of_others() -> None:
    answer = Client().get(f"{LOG}inclusion.json?index=1&size=5")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get(f"{LOG}inclusion.json?index=1")["Cache-Control"] == "public, max-age=30"
    assert Client().get(f"{LOG}checkpoint")["Cache-Control"] == "public, max-age=30"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("address", "queries"),
    [("checkpoint", 1), ("entries.json", 2), ("inclusion.json?index=3", 3), ("consistency.json?from=3", 3)],
)
def test_how_many_queries_an_answer_takes(address: str, queries: int) -> None:
    assert seen(Client(), f"{LOG}{address}").queries == queries
