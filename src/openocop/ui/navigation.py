"""The office's menu as data: a link shows for the roles it names, once its address exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """`roles` are slugs of accounts.domain.roles.Role; an empty set means everyone signed in."""

    label: str | Promise
    url_name: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    label: str | Promise
    url: str
    current: bool


_OFFICERS = frozenset({"commune_officer", "provincial_officer"})
_COUNCIL = frozenset({"council_member", "secretary", "chair"})
_RUNNING = frozenset({"provincial_officer", "secretary", "chair", "leader", "administrator"})

OFFICE_MENU: tuple[Entry, ...] = (
    Entry(pgettext_lazy("menu", "My work"), "accounts:my-work"),
    Entry(pgettext_lazy("menu", "Commune's work"), "dossiers:commune-inbox", frozenset({"commune_officer"})),
    Entry(pgettext_lazy("menu", "Dossiers"), "dossiers:list", frozenset({"provincial_officer", "leader", "adviser"})),
    Entry(pgettext_lazy("menu", "My papers"), "dossiers:papers", frozenset({"producer"})),
    Entry(pgettext_lazy("menu", "Advisory team"), "evaluation:advisory", frozenset({"adviser", "secretary"})),
    Entry(pgettext_lazy("menu", "Rounds"), "evaluation:rounds", _RUNNING),
    Entry(pgettext_lazy("menu", "Council"), "evaluation:sessions", _COUNCIL | {"provincial_officer", "leader"}),
    Entry(pgettext_lazy("menu", "Recognition"), "recognition:decisions", _RUNNING - {"chair"}),
    Entry(pgettext_lazy("menu", "Monitoring"), "monitoring:board", _OFFICERS | {"leader", "inspector", "ministry"}),
    Entry(
        pgettext_lazy("menu", "Register"),
        "registry:products",
        _OFFICERS | {"leader", "inspector", "administrator"},
    ),
    Entry(pgettext_lazy("menu", "People"), "accounts:people", frozenset({"administrator", "provincial_officer"})),
)
PUBLIC_MENU: tuple[Entry, ...] = (
    Entry(pgettext_lazy("menu", "Products"), "catalogue:products"),
    Entry(pgettext_lazy("menu", "Check a code"), "catalogue:verify"),
)
HOME = "catalogue:home"
SEARCH = "catalogue:products"
OFFICE_SEARCH = "registry:products"


def links(menu: Sequence[Entry], *, role: str | None, path: str) -> list[Link]:
    """Return the links of `menu` for `role`; the one whose address is the longest start of `path` is current."""
    found = [
        (entry.label, url)
        for entry in menu
        if (not entry.roles or role in entry.roles) and (url := address(entry.url_name))
    ]
    here = max((url for _label, url in found if _leads_to(url, path)), key=len, default="")
    return [Link(label, url, url == here) for label, url in found]


def address(url_name: str) -> str:
    """Return the address of `url_name`, or "" while no page answers to it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _leads_to(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
