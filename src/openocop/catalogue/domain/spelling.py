"""Correcting a typed search that found next to nothing, with the words the catalogue itself uses."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

# Of two corrections of one word the one that follows its neighbour in some name wins by far.
_PAIR_WEIGHT, _PAIR_OFTEN = 1000, 10
_KEPT = 8
_SHORTEST = 3

Choice = tuple[tuple[str, ...], int]  # the words, and their weight


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How often each folded word occurs, and each pair of neighbouring words."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


def vocabulary_of(keys: Iterable[str]) -> Vocabulary:
    """Return the vocabulary of many search keys."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for key in keys:
        for part in key.split("|"):
            tokens = part.split()
            words.update(set(tokens))
            pairs.update(itertools.pairwise(tokens))
    return Vocabulary(words, pairs)


def corrected(words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return the likeliest words one slip away from those typed, None when nothing better is known.

    One slip: a letter wrong, missing, too many, two swapped, or a missing space. Words the catalogue does not know are
    corrected each; when it knows them all, only one is changed. Short words and numbers are left as they are. Of
    several corrections at least one must stand beside its neighbour in some name, or something else was meant.
    """
    places = [place for place, word in enumerate(words) if not _known(word, vocabulary, last=place == len(words) - 1)]
    if places:
        better = _changed(words, places, vocabulary)
        return better if better and (len(places) == 1 or _joined(better, vocabulary)) else None
    single = [found for place in range(len(words)) if (found := _changed(words, [place], vocabulary))]
    return max(single, key=lambda found: (_score(found, vocabulary), found), default=None)


def of_a_sentence(words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words of a sentence that the catalogue knows, and corrections of others that fit their neighbours."""
    kept: list[str] = []
    for place, word in enumerate(words):
        if _known(word, vocabulary, last=place == len(words) - 1):
            kept.append(word)
            continue
        beside = (*kept[-1:], *words[place + 1 : place + 2])
        fitting = [
            (weight, option)
            for option, weight in _choices(word, vocabulary)
            if any(_joined((one, *option), vocabulary) or _joined((*option, one), vocabulary) for one in beside)
        ]
        kept += max(fitting, default=(0, ()))[1]
    return tuple(kept)


def _changed(words: tuple[str, ...], places: list[int], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return `words` with those at `places` corrected, never into another word that was typed already."""

    def options(place: int, word: str) -> list[Choice]:
        if place not in places:
            return [((word,), 0)]
        return [choice for choice in _choices(word, vocabulary) if not set(choice[0]) & set(words)]

    return _best([options(place, word) for place, word in enumerate(words)], vocabulary)


def _best(choices: list[list[Choice]], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    paths: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for options in choices:
        longer = [
            (score + weight + _joined((*path[-1:], *option), vocabulary), path + option)
            for score, path in paths
            for option, weight in options
        ]
        paths = sorted(longer, key=lambda found: (-found[0], found[1]))[:_KEPT]
    return paths[0][1] if paths else None


def _choices(word: str, vocabulary: Vocabulary) -> list[Choice]:
    """Return the known words one slip away, each with the number of names it occurs in; none for short words."""
    if len(word) < _SHORTEST or word.isdigit():
        return []
    near: list[Choice] = [
        ((known,), count)
        for known, count in vocabulary.words.items()
        if abs(len(known) - len(word)) <= 1 and known != word and OSA.distance(known, word, score_cutoff=1) <= 1
    ]
    halves = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
    return near + [(pair, vocabulary.pairs[pair]) for pair in halves if vocabulary.pairs[pair]]


def _known(word: str, vocabulary: Vocabulary, *, last: bool) -> bool:
    return vocabulary.words[word] > 0 or (last and any(known.startswith(word) for known in vocabulary.words))


def _score(words: tuple[str, ...], vocabulary: Vocabulary) -> int:
    return _joined(words, vocabulary) + sum(vocabulary.words[word] for word in words)


def _joined(words: tuple[str, ...], vocabulary: Vocabulary) -> int:
    """Return what the neighbours among `words` weigh: that they are neighbours anywhere, and how often they are."""
    found = [count for pair in itertools.pairwise(words) if (count := vocabulary.pairs[pair])]
    return sum(_PAIR_WEIGHT + _PAIR_OFTEN * count for count in found)
