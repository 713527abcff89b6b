"""What somebody means who types, pastes or scans: an address of this site, somebody else's, a bar code, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from stdnum import ean

_DIGITAL_LINK = re.compile(r"/01/(\d{8}|\d{12,14})(?:/|$)")
_HOST = re.compile(r"[a-z0-9.-]+(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class OurPage:
    """A path of this site, with the proof that stands behind its #."""

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class OtherSite:
    """An address elsewhere; only the host is told, what stands there may be made to look like this site."""

    host: str


@dataclass(frozen=True, slots=True)
class BarCode:
    """A GTIN with a right check digit: 8, 12 or 13 figures, as printed."""

    number: str


@dataclass(frozen=True, slots=True)
class Words:
    text: str


Pointed = OurPage | OtherSite | BarCode | Words


def pointed_at(text: str, ours: frozenset[str]) -> Pointed:
    """Return what `text` points at; `ours` are the hosts under which this site answers, "ocop.example.vn:8000".

    A GS1 Digital Link carries its GTIN after "/01/" on whatever host (GS1 Digital Link URI Syntax 1.6, section 4):
    the bar code is what it means, unless the host is ours.
    """
    text = text.strip()
    if re.match(r"https?://", text, re.IGNORECASE):
        return _address(text, ours)
    figures = re.sub(r"[\s-]", "", text)
    if figures.isascii() and figures.isdecimal() and len(figures) in {8, 12, 13} and ean.is_valid(figures):
        return BarCode(figures)
    return Words(text)


def _address(text: str, ours: frozenset[str]) -> Pointed:
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[" is no address
        return Words(text)
    host = parts.netloc.lower()
    if host in ours:
        return OurPage(unquote(parts.path) or "/", parts.fragment)
    linked = _DIGITAL_LINK.search(parts.path)
    if linked is not None:
        number = linked[1].removeprefix("0") if len(linked[1]) == 14 else linked[1]
        return BarCode(number) if ean.is_valid(number) else Words(text)
    # A name before @ is how an address pretends to lead to us.
    host = host.rpartition("@")[2]
    return OtherSite(host) if _HOST.fullmatch(host) else Words(text)
