"""What each sales channel takes: its rules and limits as data, one file a channel under `channels/rules/`.

The facts are those of the channels' own pages as of 23/11/2026 where such a page was to be had; every rule names its
source and how strong that is (`Evidence`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).resolve().parents[1] / "rules"
_OF_RULE = {"name", "field", "at", "required", "when", "type", "unit", "severity", "spelled"}
_TEXTS = {"string", "text", "html"}  # their length is counted where no other unit is named
_OF_SOURCE = {"source", "evidence", "text", "from", "before", "dynamic"}


class Severity(StrEnum):
    ERROR = "error"  # the channel refuses it
    WARNING = "warning"  # policy, quality, or a limit that is not certain
    INFO = "info"


class Evidence(StrEnum):
    OFFICIAL = "official"  # the channel's own page, schema or SDK
    OFFICIAL_COPY = "official_copy"  # a dated copy of the channel's own page
    SECONDARY = "secondary"  # a partner's or third party's page
    FIELD = "field"  # a developer's report of what the channel did
    PROJECT = "project"  # our own default: no rule of the channel was found


class Mode(StrEnum):
    """By which way a product gets into a channel."""

    FEED_XML = "feed_xml"
    FEED_TSV = "feed_tsv"
    FEED_CSV = "feed_csv"
    FEED_RSS = "feed_rss"
    FEED_ATOM = "feed_atom"
    FEED_JSON = "feed_json"
    API = "api"
    MESSAGES = "api_messages"
    SHARE_LINK = "share_link"
    EXPORT_PACK = "export_pack"
    STRUCTURED_DATA = "structured_data"
    LINK_RECORD = "link_record"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read; `url` is None for our own defaults."""

    url: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on one field.

    name: the channel's field in our spelling, "package_weight"; field: as the channel spells it. at: path of the value
    in the record (`record.values_at`), "" for none. required: of every product, or of those for which `when` holds.
    kind: string, text, html, integer, decimal, money, enum, url, image_list, id, boolean or object. unit: chars (code
    points after NFC), utf8_bytes, items, px, bytes, megapixels, VND, kg, cm, g, or "". bounds: each check of
    `checks.CHECKS` with its bound. since: the day it begins to bind; before that it weighs `before`. live: how the
    channel tells the value that holds for one shop or category, "" where one holds for all. spelled: how the channel
    writes values of ours, {"in_stock": "in stock"}.
    """

    name: str
    field: str
    at: str
    required: bool
    when: str
    kind: str
    unit: str
    severity: Severity
    bounds: Mapping[str, Any]
    source: Source
    evidence: Evidence
    text: str
    since: date | None
    before: Severity | None
    live: str
    spelled: Mapping[str, str]

    def weighs(self, on: date) -> Severity | None:
        """Return how much a breach weighs on day `on`, None while the rule does not bind yet."""
        return self.before if self.since is not None and on < self.since else self.severity


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a channel that is none of a product's: calls in a time, items of a call, what has ended."""

    name: str
    facts: Mapping[str, Any]
    source: Source
    evidence: Evidence
    text: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One sales channel. `language` is that of its texts, "vi" or "en"; `currency` that of its prices.

    hosts: below which addresses of listings lie, () where a product has none there (a feed has no page of its own).
    """

    slug: str
    name: str
    label: str
    modes: tuple[Mode, ...]
    language: str
    currency: str
    hosts: tuple[str, ...]
    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...]
    text: str

    def limit(self, name: str) -> Limit:
        return next(limit for limit in self.limits if limit.name == name)


@cache
def channels() -> Mapping[str, Channel]:
    """Return every channel by its slug. A file without `modes` is a shape that others extend, and is no channel."""
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.yaml"))}
    shapes = {said["extends"] for said in files.values() if "extends" in said}
    return {slug: _channel(said, files) for slug, said in files.items() if slug not in shapes}


def _channel(said: dict[str, Any], files: Mapping[str, dict[str, Any]]) -> Channel:
    shape = files[said["extends"]] if "extends" in said else {}
    whole = shape | said
    sources = {name: Source(**facts) for name, facts in (shape.get("sources", {}) | said.get("sources", {})).items()}
    return Channel(
        slug=said["channel"],
        name=said["name"],
        label=said["label"],
        modes=tuple(Mode(mode) for mode in whole["modes"]),
        language=whole["language"],
        currency=whole["currency"],
        hosts=tuple(said.get("hosts", ())),
        rules=tuple(_rules([*shape.get("rules", []), *said.get("rules", [])], sources)),
        limits=tuple(_limits([*shape.get("limits", []), *said.get("limits", [])], sources)),
        text=said.get("text", ""),
    )


def _rules(rows: list[dict[str, Any]], sources: Mapping[str, Source]) -> Iterator[Rule]:
    for row in rows:
        yield Rule(
            name=row["name"],
            field=row["field"],
            at=row["at"],
            required=row["required"] in {True, "conditional"},
            when=row.get("when", ""),
            kind=row["type"],
            unit=row.get("unit", "chars" if row["type"] in _TEXTS else ""),
            severity=Severity(row["severity"]),
            bounds={key: bound for key, bound in row.items() if key not in _OF_RULE | _OF_SOURCE},
            source=sources[row["source"]],
            evidence=Evidence(row["evidence"]),
            text=row.get("text", ""),
            since=date.fromisoformat(row["from"]) if "from" in row else None,
            before=Severity(row["before"]) if "before" in row else None,
            live=row.get("dynamic", ""),
            spelled=row.get("spelled", {}),
        )


def _limits(rows: list[dict[str, Any]], sources: Mapping[str, Source]) -> Iterator[Limit]:
    for row in rows:
        facts = {key: fact for key, fact in row.items() if key not in {"name", "source", "evidence", "text"}}
        evidence = Evidence(row["evidence"])
        yield Limit(row["name"], facts, sources[row["source"]], evidence, row.get("text", ""))
