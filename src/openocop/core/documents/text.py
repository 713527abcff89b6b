"""What a person typed, made fit for paper: one normal form, no invisible characters, nothing the font cannot print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from openocop.core.documents.fonts import printable_characters

UNPRINTABLE = "□"

_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_LONG_WORD = re.compile(r"\S{31,}")
_INVISIBLE = {"Cc", "Cf", "Cs"}
_BREAK = "\u200b"
# Words of two syllables and more that a centred title must not tear apart.
_WORDS = (
    *("chủ tịch", "công nhận", "cấp tỉnh", "hội đồng", "kết quả", "minh hoạ", "nhân dân", "phân hạng", "phê duyệt"),
    *("sản phẩm", "tiềm năng", "tập dượt", "đánh giá", "ủy ban"),
)
_TOGETHER = re.compile(
    rf"(?<!\w)(?:đợt tập dượt \d+|(?:đợt|năm|số|lần|ngày|hạng) \d+|\d+ sao|{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE
)


def printable(text: str) -> str:
    """Return `text` in NFC on one line, without control or invisible characters.

    A character that the shipped serif lacks (an emoji, say) becomes `□`, so that one stray sign neither stops the
    minutes of a whole council nor vanishes unseen. No-break spaces are kept: they are blanks to be filled in by pen.
    """
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip(" ")
    visible = (c for c in composed if unicodedata.category(c) not in _INVISIBLE)
    letters = printable_characters()
    return "".join(c if ord(c) in letters else UNPRINTABLE for c in visible)


def bound(text: str) -> str:
    """Return a line of a title with no-break spaces inside its words: "sản phẩm" and "năm 2022" stay on one line."""
    composed = unicodedata.normalize("NFC", text)
    return _TOGETHER.sub(lambda match: match.group().replace(" ", "\u00a0"), composed)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of `text` that are not blank."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def printable_tree(value: object) -> object:
    """Return `value` with every text in it made `printable`; tuples become lists.

    Raises:
        TypeError: something in it is not text, a whole number, a truth value, nothing, a list or a mapping.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {str(key): printable_tree(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [printable_tree(item) for item in value]
    raise TypeError(f"a document cannot print a {type(value).__name__}: format it first")


def breakable_tree(value: object) -> object:
    """Return `value` with break opportunities inside words too long for a column (more than 30 letters)."""
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda match: _BREAK.join(match.group()), value)
    if isinstance(value, dict):
        return {key: breakable_tree(item) for key, item in value.items()}
    if isinstance(value, list):
        return [breakable_tree(item) for item in value]
    return value
