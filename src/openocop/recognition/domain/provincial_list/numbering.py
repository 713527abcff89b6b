"""The styles in which rows are numbered: 1, 1.1, I, A, a, or a bullet."""

from __future__ import annotations

import re

_STYLES = (
    ("number", re.compile(r"^\(?\d{1,5}[.)]?$")),
    ("dotted", re.compile(r"^\(?\d{1,3}(?:[.,]\d{1,3})+[.)]?$")),
    ("roman", re.compile(r"^\(?[IVXLC]{1,6}[.)]?$")),
    ("capital", re.compile(r"^\(?[A-ZĐ][.)]?$")),
    ("small", re.compile(r"^\(?[a-zđ][.)]?$")),
    ("bullet", re.compile(r"^[-–+•*]$")),
)


def style_of(text: str) -> str | None:
    """Return the style of a running number ("number", "roman", "capital", …), None when the text is none."""
    return next((style for style, rule in _STYLES if rule.match(text)), None)


_LEADING = re.compile(r"^\(?([IVXLC]{1,6}|[A-ZĐ]|[a-zđ]|\d{1,3})\s?[.)/:]")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii")
_LETTERS = ("abcdefghijklmnopq", "abcdđeghiklmnopq")


def number_before(text: str) -> str:
    """Return the number that opens a heading, "II" of "II. Huyện Đầm Dơi", or nothing."""
    found = _LEADING.match(text)
    return found[1] if found else ""


def follows(earlier: str, later: str) -> bool:
    """Tell whether `later` is the number after `earlier` in any style: I and II, A and B, 1 and 2."""
    first, second = earlier.strip("().").lower(), later.strip("().").lower()
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    if first in _ROMAN[:-1] and second == _ROMAN[_ROMAN.index(first) + 1]:
        return True
    return any(first and second and first + second in row for row in _LETTERS)
