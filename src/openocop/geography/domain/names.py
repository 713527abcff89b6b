"""Names of administrative units: how they are written out, and how a typed name is compared."""

from __future__ import annotations

from dataclasses import dataclass

from openocop.core.domain.text import search_key

CITY_TYPES = frozenset({"thành phố trực thuộc TW", "thành phố thuộc tỉnh", "thành phố thuộc thành phố trực thuộc TW"})
# Folded words that may stand before a name, longest first so that "thi xa" is not read as a name after "thi".
_TYPE_WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("thanh pho", CITY_TYPES),
    ("thi tran", frozenset({"thị trấn"})),
    ("dac khu", frozenset({"đặc khu"})),
    ("phuong", frozenset({"phường"})),
    ("thi xa", frozenset({"thị xã"})),
    ("huien", frozenset({"huyện"})),
    ("tinh", frozenset({"tỉnh"})),
    ("quan", frozenset({"quận"})),
    ("xa", frozenset({"xã"})),
    ("tp", CITY_TYPES),
    ("tt", frozenset({"thị trấn"})),
    ("tx", frozenset({"thị xã"})),
    ("p", frozenset({"phường"})),
    ("h", frozenset({"huyện"})),
    ("q", frozenset({"quận"})),
    ("t", frozenset({"tỉnh"})),
    ("x", frozenset({"xã"})),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a typed name: the key of the bare name, and the types its first words allow (None: any)."""

    key: str
    types: frozenset[str] | None


def unit_key(name: str) -> str:
    """Return the key names are compared by: folded, and i for y ("Quý" and "Quí" are written both ways)."""
    return search_key(name).replace("y", "i")


def readings(text: str) -> list[Reading]:
    """Return the ways to read `text`: as a bare name ("Xà Phiên"), and as type and name ("xã Phiên")."""
    key = unit_key(text)
    found = [Reading(key, None)]
    for word, types in _TYPE_WORDS:
        if key.startswith(word + " "):
            found.append(Reading(key.removeprefix(word + " "), types))
            break
    return found


def type_word(unit_type: str) -> str:
    """Return the type as it stands before a name: "thành phố thuộc tỉnh" becomes "thành phố"."""
    return "thành phố" if unit_type in CITY_TYPES else unit_type


def full_name(unit_type: str, name: str) -> str:
    """Return "Huyện Đầm Dơi", "Thành phố Cà Mau"."""
    written = f"{type_word(unit_type)} {name}"
    return written[0].upper() + written[1:]
