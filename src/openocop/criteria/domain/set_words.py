"""Which set the name of a product suggests: its words against the words of the guidance, no statistics.

Vietnamese puts the head of a name first ("trà đinh lăng" is a tea), so what stands further left counts more. A longer
phrase swallows a shorter one within it. A raw material leads to one set while fresh and to another once processed.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from openocop.core.domain.text import fold

MAX_WORDS = 20  # of a name; what follows tells nothing of the kind of product
SHOWN = 3
# Weights of a phrase that names the kind of product, and of a raw material in its likely and its other state; each
# phrase further right costs `_STEP`, down to `_LEAST`.
_DECIDES, _KIND, _MATERIAL, _OTHER_STATE, _STEP, _LEAST = 13, 12, 10, 4, 2, 1
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class Material:
    """A raw material: the set while it is fresh or only cleaned, and the set of what is made of it.

    `keeps` are folded words of making that leave it as it is: grain is dried and shelled before it is sold raw.
    """

    raw: int
    made: int
    keeps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of the guidance by its words, marks and all, and what it tells.

    `role` is "kind", "material", "making" (how it was processed) or "filler" (tells nothing). A kind that `decides`
    does so wherever it stands: "bún riêu ăn liền" is instant food.
    """

    words: tuple[str, ...]
    role: str
    set_no: int | None = None
    decides: bool = False
    material: Material | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of the guidance by their folded words."""

    entries: Mapping[str, Sequence[Entry]]
    longest: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A set that a name suggests.

    `words` of the name lead to it: the kind of product or the raw material, then, where `state` is "made", what tells
    that it was processed. `state` is "" where the kind itself is named, "raw" where nothing tells of processing.
    """

    set_no: int
    words: tuple[str, ...]
    weight: int
    state: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    phrase: str
    entries: Sequence[Entry]

    def tells(self, role: str) -> bool:
        return any(entry.role == role for entry in self.entries)


def lexicon_of(data: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon written in `words.yaml`."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries_of(data):
        entries[" ".join(map(fold, entry.words))].append(replace(entry, words=tuple(map(marked_word, entry.words))))
    return Lexicon(dict(entries), max(len(key.split()) for key in entries))


def _entries_of(data: Mapping[str, Any]) -> Iterator[Entry]:
    for kind in data["kinds"]:
        decides = kind.get("decides", False)
        yield from (Entry(tuple(_words(words)), "kind", kind["set"], decides) for words in kind["words"])
    for item in data["materials"]:
        material = Material(item["raw"], item["made"], frozenset(map(fold, item.get("keeps", ()))))
        yield from (Entry(tuple(_words(words)), "material", material=material) for words in item["words"])
    for role, name in (("making", "making"), ("filler", "fillers")):
        yield from (Entry(tuple(_words(words)), role) for words in data[name])


def suggested_sets(lexicon: Lexicon, name: str) -> tuple[Suggestion, ...]:
    """Return up to three sets for a product called `name`, the likeliest first; none where no word is known.

    The name may be typed with or without Vietnamese marks, word by word.
    """
    found = [one for one in _phrases(lexicon, _words(name)[:MAX_WORDS]) if not one.tells("filler")]
    making = tuple(one.phrase for one in found if one.tells("making"))
    telling = [one for one in found if one.tells("kind") or one.tells("material")]
    best: dict[int, Suggestion] = {}
    for place, one in enumerate(telling):
        for suggestion in _of(one, place, tuple(word for word in making if word != one.phrase)):
            known = best.get(suggestion.set_no)
            if known is None or suggestion.weight > known.weight:
                best[suggestion.set_no] = suggestion
    return tuple(sorted(best.values(), key=lambda one: (-one.weight, one.set_no))[:SHOWN])


def _of(one: _Found, place: int, making: tuple[str, ...]) -> Iterator[Suggestion]:
    likely, other = (max(_LEAST, weight - _STEP * place) for weight in (_MATERIAL, _OTHER_STATE))
    for entry in one.entries:
        # "Ba khía muối" is no salt: further right such a word tells how the product was made.
        if entry.set_no is not None and not (place and one.tells("making")):
            weight = _DECIDES if entry.decides else max(_LEAST, _KIND - _STEP * place)
            yield Suggestion(entry.set_no, (one.phrase,), weight)
        if entry.material:
            made = tuple(word for word in making if fold(word) not in entry.material.keeps)
            yield Suggestion(entry.material.made, (one.phrase, *made), likely if made else other, "made")
            yield Suggestion(entry.material.raw, (one.phrase,), other if made else likely, "raw")


def _phrases(lexicon: Lexicon, words: Sequence[str]) -> Iterator[_Found]:
    """Yield the longest known phrase at each place, left to right, none within another."""
    place = 0
    while place < len(words):
        length, entries = _longest(lexicon, words[place : place + lexicon.longest])
        if entries:
            yield _Found(" ".join(words[place : place + length]), entries)
        place += length or 1


def _longest(lexicon: Lexicon, words: Sequence[str]) -> tuple[int, Sequence[Entry]]:
    for length in range(len(words), 0, -1):
        typed = words[:length]
        known = lexicon.entries.get(" ".join(map(fold, typed)), ())
        entries = [entry for entry in known if _agree(typed, entry.words)]
        if entries:
            return length, entries
    return 0, ()


def _agree(typed: Iterable[str], own: Sequence[str]) -> bool:
    """Tell whether each typed word is the entry's, marks and all, or was typed without any mark."""
    return all(marked_word(word) in (mark, fold(word)) for word, mark in zip(typed, own, strict=True))


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFC", name)
    return "".join(char if char.isalnum() or char in "'’" else " " for char in letters).split()


@lru_cache(maxsize=10_000)
def marked_word(word: str) -> str:
    """Return a word in lower case with its tone at the end, so that "thuỷ" and "thủy" are one."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = "".join(char for char in letters if char in _TONES)
    return "".join(char for char in letters if char not in _TONES) + tones
