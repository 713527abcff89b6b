"""Vietnamese text: one normal form, and the keys by which both databases search and sort alike."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")
# The Vietnamese alphabet in its own order; marks of tone come after the letter.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET, start=10)}
_TONE_RANK = {
    "\u0300": "1",
    "\u0309": "2",
    "\u0303": "3",
    "\u0301": "4",
    "\u0323": "5",
}  # huyền hỏi ngã sắc nặng


class _Unmarked(dict[int, int | None]):
    """What becomes of each character when marks are stripped; filled as characters come up."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_UNMARKED = _Unmarked({ord("đ"): ord("d"), ord("Đ"): ord("D")})


def nfc(text: str) -> str:
    """Return `text` in Unicode NFC with runs of white space folded to one space and the ends trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return `text` lower-case without any Vietnamese mark: "Đặc sản" becomes "dac san"."""
    return unicodedata.normalize("NFD", text).translate(_UNMARKED).lower()


def search_key(*parts: str) -> str:
    """Return the folded words of `parts`, separated by single spaces; what a search is compared with."""
    return " ".join([key for part in parts for word in part.split() if (key := _word_key(word))])


def slug(text: str) -> str:
    """Return `text` as a lower-case ASCII slug: "Cà Mau" becomes "ca-mau"."""
    return key_slug(search_key(text))


def key_slug(key: str) -> str:
    """Return the slug of a text whose search key is known."""
    return key.replace(" ", "-")


def sort_key(text: str) -> str:
    """Return an ASCII key that sorts in the order of the Vietnamese alphabet, letters before tones."""
    ranks = [_word_rank(word) for word in text.split(" ")]
    return _SPACE_LETTER.join([letters for letters, _ in ranks]) + "!" + _SPACE_TONE.join([tones for _, tones in ranks])


# Names are made of few different words: what was worked out for one is kept for the next.
@lru_cache(maxsize=50_000)
def _word_key(word: str) -> str:
    return _NOT_WORD.sub(" ", fold(word)).strip()


@lru_cache(maxsize=50_000)
def _word_rank(word: str) -> tuple[str, str]:
    ranks = [_rank(char) for char in unicodedata.normalize("NFC", word.lower())]
    return "".join([letter for letter, _ in ranks]), "".join([tone for _, tone in ranks])


@cache
def _rank(char: str) -> tuple[str, str]:
    """Return the places of a character's letter and of its tone in the order of the alphabet."""
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONE_RANK[c] for c in decomposed if c in _TONE_RANK), "0")
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONE_RANK))
    return _LETTER_RANK.get(base, f"0{base}" if base.isdigit() else "00"), tone


_SPACE_LETTER, _SPACE_TONE = _rank(" ")
