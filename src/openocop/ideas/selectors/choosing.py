"""Choosing among the sets: what a name suggests, why, and the questions that tell look-alikes apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.guidance import OWN_RELEASE, Question, SetGuide, lexicon, questions, set_guides
from openocop.criteria.domain.legal_release import ProductClass
from openocop.criteria.domain.releases import criteria_set, release
from openocop.criteria.domain.set_words import SHOWN, Suggestion, suggested_sets


@dataclass(frozen=True, slots=True)
class Look:
    """A set that looks alike, by its title, and when it is the right one."""

    sheet: CriteriaSet
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A set that may be the right one; `why` in one sentence."""

    sheet: CriteriaSet
    guide: SetGuide
    why: str
    looks: Sequence[Look]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answer given, "" while there is none."""

    question: Question
    answer: str


@dataclass(frozen=True, slots=True)
class Choosing:
    choices: Sequence[Choice]
    asked: Sequence[Asked]


def choosing(name: str, answers: Mapping[str, str]) -> Choosing:
    """Return up to three sets for a product called `name`, likeliest first, and what to ask about them.

    Args:
        answers: by the code of a question; what no question offers is passed over.
    """
    suggestions = {one.set_no: one for one in suggested_sets(lexicon(), name)}
    asked = [one for one in questions() if len(one.sets & suggestions.keys()) > 1]
    kept, dropped = _answered(asked, answers)
    numbers = [no for no in suggestions if no not in dropped]
    numbers += [no for no in sorted(kept) if no not in suggestions and not (kept & suggestions.keys())]
    choices = [_choice(no, suggestions.get(no)) for no in numbers[:SHOWN]]
    return Choosing(choices, [Asked(one, answers.get(one.code, "")) for one in asked])


def _answered(asked: Sequence[Question], answers: Mapping[str, str]) -> tuple[set[int], set[int]]:
    kept: set[int] = set()
    dropped: set[int] = set()
    for question in asked:
        drops = question.drops(answers.get(question.code, ""))
        dropped |= drops
        kept |= question.sets - drops if drops else set()
    return kept - dropped, dropped


def all_choices() -> list[tuple[str, list[Choice]]]:
    """Return every set under the heading of Annex I that it stands under."""
    return [(node.label, _leaves(node)) for node in release(OWN_RELEASE).classification]


def _leaves(node: ProductClass) -> list[Choice]:
    return [_choice(leaf.set_no, None) for leaf in node.leaves() if isinstance(leaf.set_no, int)]


def _choice(no: int, suggestion: Suggestion | None) -> Choice:
    guide = set_guides()[no]
    looks = [Look(criteria_set(OWN_RELEASE, one.set_no), one.why) for one in guide.instead]
    return Choice(criteria_set(OWN_RELEASE, no), guide, _why(suggestion), looks)


def _why(suggestion: Suggestion | None) -> str:
    if suggestion is None:
        return ""
    word, *making = suggestion.words
    if suggestion.state == "made" and making:
        facts = {"word": word, "making": ", ".join(f"“{one}”" for one in making)}
        return _("The name says “%(word)s”, and %(making)s tells that it is processed.") % facts
    if suggestion.state == "made":
        return _("The name says “%(word)s”. It belongs here if it is processed.") % {"word": word}
    if suggestion.state == "raw":
        return _("The name says “%(word)s”. It belongs here if it is sold fresh or only cleaned.") % {"word": word}
    return _("The name says “%(word)s”.") % {"word": word}
