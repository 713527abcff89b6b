"""The office's menu as data: a link shows for the roles it names, once its address exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Entry:
    """`roles` are slugs of accounts.domain.roles.Role; an empty set means everyone signed in.

    `sections` names further addresses under which pages belong to the entry.
    """

    label: str | Promise
    url_name: str
    roles: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    label: str | Promise
    url: str
    current: bool


_COUNCIL = frozenset({"council_member", "secretary", "chair"})
_PREPARING = frozenset({"provincial_officer", "leader", "administrator"})
_READING = frozenset({"provincial_officer", "leader", "secretary", "inspector", "ministry"})
# The others begin with a list of their own.
_WORK = _COUNCIL | _PREPARING | _READING
_REGISTER = _READING | {"producer", "commune_officer", "administrator"}

OFFICE_MENU: tuple[Entry, ...] = (
    Entry(pgettext_lazy("menu", "My work"), "accounts:my-work", _WORK),
    Entry(pgettext_lazy("menu", "My work"), "dossiers:home", frozenset({"producer"}), ("dossiers:list",)),
    Entry(
        pgettext_lazy("menu", "Commune's work"),
        "dossiers:commune-inbox",
        frozenset({"commune_officer"}),
        ("dossiers:list",),
    ),
    Entry(pgettext_lazy("menu", "Papers"), "dossiers:vault", frozenset({"producer", "commune_officer"})),
    Entry(pgettext_lazy("menu", "Advisory team"), "evaluation:advisory", frozenset({"adviser"})),
    Entry(pgettext_lazy("menu", "Dossiers"), "dossiers:list", frozenset({"provincial_officer", "leader", "adviser"})),
    Entry(
        pgettext_lazy("menu", "Ideas"),
        "ideas:list",
        frozenset({"producer", "commune_officer"}),
        sections=("ideas:start",),
    ),
    Entry(pgettext_lazy("menu", "Enquiries"), "received:list", frozenset({"producer"})),
    Entry(
        pgettext_lazy("menu", "Rounds"),
        "dossiers:rounds",
        frozenset({"provincial_officer", "leader", "adviser", "commune_officer"}),
    ),
    Entry(pgettext_lazy("menu", "Council"), "evaluation:rounds", _PREPARING, sections=("evaluation:sessions",)),
    Entry(pgettext_lazy("menu", "Council"), "evaluation:sessions", _COUNCIL),
    Entry(
        pgettext_lazy("menu", "Recognition"),
        "recognition:decisions",
        frozenset({"provincial_officer", "secretary", "leader", "administrator"}),
        sections=("recognition:list", "sealing:papers", "misuse-office:list"),
    ),
    Entry(
        pgettext_lazy("menu", "Sales channels"),
        "channels:board",
        frozenset({"producer"}),
    ),
    Entry(pgettext_lazy("menu", "Monitoring"), "monitoring:board", _READING | {"chair"}),
    Entry(
        pgettext_lazy("menu", "Register"),
        "registry:products",
        _REGISTER,
        sections=("registry:producers", "places:kept", "channels:board"),
    ),
    Entry(pgettext_lazy("menu", "People"), "accounts:people", frozenset({"administrator", "provincial_officer"})),
    Entry(
        pgettext_lazy("menu", "Signing keys"),
        "proofs:keys",
        frozenset({"administrator"}),
        sections=("sealing:anchors",),
    ),
)
PUBLIC_MENU: tuple[Entry, ...] = (
    Entry(pgettext_lazy("menu", "Products"), "catalogue:products"),
    Entry(pgettext_lazy("menu", "Map"), "catalogue:map"),
    Entry(pgettext_lazy("menu", "Find a gift"), "gifts:finder"),
    Entry(pgettext_lazy("menu", "Rounds"), "catalogue:rounds"),
    Entry(pgettext_lazy("menu", "Check a code"), "catalogue:verify"),
    Entry(pgettext_lazy("menu", "Your idea"), "ideas:start"),
    Entry(pgettext_lazy("menu", "Saved"), "saved:list"),
)
HOME = "catalogue:home"
SEARCH = "catalogue:products"
OFFICE_SEARCH = Entry("", "registry:products", _REGISTER)


def links(menu: Sequence[Entry], *, role: str | None, path: str) -> list[Link]:
    """Return the links of `menu` for `role`; the one with the longest start of `path` among its sections is current."""
    found = [
        (Link(entry.label, url, current=False), _depth(entry, path))
        for entry in menu
        if shows(entry, role) and (url := address(entry.url_name))
    ]
    deepest = max((depth for _link, depth in found), default=0)
    return [replace(link, current=bool(depth) and depth == deepest) for link, depth in found]


def shows(entry: Entry, role: str | None) -> bool:
    return not entry.roles or role in entry.roles


def address(url_name: str) -> str:
    """Return the address of `url_name`, or "" while no page answers to it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _depth(entry: Entry, path: str) -> int:
    """Return the length of the longest section of `entry` that `path` lies under, 0 for none."""
    urls = [address(name) for name in (entry.url_name, *entry.sections)]
    return max((len(url) for url in urls if url and _leads_to(url, path)), default=0)


def _leads_to(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
